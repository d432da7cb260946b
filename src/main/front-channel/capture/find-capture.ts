import type { CaptureAbility } from './cdp';
import { createChromiumLauncher } from './chromium-transport';
import { type BrowserSearch, type FoundBrowser, findChromium } from './find-chromium';

export interface CaptureSearch extends BrowserSearch {
  platform: NodeJS.Platform;
  /** Of the process; undefined on Windows. */
  userId: number | undefined;
}

/** The capture window of a host without Electron: an installed browser, where it can be shown to somebody. */
export function findCapture(search: CaptureSearch): CaptureAbility {
  const { environment, platform, userId } = search;
  const found = find(search);
  if (typeof found === 'string') return { launch: null, reason: found };
  const headless = environment['GRANTSCOPE_CAPTURE_HEADLESS'] === '1';
  if (!headless && platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    const reason =
      'There is no display for a capture window (neither DISPLAY nor WAYLAND_DISPLAY is set). GRANTSCOPE_CAPTURE_HEADLESS=1 runs it unseen.';
    return { launch: null, reason };
  }
  const { executablePath } = found;
  const launch = createChromiumLauncher({ executablePath, headless, environment, isRoot: userId === 0 });
  return { launch, reason: null };
}

/** A sentence where there is none. */
function find(search: BrowserSearch): FoundBrowser | string {
  try {
    return (
      findChromium(search) ??
      'No Chromium, Chrome or Edge was found for the capture window. Install one, or name it in GRANTSCOPE_CHROMIUM.'
    );
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}
