import type { CaptureTarget } from './cdp';

/** What a window last showed. */
export interface ShownPage {
  url: string;
  title: string;
  text: string;
}

const MAX_TEXT = 20_000;

const READ = `({ url: location.href, title: document.title, text: (document.body?.innerText ?? '').slice(0, ${MAX_TEXT}) })`;

/** Asks a page for what a person sees of it; null where it cannot answer in time. */
export async function readShownPage(target: CaptureTarget, timeoutMs: number): Promise<ShownPage | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  const answer = target.send('Runtime.evaluate', { expression: READ, returnByValue: true }).then(
    (result) => toShownPage((result as { result?: { value?: unknown } }).result?.value),
    () => null,
  );
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}

function toShownPage(value: unknown): ShownPage | null {
  const { url, title, text } = (value ?? {}) as Partial<Record<keyof ShownPage, unknown>>;
  if (typeof url !== 'string' || typeof title !== 'string' || typeof text !== 'string') return null;
  return /^https?:/.test(url) ? { url, title, text } : null;
}
