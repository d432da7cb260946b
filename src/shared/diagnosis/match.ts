import { CATALOG } from './catalog/index';
import type { CatalogEntry, MatchRule, SignalKind, Where } from './catalog-entry';
import { deriveGistRules } from './gist-rules';
import { createLiteralFilter, type LiteralFilter, TextIndex } from './literal-filter';
import type { Signal } from './signals';
import { isWhere } from './signals/find-where';
import { deriveSpokenRules } from './spoken-rules';

type Strength = NonNullable<MatchRule['strength']>;

/** An entry that a signal points to. */
export interface Match {
  entry: CatalogEntry;
  signal: Signal;
  strength: Strength;
  /** The rule read more than the value of the signal. */
  isPrecise: boolean;
  confidence: number;
  /** What the pattern matched, with some of the text around it; null without a pattern. */
  excerpt: string | null;
}

interface IndexedRule {
  entry: CatalogEntry;
  rule: MatchRule;
  pattern: RegExp | null;
  filter: LiteralFilter | null;
  /** It stands in for a code, so that it says nothing of an error which has one of that library. */
  isSpoken: boolean;
}

/** A match and the rule that proves it best. */
interface RatedRule {
  match: Match;
  rule: MatchRule;
}

/** The rules of one kind: by the value they want, and those that take more than one value. */
interface RulesOfKind {
  byValue: Map<string, IndexedRule[]>;
  others: IndexedRule[];
}

/** Patterns are tested against no more than this much text from outside. */
const MAX_TEXT = 8_192;

const RULES_BY_KIND = indexRules();

/**
 * Every entry that one signal points to, each by the rule that proves it best. A rule with a pattern or
 * details knows more about the signal than one that only knows its value, which then says nothing new.
 * Entries of a provider count where it is the one `provider` names, or none is known, or the code itself
 * tells that it is theirs, as one that was handed on from the provider behind.
 */
export function matchSignal(signal: Signal, provider: string | null = null): Match[] {
  const rules = RULES_BY_KIND.get(signal.kind);
  if (!rules) return [];
  const best = new Map<string, RatedRule>();
  const text = createLazyText(signal);
  for (const indexed of [...(rules.byValue.get(toKey(signal.kind, signal.value)) ?? []), ...rules.others]) {
    if (!isOfProvider(indexed.entry, signal, provider)) continue;
    const found = testRule(indexed, signal, text);
    if (!found) continue;
    const match = rate(indexed, signal, provider, found.excerpt);
    const known = best.get(match.entry.id);
    if (!known || known.match.confidence < match.confidence) {
      best.set(match.entry.id, { match, rule: indexed.rule });
    }
  }
  return keepNarrower([...best.values()], signal);
}

/**
 * What knows more about the signal stands alone: its text first, then its place, which a rule that names
 * it knows and one for "other response" only covers. What one provider means leaves the general entry
 * standing, as the wider reading.
 */
function keepNarrower(rated: RatedRule[], { where }: Signal): Match[] {
  const isTold = rated.some(({ match }) => match.isPrecise && match.entry.provider === null);
  const told = isTold ? rated.filter(({ match }) => match.isPrecise) : rated;
  const isPlaced = told.some(({ match, rule }) => match.entry.provider === null && namesPlace(rule, where));
  const placed = isPlaced ? told.filter(({ rule }) => !rule.where || namesPlace(rule, where)) : told;
  return placed.map(({ match }) => match);
}

function namesPlace(rule: MatchRule, where: Where | null): boolean {
  return where !== null && (rule.where?.includes(where) ?? false);
}

function isOfProvider({ provider: wanted }: CatalogEntry, signal: Signal, provider: string | null): boolean {
  return wanted === null || provider === null || wanted === provider || signal.details['provider'] === wanted;
}

/**
 * Keeps what explains the failure: strong matches together, or else the best plain one, or else the
 * best weak one. Of a cause chain only one match counts, the most precise and then the innermost.
 * What was concluded from comparing steps stands beside all that, and so does a wording that suggests
 * one product and proves none.
 */
export function selectMatches(matches: Match[]): Match[] {
  const concluded = matches.filter(({ signal }) => signal.kind === 'evidence');
  const seen = selectSeen(matches.filter(({ signal }) => signal.kind !== 'evidence'));
  const suggested = matches.filter((match) => isSuggestedProduct(match) && !seen.includes(match));
  return [...seen, ...concluded, ...suggested];
}

/** The weak wording of a provider: others use the same words, so that it never stands first. */
export function isSuggestedProduct({ entry, strength, signal }: Match): boolean {
  return strength === 'weak' && entry.provider !== null && SEEN_WORDS.has(signal.kind);
}

const SEEN_WORDS: ReadonlySet<SignalKind> = new Set(['text', 'answer']);

function selectSeen(matches: Match[]): Match[] {
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

interface LazyText {
  text: string;
  index(): TextIndex;
}

function createLazyText(signal: Signal): LazyText {
  const text = signal.text.slice(0, MAX_TEXT);
  let index: TextIndex | null = null;
  return {
    text,
    index() {
      index ??= new TextIndex(text);
      return index;
    },
  };
}

/** Null where the rule does not hold. */
function testRule(
  { rule, pattern, filter, isSpoken }: IndexedRule,
  signal: Signal,
  { text, index }: LazyText,
): { excerpt: string | null } | null {
  if (!isSameValue(rule, signal) || (isSpoken && signal.value.startsWith('OAUTH_'))) return null;
  if (rule.where && !isWhere(rule.where, signal.where)) return null;
  const hasDetails = Object.entries(rule.details ?? {}).every(
    ([name, value]) => Object.hasOwn(signal.details, name) && signal.details[name] === value,
  );
  if (!hasDetails) return null;
  if (!pattern || !filter) return { excerpt: null };
  const found = filter.mayMatch(index()) ? pattern.exec(text) : null;
  return found && { excerpt: text.slice(Math.max(0, found.index - 60), found.index + found[0].length + 120) };
}

/** What the index does not settle: status classes. */
function isSameValue({ value: wanted }: MatchRule, { value }: Signal): boolean {
  if (!/^[1-5]xx$/.test(wanted)) return true;
  return /^\d{3}$/.test(value) && value[0] === wanted[0];
}

function rate(
  { entry, rule }: IndexedRule,
  signal: Signal,
  provider: string | null,
  excerpt: string | null,
): Match {
  // Words that are nobody's own say no more than a code.
  const isGist = rule.strength === 'weak' && rule.value === '*' && entry.provider === null;
  const isPrecise = !isGist && (rule.pattern !== undefined || rule.details !== undefined);
  const told = rule.strength ?? (isPrecise ? 'strong' : DEFAULT_STRENGTH[rule.signal]);
  // A bare code claims no unknown server for a provider; from that provider it means what its entry says.
  const isOwnCode = rule.signal === 'oauth-error' && entry.provider !== null && entry.provider === provider;
  const strength = isOwnCode && told === 'plain' ? 'strong' : told;
  const raised = isPrecise ? signal.confidence + 0.02 : signal.confidence;
  const isOwnMark = isPrecise && strength === 'plain' && entry.provider !== null;
  const limit = isGist ? GIST : findLimit(strength, rule.signal);
  const limited = isOwnMark ? OWN_MARK : Math.min(raised, limit);
  if (strength === 'strong' && signal.kind === 'evidence') {
    return { entry, signal, strength, isPrecise, confidence: PROVEN_BY_STEPS, excerpt };
  }
  const confidence =
    strength === 'strong' ? raiseForProvider(limited, entry, signal, isPrecise, provider) : limited;
  return { entry, signal, strength, isPrecise, confidence, excerpt };
}

/** Above what a decisive observation makes of a wider entry (0.98), but for the last. */
const CODE_OF_PROVIDER = 0.985;
const WORDING_OF_PROVIDER = 0.982;
const WORDING_OF_SOME = 0.975;
/** What compared steps prove, above a wording that others may use too. */
const PROVEN_BY_STEPS = 0.978;

/**
 * An entry of a provider is narrower than the general one beside it, so it stands above that: its code
 * above all, its wording where the provider is known to be the one, and less where it may be another's.
 */
function raiseForProvider(
  confidence: number,
  entry: CatalogEntry,
  signal: Signal,
  isPrecise: boolean,
  provider: string | null,
): number {
  if (entry.provider === null || signal.confidence < 0.7) return confidence;
  if (signal.kind === 'provider-code') return Math.max(confidence, CODE_OF_PROVIDER);
  if (!isPrecise && signal.kind !== 'oauth-error') return confidence;
  return Math.max(confidence, entry.provider === provider ? WORDING_OF_PROVIDER : WORDING_OF_SOME);
}

/** What a rule of this strength proves at most. An answer that was seen proves more than a rule of ours. */
function findLimit(strength: Strength, kind: SignalKind): number {
  if (strength === 'weak') return 0.4;
  if (strength === 'strong') return 0.97;
  if (kind === 'evidence') return MORE_THAN_A_STATUS;
  return SEEN_ANSWERS.has(kind) ? 0.75 : 0.55;
}

/**
 * What an answer lacks tells more than its status or an empty page (0.75 at most), and less than any word
 * of the provider.
 */
const MORE_THAN_A_STATUS = 0.76;

/** Words without any code prove less than the vaguest code. */
const GIST = 0.35;

/** A mark of one product says still a little more than what its answer lacks. */
const OWN_MARK = 0.77;

const SEEN_ANSWERS: ReadonlySet<SignalKind> = new Set(['http-status', 'html', 'provider-page', 'answer']);

const DEFAULT_STRENGTH: Record<SignalKind, Strength> = {
  'oauth-error': 'strong',
  challenge: 'strong',
  check: 'strong',
  'error-code': 'strong',
  callback: 'strong',
  'provider-page': 'strong',
  'provider-code': 'strong',
  text: 'strong',
  answer: 'plain',
  html: 'plain',
  'http-status': 'plain',
  evidence: 'strong',
  note: 'strong',
  run: 'strong',
};

function indexRules(): Map<SignalKind, RulesOfKind> {
  const index = new Map<SignalKind, RulesOfKind>();
  for (const entry of CATALOG) {
    const spoken = deriveSpokenRules(entry);
    for (const rule of [...entry.match, ...spoken, ...deriveGistRules(entry)]) {
      const rules: RulesOfKind = index.get(rule.signal) ?? { byValue: new Map(), others: [] };
      index.set(rule.signal, rules);
      const { pattern } = rule;
      const indexed: IndexedRule = {
        entry,
        rule,
        pattern: pattern === undefined ? null : new RegExp(pattern, 'is'),
        filter: pattern === undefined ? null : createLiteralFilter(pattern),
        isSpoken: spoken.includes(rule),
      };
      if (rule.value === '*' || /^[1-5]xx$/.test(rule.value)) rules.others.push(indexed);
      else addTo(rules.byValue, toKey(rule.signal, rule.value), indexed);
    }
  }
  return index;
}

function addTo(index: Map<string, IndexedRule[]>, key: string, rule: IndexedRule): void {
  const rules = index.get(key);
  if (rules) rules.push(rule);
  else index.set(key, [rule]);
}

/** Library codes and names are compared without regard to case. */
function toKey(kind: SignalKind, value: string): string {
  return kind === 'error-code' ? value.toLowerCase() : value;
}
