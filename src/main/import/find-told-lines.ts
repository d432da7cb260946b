import { type Match, matchSignal } from '@shared/diagnosis/match';
import { createSignal } from '@shared/diagnosis/signals/signal';
import type { Place } from './places';
import { tellsFailure } from './recognise-success';

/** Each is held against every wording of the catalog. */
const MAX_TOLD_LINES = 500;
const MAX_WHOLE = 8_000;

/** A line in which somebody says in words what the catalog knows. */
export interface ToldLine {
  line: string;
  /** Where the catalog knows it from, null for anywhere. */
  place: Place | null;
  /** The words alone prove it. */
  isStrong: boolean;
}

/**
 * Lines in which a provider says in words what the catalog knows by a code; with `isOpen`, since nothing
 * else is known, also those of some other client, what is said over more than one line, and in the end
 * what only comes down to a failure.
 */
export function findToldLines(lines: readonly string[], isOpen: boolean): ToldLine[] {
  const trimmed = lines.map((line) => line.trim()).filter((line) => line !== '');
  const spoken = [...new Set(trimmed.slice(0, MAX_TOLD_LINES))];
  const told = spoken.flatMap((line) => readTold(line, isOpen ? 'plain' : 'strong') ?? []);
  if (!isOpen || told.some(({ isStrong }) => isStrong)) return told;
  const whole = lines.join('\n').slice(0, MAX_WHOLE).trim();
  const spread = whole.includes('\n') ? (readWords(whole, told.length > 0 ? 'strong' : 'plain') ?? []) : [];
  const known = [...spread, ...told];
  return known.length > 0 ? known : spoken.flatMap((line) => readTold(line, 'weak') ?? []);
}

/** How much words must prove to count, the least that is asked for. */
type Least = Match['strength'];
const RANK: Record<Least, number> = { strong: 2, plain: 1, weak: 0 };

function readTold(line: string, least: Least): ToldLine[] | null {
  return least !== 'strong' && !isMereNews(line) && isOfClient(line, least)
    ? [{ line, place: null, isStrong: true }]
    : readWords(line, least, line);
}

/** What a program says of itself on the way: settings and steps have the words of failures too. */
function isMereNews(line: string): boolean {
  return (
    /\b(?:INFO|DEBUG|TRACE|VERBOSE|NOTICE)\b|^\s{0,9}\[?(?:info|debug|trace|dbug)\]?:?\s|\blevel=(?:info|debug)/.test(
      line.slice(0, 200),
    ) && !tellsFailure(line)
  );
}

function isOfClient(text: string, least: Least): boolean {
  const place = { ...NOWHERE, where: 'client-side validation' } as const;
  const signal = createSignal({ ...place, kind: 'error-code', value: 'Log', text });
  return matchSignal(signal).some(({ strength }) => RANK[strength] >= RANK[least]);
}

/** In the order in which a place is taken for granted where more than one fits. */
const PLACES_OF_WORDS = [
  ['other response', null],
  ['authorization page', 'page'],
  ['logout page', 'logout'],
  ['token response', 'token'],
] as const;

/** `line` is what is kept of the text, else what the pattern matched. */
function readWords(text: string, least: Least, line: string | null = null): ToldLine[] | null {
  for (const [where, place] of PLACES_OF_WORDS) {
    const signal = createSignal({ ...NOWHERE, where, kind: 'text', value: 'said', text });
    const match = matchSignal(signal).find(({ strength }) => RANK[strength] >= RANK[least]);
    if (match) {
      return [{ line: line ?? match.excerpt ?? text, place, isStrong: match.strength === 'strong' }];
    }
  }
  return null;
}

const NOWHERE = { seq: 1, stepId: null, statement: '' } as const;
