import type { Evidence, Finding, Severity } from '../model/finding';
import type { CatalogEntry } from './catalog-entry';
import { findCorrelationIds } from './correlation-ids';
import { observe } from './evidence/index';
import type { Observation } from './evidence/observation';
import { isAboutRandomValue } from './finding-words';
import type { HideSecrets } from './hide-secrets';
import type { Match } from './match';
import { fillPlaceholders } from './placeholders';
import { collectPlaceholderValues, type RunFacts } from './run-facts';
import type { Signal } from './signals';
import { describeDifference, findSpellingDifference } from './text-difference';

const MAX_EVIDENCE = 12;
/** What a decisive observation makes of a match. */
const PROVEN = 0.98;

/** An entry with all matches and observations that lead to it. */
export interface Candidate {
  entry: CatalogEntry;
  /** Best first; never empty. */
  matches: Match[];
  observations: Observation[];
}

/** One candidate for each entry, with what the evidence rules of that entry see in the run. */
export function collectCandidates(matches: Match[], facts: RunFacts): Candidate[] {
  return [...Map.groupBy(matches, ({ entry }) => entry.id).values()].map((group) => {
    const ranked = group.toSorted((a, b) => b.confidence - a.confidence);
    const [best] = ranked;
    if (!best) throw new Error('A group has at least one match.');
    const signals = ranked.map(({ signal }) => signal);
    return {
      entry: best.entry,
      matches: ranked,
      observations: observe(best.entry.id, { ...facts, signals }),
    };
  });
}

export function buildFinding(
  { entry, matches, observations }: Candidate,
  facts: RunFacts,
  severity: Severity,
  hideSecrets: HideSecrets,
): Finding {
  const [best] = matches;
  if (!best) throw new Error('A finding needs a match.');
  const retryAfterSeconds = observations.find(
    (each) => each.retryAfterSeconds !== undefined,
  )?.retryAfterSeconds;
  const values = collectPlaceholderValues(facts, entry.provider);
  if (retryAfterSeconds !== undefined) values.retryAfter = `${retryAfterSeconds} s`;
  const fixes = [
    ...observations.flatMap(({ fix }) => (fix === undefined ? [] : [fix])),
    ...entry.fixes.map((fix) => fillPlaceholders(fix, values)),
  ];
  const isProven = observations.some(({ decisive }) => decisive);
  const finding: Finding = {
    ...describeEntry(entry),
    code: readCode(best),
    severity: entry.severity ?? severity,
    confidence: isProven ? Math.max(best.confidence, PROVEN) : best.confidence,
    stepId: best.signal.stepId,
    evidence: [],
    fixes: fixes.map(hideSecrets),
    retryAfterSeconds: retryAfterSeconds ?? null,
    ...describeProvider(facts, hideSecrets),
  };
  const isOfProvider = entry.provider !== null && facts.provider?.provider === entry.provider;
  return addEvidence(finding, [
    ...matches.map((match) => toEvidence(match.signal, hideSecrets, match.excerpt)),
    ...observations.map((observation) => clearEvidence(observation, hideSecrets)),
    ...(isOfProvider && facts.provider ? [clearEvidence(facts.provider.evidence, hideSecrets)] : []),
  ]);
}

function describeEntry({ id, title, meaning, causes, actors, retry, reference }: CatalogEntry) {
  return { entryId: id, title, meaning, causes, actors, retry, reference };
}

function describeProvider({ provider, exchange }: RunFacts, hideSecrets: HideSecrets) {
  const ids = exchange ? findCorrelationIds(exchange) : [];
  return {
    ...(provider ? { provider: provider.provider } : {}),
    ...(ids.length > 0
      ? { correlationIds: ids.map((each) => ({ ...each, value: hideSecrets(each.value) })) }
      : {}),
  };
}

/** What the wire said, where that is more precise than the catalog: 302 for the entry of 3xx. */
function readCode({ entry, signal }: Match): string {
  return signal.kind === 'http-status' || signal.kind === 'provider-code' ? signal.value : entry.code;
}

/** `excerpt` is the part of a long text that the rule matched. */
export function toEvidence(
  signal: Signal,
  hideSecrets: HideSecrets,
  excerpt: string | null = null,
): Evidence {
  const { kind, value, seq, statement, expected, actual } = signal;
  const shown = kind === 'text' && excerpt !== null ? excerpt : actual;
  const isRandom = kind === 'check' && isAboutRandomValue(value);
  return clearEvidence({ seq, statement, expected, actual: shown }, hideSecrets, !isRandom);
}

/** Evidence without credentials, and with the difference where two spellings of one value are compared. */
function clearEvidence(evidence: Evidence, hideSecrets: HideSecrets, isComparable = true): Evidence {
  const { seq, statement, expected, actual } = evidence;
  const clear = (text: string | null): string | null => (text === null ? null : hideSecrets(text));
  const cleared = {
    seq,
    statement: hideSecrets(statement),
    expected: clear(expected),
    actual: clear(actual),
  };
  if (!isComparable || expected === null || actual === null) return cleared;
  const difference =
    evidence.difference ?? findSpellingDifference(hideSecrets.exactly(expected), hideSecrets.exactly(actual));
  if (!difference) return cleared;
  const words = hideSecrets(describeDifference(difference));
  return { ...cleared, statement: `${cleared.statement} ${words}`.trim(), difference };
}

/** Adds what is not said yet, up to a bound. */
export function addEvidence(finding: Finding, more: Evidence[]): Finding {
  const evidence = [...finding.evidence];
  for (const each of more) {
    const isKnown = evidence.some(({ seq, statement, actual }) => {
      return seq === each.seq && statement === each.statement && actual === each.actual;
    });
    if (!isKnown && evidence.length < MAX_EVIDENCE) evidence.push(each);
  }
  return { ...finding, evidence };
}

const SEVERITY_RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export function compareFindings(a: Finding, b: Finding): number {
  return SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || b.confidence - a.confidence;
}
