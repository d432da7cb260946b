const FRAME_ID = 'print-frame';

/**
 * Hands a report to the browser's own print, from a frame in which no script runs. The policy of this page reaches
 * into the frame and refuses the report's inline style, so the same rules are adopted as a sheet.
 */
export async function printPage(html: string): Promise<void> {
  document.getElementById(FRAME_ID)?.remove();
  const frame = document.createElement('iframe');
  frame.id = FRAME_ID;
  frame.title = 'Report to print';
  // The same origin lets this page call print; without allow-scripts nothing in the frame can use it.
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.inert = true;
  Object.assign(frame.style, {
    position: 'fixed',
    width: '0',
    height: '0',
    border: '0',
    visibility: 'hidden',
  });
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  adoptStyle(frame);
  // It stays for the dialog, which may be open still when this returns; the next print takes it away.
  frame.contentWindow?.print();
}

function adoptStyle({ contentDocument, contentWindow }: HTMLIFrameElement): void {
  const Sheet = (contentWindow as (Window & typeof globalThis) | null)?.CSSStyleSheet;
  if (!contentDocument || !Sheet) return;
  const sheet = new Sheet();
  sheet.replaceSync(contentDocument.querySelector('style')?.textContent ?? '');
  contentDocument.adoptedStyleSheets = [sheet];
}
