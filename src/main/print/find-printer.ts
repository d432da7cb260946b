import { type BrowserSearch, findChromium } from '../front-channel/capture/find-chromium';
import { createChromiumPrinter } from './chromium-printer';
import type { PrintAbility } from './print-ability';

export interface PrinterSearch extends BrowserSearch {
  /** Of the process; undefined on Windows. */
  userId: number | undefined;
}

/** The printer of a host without Electron: an installed browser. It is never shown, so no display is needed. */
export function findPrinter(search: PrinterSearch): PrintAbility {
  try {
    const found = findChromium(search);
    if (!found) {
      const reason =
        'No Chromium, Chrome or Edge was found to make a PDF with. Install one, or name it in GRANTSCOPE_CHROMIUM.';
      return { print: null, reason };
    }
    const { environment, userId } = search;
    const { executablePath } = found;
    return {
      print: createChromiumPrinter({ executablePath, environment, isRoot: userId === 0 }),
      reason: null,
    };
  } catch (error) {
    return { print: null, reason: `${(error as Error).message}.` };
  }
}
