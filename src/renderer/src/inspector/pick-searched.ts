import type { Message } from './inspected';

/** More messages than these at once would freeze the window: each is drawn whole to be searched. */
export const MOST_DRAWN = 40;

/** The messages of a step that are searched beside the one that is shown. */
export interface Searched {
  messages: readonly Message[];
  /** There are more that may hold the text. */
  isCut: boolean;
}

/** True where what is searched depends on the text. */
export function isSearchedInPart(messages: readonly Message[]): boolean {
  return messages.length > MOST_DRAWN;
}

/**
 * All of them, where they are few; else those whose recording holds the text, which is more than can be seen of it: what
 * is a hit is decided where it is drawn.
 */
export function pickSearched(messages: readonly Message[], query: string): Searched {
  if (!isSearchedInPart(messages)) return { messages, isCut: false };
  const wanted = squeeze(query);
  const holding = wanted === '' ? [] : messages.filter((message) => readText(message).includes(wanted));
  return { messages: holding.slice(0, MOST_DRAWN), isCut: holding.length > MOST_DRAWN };
}

const known = new WeakMap<object, string>();

function readText(message: Message): string {
  const recorded =
    message.type === 'exchange' ? message.exchange : message.type === 'hit' ? message.hit : message.wait;
  const before = known.get(recorded);
  if (before !== undefined) return before;
  const text = squeeze(JSON.stringify(recorded));
  known.set(recorded, text);
  return text;
}

/** Without what is written otherwise on the wire than on screen: spaces, the escapes of JSON and of URLs. */
function squeeze(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, decode)
    .replace(/[\s\\+]/g, '')
    .toLowerCase();
}

function decode(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
