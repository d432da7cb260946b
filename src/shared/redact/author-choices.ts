import { decodeBase64 } from '../text/base64';
import { buildDecodedViews, decodeFully } from './decode-view';
import { parseJwt } from './jwt';
import { createRegistry } from './registry';
import type { SecretClass } from './rules';
import type { SensitiveSpan } from './span';

/** A placeholder that was given out, with what it stands for. Never leaves the host but masked. */
export interface KnownPlaceholder {
  placeholder: string;
  secret: SecretClass;
  count: number;
  value: string;
}

/** What the author of one report decided beside the rules. */
export interface AuthorChoices {
  /** Values that a rule hides and that are shown; what else is hidden within them stays so. */
  shown: readonly string[];
  /** Texts that no rule knows and that are hidden, in any spelling; four characters or more. */
  hidden: readonly string[];
  /** They go in lower and upper case too, as a host name or a header may be written. */
  isAnyCase: boolean;
  /** Placeholders of the same session without choices: they keep their numbers. */
  known: readonly KnownPlaceholder[];
}

export const NO_CHOICES: AuthorChoices = { shown: [], hidden: [], isAnyCase: false, known: [] };

export function isChosen(placeholder: string): boolean {
  return placeholder.startsWith('[redacted:chosen-');
}

/** Whether a value is one of those shown, however it is escaped. The signature of a shown JWT is shown with it. */
export function createIsShown(shown: readonly string[]): (value: string) => boolean {
  const values = new Set<string>();
  for (const value of shown) {
    const signature = parseJwt(value)?.signature;
    for (const each of [value, decodeFully(value), ...(signature ? [signature] : [])]) values.add(each);
  }
  return (value) => values.size > 0 && (values.has(value) || values.has(decodeFully(value)));
}

/**
 * Finds the texts to hide, also within words, unlike the secrets of the registry. With `isExact` as they were
 * given only.
 */
export function createChosenFinder({
  hidden: texts,
  isAnyCase,
}: Pick<AuthorChoices, 'hidden' | 'isAnyCase'>): (text: string, isExact?: boolean) => SensitiveSpan[] {
  if (texts.length === 0) return () => [];
  const registry = createRegistry(new Set());
  const exact = new Map<string, string>();
  const spellings = new Map<string, string>();
  for (const text of texts) {
    for (const each of new Set([text, decodeFully(text)])) {
      registry.add(each, 'chosen');
      for (const spelling of [each, each.replaceAll(' ', '+')]) exact.set(spelling, text);
      if (isAnyCase)
        for (const spelling of [each.toLowerCase(), each.toUpperCase()]) spellings.set(spelling, text);
    }
  }
  const findRegistered = registry.createFinder();
  return (text, isExact = false) => [
    ...findLiterals(text, isExact ? exact : new Map([...spellings, ...exact])),
    ...findRegistered(text)
      .filter(({ start, end, value }) => !isExact || isReallyIn(text.slice(start, end), value))
      .map((span) => ({ ...span, value: exact.get(span.value) ?? span.value })),
  ];
}

/**
 * The characters of base64 at the ends of a value hold bits of its neighbours and are not compared, so that `Practice`
 * is found where `practice` stands. Reading the run again tells them apart.
 */
function isReallyIn(run: string, value: string): boolean {
  if (!/^[\w+/-]+=*$/.test(run)) return true;
  const bytes = String.fromCharCode(...new TextEncoder().encode(value));
  return [0, 1, 2, 3].some((shift) => {
    const shifted = run.slice(shift).replace(/=+$/, '');
    const read = decodeBase64(shifted.length % 4 === 1 ? shifted.slice(0, -1) : shifted) ?? '';
    return read.includes(value) || read.includes(bytes);
  });
}

function findLiterals(text: string, literals: ReadonlyMap<string, string>): SensitiveSpan[] {
  const spans: SensitiveSpan[] = [];
  for (const view of buildDecodedViews(text)) {
    for (const [literal, value] of literals) {
      for (
        let at = view.text.indexOf(literal);
        at >= 0;
        at = view.text.indexOf(literal, at + literal.length)
      ) {
        spans.push({ secret: 'chosen', value, ...view.locate(at, at + literal.length) });
      }
    }
  }
  return spans;
}
