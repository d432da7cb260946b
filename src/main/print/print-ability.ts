/**
 * Puts a finished HTML page on paper. The page is whole: nothing may be fetched for it, and nothing in it runs. A
 * printer that cannot stop at the signal goes on for nobody.
 */
export type PrintPage = (html: string, signal?: AbortSignal) => Promise<Uint8Array>;

/** How a host makes a PDF, or why it makes none. */
export type PrintAbility = { print: PrintPage; reason: null } | { print: null; reason: string };

/** Margins and page numbers are in the page's own style, so that a print from any browser has them too. */
export const PAPER = { size: 'A4', followsStyle: true, hasBackground: true } as const;
