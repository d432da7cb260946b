import type { BrowserChoice } from '@shared/model/profile';
import type { ApprovalChannel, VerificationPage } from '../flows/flow';
import { LocalFlowError } from '../flows/flow-errors';
import type { FrontChannelControls } from './front-channel';
import { openPingListener } from './ping-listener';

/** How the user is brought to the verification page. Rejects where that failed. */
type VisitPage = (page: VerificationPage) => Promise<void>;

export type PageVisitors = Record<BrowserChoice, VisitPage | null>;

export interface ApprovalChannelOptions {
  browser: BrowserChoice;
  visitors: PageVisitors;
  /** Told while the page can be opened once more, and told null once the wait is over. */
  onControls(controls: FrontChannelControls | null): void;
}

/** Where the user decides elsewhere, no callback comes: only the page is opened, and a ping listened for. */
export function createApprovalChannel(options: ApprovalChannelOptions): ApprovalChannel {
  return {
    async bringUser(page) {
      const visit = options.visitors[options.browser];
      const go = async () => visit?.(page);
      options.onControls({
        submitCallback: null,
        reopen: () => explainBrowser(go(), options.browser),
        hasOwnWindow: options.browser === 'capture' && visit !== null,
      });
      page.signal.addEventListener('abort', () => options.onControls(null), { once: true });
      await explainBrowser(go(), options.browser);
    },
    listenForPing: openPingListener,
  };
}

async function explainBrowser(opened: Promise<void>, browser: BrowserChoice): Promise<void> {
  await opened.catch((cause) => {
    if (browser !== 'system') throw cause;
    throw new LocalFlowError('browser_not_opened', 'The browser could not be opened.', { cause });
  });
}
