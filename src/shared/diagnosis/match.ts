import { CATALOG } from './catalog/index';
import type { CatalogEntry, MatchRule, SignalKind } from './catalog-entry';
import type { Signal } from './signals';

type Strength = NonNullable<MatchRule['strength']>;

/** An entry that a signal points to. */
export interface Match {
  entry: CatalogEntry;
  signal: Signal;
  strength: Strength;
  /** The rule read more than the value of the signal. */
  isPrecise: boolean;
  confidence: number;
}

interface IndexedRule {
  entry: CatalogEntry;
  rule: MatchRule;
  pattern: RegExp | null;
}

/** Patterns are tested against no more than this much text from outside. */
const MAX_TEXT = 8_192;

const RULES_BY_KIND = indexRules();

/**
 * Every entry that one signal points to, each by the rule that proves it best. A rule with a pattern or
 * details knows more about the signal than one that only knows its value, which then says nothing new.
 */
export function matchSignal(signal: Signal): Match[] {
  const best = new Map<string, Match>();
  for (const indexed of RULES_BY_KIND.get(signal.kind) ?? []) {
    if (!isMatch(indexed, signal)) continue;
    const match = rate(indexed, signal);
    const known = best.get(match.entry.id);
    if (!known || known.confidence < match.confidence) best.set(match.entry.id, match);
  }
  const matches = [...best.values()];
  return matches.some((match) => match.isPrecise) ? matches.filter((match) => match.isPrecise) : matches;
}

/**
 * Keeps what explains the failure: strong matches together, or else the best plain one, or else the
 * best weak one. Of a cause chain only one match counts, the most precise and then the innermost.
 */
export function selectMatches(matches: Match[]): Match[] {
  const chain = matches.filter(({ signal }) => signal.kind === 'error-code').sort(compareInChain);
  const candidates = [...matches.filter(({ signal }) => signal.kind !== 'error-code'), ...chain.slice(0, 1)];
  const strong = candidates.filter(({ strength }) => strength === 'strong');
  if (strong.length > 0) return strong;
  const plain = candidates.filter(({ strength }) => strength === 'plain');
  return (plain.length > 0 ? plain : candidates).sort((a, b) => b.confidence - a.confidence).slice(0, 1);
}

function compareInChain(a: Match, b: Match): number {
  const rank = { strong: 2, plain: 1, weak: 0 };
  return (
    rank[b.strength] - rank[a.strength] || b.confidence - a.confidence || b.signal.depth - a.signal.depth
  );
}

function isMatch({ rule, pattern }: IndexedRule, signal: Signal): boolean {
  if (!isSameValue(rule, signal)) return false;
  if (rule.where && (signal.where === null || !rule.where.includes(signal.where))) return false;
  if (pattern && !pattern.test(signal.text.slice(0, MAX_TEXT))) return false;
  return Object.entries(rule.details ?? {}).every(
    ([name, value]) => Object.hasOwn(signal.details, name) && signal.details[name] === value,
  );
}

function isSameValue({ signal: kind, value: wanted }: MatchRule, { value }: Signal): boolean {
  if (wanted === '*') return true;
  if (kind === 'error-code') return wanted.toLowerCase() === value.toLowerCase();
  if (/^[1-5]xx$/.test(wanted)) return /^\d{3}$/.test(value) && value[0] === wanted[0];
  return wanted === value;
}

function rate({ entry, rule }: IndexedRule, signal: Signal): Match {
  const isPrecise = rule.pattern !== undefined || rule.details !== undefined;
  const strength = rule.strength ?? (isPrecise ? 'strong' : DEFAULT_STRENGTH[rule.signal]);
  const raised = isPrecise ? signal.confidence + 0.02 : signal.confidence;
  return {
    entry,
    signal,
    strength,
    isPrecise,
    confidence: Math.min(raised, findLimit(strength, rule.signal)),
  };
}

/** What a rule of this strength proves at most. An answer that was seen proves more than a rule of ours. */
function findLimit(strength: Strength, kind: SignalKind): number {
  if (strength === 'weak') return 0.4;
  if (strength === 'strong') return 0.97;
  return kind === 'http-status' || kind === 'html' || kind === 'provider-page' ? 0.75 : 0.55;
}

const DEFAULT_STRENGTH: Record<SignalKind, Strength> = {
  'oauth-error': 'strong',
  challenge: 'strong',
  check: 'strong',
  'error-code': 'strong',
  callback: 'strong',
  'provider-page': 'strong',
  html: 'plain',
  'http-status': 'plain',
  note: 'strong',
  run: 'strong',
};

function indexRules(): Map<SignalKind, IndexedRule[]> {
  const index = new Map<SignalKind, IndexedRule[]>();
  for (const entry of CATALOG) {
    for (const rule of entry.match) {
      const rules = index.get(rule.signal) ?? [];
      rules.push({
        entry,
        rule,
        pattern: rule.pattern === undefined ? null : new RegExp(rule.pattern, 'is'),
      });
      index.set(rule.signal, rules);
    }
  }
  return index;
}
