import type { Database } from './database';

/** More words than that are not typed by a person. */
const MAX_SEARCHED_WORDS = 20;

/** A beginning that more terms have is left to FTS5, which joins their lists before it answers. */
const MAX_TERMS = 64;

/** What the tokenizer can make a token of: without any, a word says nothing. */
const WORD_CHARACTER = /[\p{L}\p{N}\p{Co}]/u;

/** What the tokenizer takes apart as is done here: in other texts it folds letters in ways of its own. */
const PRINTABLE_ASCII = /^[ -~]+$/;

/** The terms that begin so, or null where there are too many. */
export type ListTerms = (beginning: string) => string[] | null;

/**
 * The text of a person as a query of FTS5: each word is quoted, so that nothing in it is an operator, and
 * stands for every word that begins with it. Null where it can find nothing.
 *
 * A beginning is spelled out as the terms that it stands for: these FTS5 reads side by side and stops when a page is
 * full. Of a beginning it makes one list of all sessions first, which takes 100 times as long.
 */
export function toMatch(text: string, listTerms: ListTerms): string | null {
  const words = text
    .replaceAll('\0', ' ')
    .split(/\s+/)
    .filter((word) => WORD_CHARACTER.test(word))
    .slice(0, MAX_SEARCHED_WORDS)
    .map((word) => matchWord(word, listTerms));
  return words.length === 0 || words.includes(null) ? null : words.join(' AND ');
}

function matchWord(word: string, listTerms: ListTerms): string | null {
  if (word.length === 1) return quote(word);
  if (!PRINTABLE_ASCII.test(word)) return `${quote(word)}*`;
  const tokens = word
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const terms = listTerms(tokens.at(-1) ?? '');
  if (terms === null) return `${quote(word)}*`;
  if (terms.length === 0) return null;
  const phrases = terms.map((term) => quote([...tokens.slice(0, -1), term].join(' ')));
  return `(${phrases.join(' OR ')})`;
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One look into the index for each term. */
export function createListTerms(database: Database): ListTerms {
  return (beginning) => {
    const terms: string[] = [];
    let from = beginning;
    for (;;) {
      const [row] = database.all('SELECT term FROM temp.word_terms WHERE term >= ? LIMIT 1', from);
      const term = row ? String(row['term']) : '';
      if (!term.startsWith(beginning)) return terms;
      if (terms.length === MAX_TERMS) return null;
      terms.push(term);
      // The smallest text that is greater.
      from = `${term}\0`;
    }
  };
}
