import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import type { CaptureLaunchOptions, CaptureTarget, CdpEvent, LaunchCapture } from './cdp';
import { type ChromiumProcess, launchChromium } from './launch-chromium';

const CLOSE_TIMEOUT_MS = 3_000;

export interface ChromiumOptions extends ChromiumProcess {
  /** Without a window: for tests, and for machines where something else drives the sign-in. */
  headless: boolean;
  /** Told each page, for tests that play the user. */
  onPage?: (page: Page) => void;
}

/**
 * An installed Chromium, Chrome or Edge with a profile of its own: started for one run, its folder deleted with
 * it, cookies and storage in memory only. Requests are held at the browser, so that those of a window that has
 * just opened are held as well; pages are watched one by one.
 */
export function createChromiumLauncher(options: ChromiumOptions): LaunchCapture {
  return async (launch) => {
    const browser = await launchChromium(options);
    try {
      return await openBrowser(browser, launch, options);
    } catch (error) {
      await browser.close();
      throw error;
    }
  };
}

async function openBrowser(
  browser: Browser,
  { onTarget, onWindowsClosed }: CaptureLaunchOptions,
  { headless, onPage }: ChromiumOptions,
) {
  await onTarget(toTarget(await browser.newBrowserCDPSession(), { intercepts: true, observes: false }));
  const context = await browser.newContext({
    viewport: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
  });
  const adopted = new WeakMap<Page, Promise<CaptureTarget>>();
  const adopt = (page: Page): Promise<CaptureTarget> => {
    const known = adopted.get(page);
    if (known) return known;
    page.on('close', () => context.pages().length === 0 && onWindowsClosed());
    // With a listener a dialog waits for the person in front of it.
    if (!headless) page.on('dialog', () => {});
    const target = watchPage(context, page, onTarget);
    adopted.set(page, target);
    onPage?.(page);
    return target;
  };
  // A window that is closed at once cannot be watched any more.
  context.on('page', (page) => void adopt(page).catch(() => {}));
  browser.on('disconnected', onWindowsClosed);
  return {
    openWindow: async () => adopt(await context.newPage()),
    async closeWindows() {
      const closed = Promise.all(context.pages().map((page) => page.close().catch(() => {})));
      // A page that does not close goes with the browser, which the run closes too.
      await Promise.race([closed, sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    },
    close: () => browser.close(),
  };
}

async function watchPage(
  context: BrowserContext,
  page: Page,
  onTarget: CaptureLaunchOptions['onTarget'],
): Promise<CaptureTarget> {
  const target = toTarget(await context.newCDPSession(page), { intercepts: false, observes: true });
  await onTarget(target);
  return target;
}

function toTarget(session: CDPSession, role: Pick<CaptureTarget, 'intercepts' | 'observes'>): CaptureTarget {
  return {
    ...role,
    send: (method, params) => session.send(method as Parameters<CDPSession['send']>[0], params as never),
    listen: (listener) => {
      session.on('event', ({ method, params = {} }) => listener({ method, params } as CdpEvent));
    },
  };
}
