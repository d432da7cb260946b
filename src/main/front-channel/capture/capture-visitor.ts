import type { VerificationPage } from '../../flows/flow';
import type { LaunchCapture } from './cdp';

/**
 * Shows a verification page (RFC 8628 section 3.3) in a throw-away window until the wait is over. No callback
 * comes there, so nothing is held and nothing watched.
 */
export function createCaptureVisitor(launch: LaunchCapture): (page: VerificationPage) => Promise<void> {
  return async ({ verificationUri, verificationUriComplete, signal }) => {
    const browser = await launch({ onTarget: async () => {}, onWindowsClosed: () => {} });
    const close = () => void browser.close().catch(() => {});
    if (signal.aborted) return close();
    signal.addEventListener('abort', close, { once: true });
    const page = await browser.openWindow();
    await page.send('Page.navigate', { url: verificationUriComplete ?? verificationUri });
  };
}
