import { type ChromiumProcess, launchChromium } from '../front-channel/capture/launch-chromium';
import { PAPER, type PrintPage } from './print-ability';

/** Not even names are asked for. */
const NO_NETWORK = ['--host-resolver-rules=MAP * ~NOTFOUND'];

/** Prints with an installed Chromium that runs unseen for this one page, without a network and without scripts. */
export function createChromiumPrinter(options: Omit<ChromiumProcess, 'headless'>): PrintPage {
  return async (html, signal) => {
    const browser = await launchChromium({
      ...options,
      headless: true,
      args: [...NO_NETWORK, ...(options.args ?? [])],
      environment: { ...options.environment, TZ: 'UTC' },
    });
    const close = () => void browser.close();
    signal?.addEventListener('abort', close, { once: true });
    try {
      signal?.throwIfAborted();
      const context = await browser.newContext({
        offline: true,
        javaScriptEnabled: false,
        acceptDownloads: false,
        serviceWorkers: 'block',
        colorScheme: 'light',
      });
      await context.route('**/*', (route) => route.abort());
      const page = await context.newPage();
      await page.setContent(html);
      return await page.pdf({
        format: PAPER.size,
        preferCSSPageSize: PAPER.followsStyle,
        printBackground: PAPER.hasBackground,
        tagged: true,
        outline: true,
      });
    } finally {
      signal?.removeEventListener('abort', close);
      await browser.close();
    }
  };
}
