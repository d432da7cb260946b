import { findInRuns, type TextRun } from './find-text';

/** A hit in what is drawn. Static: it says nothing any more once the text has changed. */
export interface PageHit {
  /** The part of the page that it lies in, by its place among the parts. */
  part: number;
  range: StaticRange;
}

const BLOCKS = 'p, td, th, li, dt, dd, div, h2, h3, h4, pre, section, caption';
/** Not seen, or the words of a control. */
const LEFT_OUT = '.sr-only, [aria-hidden="true"], select, script, style, [data-find-ignore]';

/** Finds a text in parts of the page, hidden ones too. What is masked is not in the page, so it is not found. */
export function findInParts(parts: readonly HTMLElement[], query: string): PageHit[] {
  return parts.flatMap((part, index) => {
    const { runs, nodes } = collectRuns(part);
    return findInRuns(runs, query).flatMap(({ start, end }) => {
      const [startContainer, endContainer] = [nodes[start.run], nodes[end.run]];
      if (!startContainer || !endContainer) return [];
      const range = new StaticRange({
        startContainer,
        startOffset: start.offset,
        endContainer,
        endOffset: end.offset,
      });
      return [{ part: index, range }];
    });
  });
}

function collectRuns(part: HTMLElement): { runs: TextRun[]; nodes: Text[] } {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const runs: TextRun[] = [];
  const nodes: Text[] = [];
  let block: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    const own = node.parentElement?.closest(BLOCKS) ?? null;
    runs.push({ text: node.data, startsBlock: own !== block });
    nodes.push(node);
    block = own;
  }
  return { runs, nodes };
}

/** More marks than these help nobody and slow the drawing down; the count is of all hits. */
const MAX_MARKS = 2_000;

/**
 * The build's reader of style sheets does not know this pseudo-element yet, so its two rules are made here, of the
 * tokens in styles.css. The hit that is looked at is told apart by more than its colour.
 */
const MARK_STYLES = `
  ::highlight(found) { background-color: var(--gs-found); color: var(--gs-ink); }
  ::highlight(found-current) {
    background-color: var(--gs-accent);
    color: var(--gs-accent-ink);
    text-decoration: underline 2px;
  }`;

const isOwn = new WeakSet<CSSStyleSheet>();

function adoptMarkStyles(): void {
  if (document.adoptedStyleSheets.some((sheet) => isOwn.has(sheet))) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(MARK_STYLES);
  isOwn.add(sheet);
  document.adoptedStyleSheets.push(sheet);
}

/** Marks hits without touching the page. */
export function markHits(hits: readonly PageHit[], current: PageHit | null): void {
  if (!('highlights' in CSS)) return;
  adoptMarkStyles();
  const others = hits.slice(0, MAX_MARKS).filter((hit) => hit !== current);
  CSS.highlights.set('found', new Highlight(...others.map(({ range }) => range)));
  CSS.highlights.set('found-current', new Highlight(...(current ? [current.range] : [])));
}

export function clearMarks(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete('found');
  CSS.highlights.delete('found-current');
}

/** Scrolls a part so that the hit can be seen, which may be one line of a very long text. */
export function showHit({ range }: PageHit, part: HTMLElement): void {
  if (!range.startContainer.isConnected) return;
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  const [hit, view] = [live.getBoundingClientRect(), part.getBoundingClientRect()];
  if (hit.top >= view.top + 8 && hit.bottom <= view.bottom - 8) return;
  part.scrollTop += hit.top - view.top - view.height / 3;
}
