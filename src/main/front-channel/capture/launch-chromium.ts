import type { Browser } from 'playwright-core';

export interface ChromiumProcess {
  executablePath: string;
  headless: boolean;
  environment: Record<string, string | undefined>;
  /** Chromium refuses to start its sandbox for root; for everybody else it stays. */
  isRoot: boolean;
  args?: string[];
}

/** Starts an installed Chromium, Chrome or Edge with a throw-away profile. Whoever starts it closes it. */
export async function launchChromium(options: ChromiumProcess): Promise<Browser> {
  // Loaded with the first browser: most starts of the app need none of it.
  const { chromium } = await import('playwright-core');
  const { executablePath, headless, isRoot, args = [] } = options;
  return chromium.launch({
    executablePath,
    headless,
    args: ['--no-first-run', '--no-default-browser-check', ...args],
    chromiumSandbox: !isRoot,
    env: pickDefined(options.environment),
    // A person signs in here. Providers turn away a browser that says it is driven by a program.
    ignoreDefaultArgs: ['--enable-automation'],
    // Signals end the run, and the run ends the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function pickDefined(environment: ChromiumProcess['environment']): Record<string, string> {
  const defined = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}
