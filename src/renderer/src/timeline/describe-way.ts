import type { BrowserChoice } from '@shared/model/profile';

interface Way {
  browser: BrowserChoice;
  canOpenBrowser: boolean;
  way: 'in' | 'out';
  /** False where the callback can only be pasted. */
  isListening: boolean;
  /** The run has a capture window. */
  isCaptured?: boolean;
}

/** What the user does now, by the browser that the profile chose and by what can come back by itself. */
export function describeWay({ browser, canOpenBrowser, way, isListening, isCaptured }: Way): string {
  if (isCaptured) {
    return `Sign ${way} in the window that opened. The callback is taken there, and sent to nobody.`;
  }
  return `${describeStart(browser, canOpenBrowser, way)} ${
    isListening
      ? 'It comes back here by itself.'
      : 'Then paste the address that the browser ends up at: it does not come back by itself.'
  }`;
}

function describeStart(browser: BrowserChoice, canOpenBrowser: boolean, way: 'in' | 'out'): string {
  if (browser === 'practice') return `The practice provider signs ${way} by itself.`;
  if (browser === 'print') return `Open the URL in any browser, here or on another device, and sign ${way}.`;
  return canOpenBrowser
    ? `Sign ${way} in the browser that opened.`
    : `No browser opens by itself here. Sign ${way} on the page below.`;
}
