import type { Evidence, Finding, Severity } from '../model/finding';
import type { SessionView, StepView } from '../model/session';
import { UNRECOGNISED_FAILURE } from './catalog/generic';
import type { CatalogEntry } from './catalog-entry';
import { observe } from './evidence/index';
import { createHideSecrets, type HideSecrets } from './hide-secrets';
import { type Match, matchSignal, selectMatches } from './match';
import { fillPlaceholders } from './placeholders';
import { collectPlaceholderValues, collectRunFacts, type RunFacts } from './run-facts';
import { readAdviceSignals, readFailureSignals, readRunSignals, type Signal } from './signals';
import { createSignal } from './signals/signal';

const MAX_EVIDENCE = 10;
/** Below it, an error may be somebody else's: it came with the state of another attempt. */
const TRUSTED = 0.9;

/**
 * The findings of a session, best first, one per entry and step. A run that failed always has one of
 * severity error, and a run that succeeded none. Pure and total: whatever a provider sent, it answers.
 */
export function diagnose(session: SessionView): Finding[] {
  const hideSecrets = createHideSecrets(session);
  const failed = findFailedSteps(session);
  const findings = failed.flatMap((step) => diagnoseStep(session, step, hideSecrets));
  const known = new Set(findings.map((finding) => finding.entryId));
  const advice = collectAdvice(session, failed, hideSecrets).filter(({ entryId }) => !known.has(entryId));
  if (session.outcome === 'failed' && !findings.some(({ severity }) => severity === 'error')) {
    findings.push(describeUnknown(session, failed.at(-1) ?? null, hideSecrets));
  }
  return [...findings, ...advice].sort(compareFindings);
}

/** The steps that ended badly. One that was still open when the app stopped is not known to have failed. */
function findFailedSteps(session: SessionView): StepView[] {
  return session.steps.filter(
    ({ outcome, error }) => outcome === 'failed' || outcome === 'cancelled' || error,
  );
}

function diagnoseStep(session: SessionView, step: StepView, hideSecrets: HideSecrets): Finding[] {
  const signals = readFailureSignals(step);
  const matches = selectMatches(
    signals.flatMap(matchSignal).filter(({ entry }) => entry.severity === undefined),
  );
  const facts = collectRunFacts(session, step, signals);
  const hasProviderWord = matches.some(
    ({ signal }) => isProviderWord(signal) && signal.confidence >= TRUSTED,
  );
  const isCancelled = step.outcome === 'cancelled';
  const findings = groupByEntry(matches).map((group) => {
    // Where the provider itself says what is wrong, the client's own rules only follow from it.
    const isFollower = hasProviderWord && !group.some(({ signal }) => isProviderWord(signal));
    return buildFinding(group, facts, isFollower || isCancelled ? 'warning' : 'error', hideSecrets);
  });
  if (findings.length === 0) return [describeUnknown(session, step, hideSecrets)];
  const unmatched = signals.filter((signal) => isProviderWord(signal) && matchSignal(signal).length === 0);
  return findings.sort(compareFindings).map((finding, index) =>
    index === 0
      ? addEvidence(
          finding,
          unmatched.map((signal) => toEvidence(signal, hideSecrets)),
        )
      : finding,
  );
}

function isProviderWord({ kind }: Signal): boolean {
  return kind === 'oauth-error' || kind === 'challenge';
}

/** Warnings about steps that went through, and about the run. Advice about a failed step would distract from it. */
function collectAdvice(session: SessionView, failed: StepView[], hideSecrets: HideSecrets): Finding[] {
  const perStep = session.steps
    .filter((step) => !failed.includes(step))
    .flatMap((step) => findAdvice(collectRunFacts(session, step, readAdviceSignals(step)), hideSecrets));
  return [...perStep, ...findAdvice(collectRunFacts(session, null, readRunSignals(session)), hideSecrets)];
}

function findAdvice(facts: RunFacts, hideSecrets: HideSecrets): Finding[] {
  return groupByEntry(facts.signals.flatMap(matchSignal)).map((group) =>
    buildFinding(group, facts, 'warning', hideSecrets),
  );
}

function groupByEntry(matches: Match[]): Match[][] {
  return [...Map.groupBy(matches, ({ entry }) => entry.id).values()];
}

function buildFinding(
  group: Match[],
  facts: RunFacts,
  severity: Severity,
  hideSecrets: HideSecrets,
): Finding {
  const ranked = group.toSorted((a, b) => b.confidence - a.confidence);
  const [best] = ranked;
  if (!best) throw new Error('A finding needs a match.');
  const { entry } = best;
  const observations = observe(entry.id, { ...facts, signals: ranked.map(({ signal }) => signal) });
  const isProven = observations.some(({ decisive }) => decisive);
  const retryAfterSeconds = observations.find(
    (each) => each.retryAfterSeconds !== undefined,
  )?.retryAfterSeconds;
  const values = collectPlaceholderValues(facts);
  if (retryAfterSeconds !== undefined) values.retryAfter = `${retryAfterSeconds} s`;
  const fixes = [
    ...observations.flatMap(({ fix }) => (fix === undefined ? [] : [fix])),
    ...entry.fixes.map((fix) => fillPlaceholders(fix, values)),
  ];
  const finding: Finding = {
    ...describeEntry(entry),
    code: readCode(best),
    severity: entry.severity ?? severity,
    confidence: isProven ? Math.max(best.confidence, 0.98) : best.confidence,
    stepId: best.signal.stepId,
    evidence: [],
    fixes: fixes.map(hideSecrets),
    retryAfterSeconds: retryAfterSeconds ?? null,
  };
  return addEvidence(finding, [
    ...ranked.map(({ signal }) => toEvidence(signal, hideSecrets)),
    ...observations.map(({ seq, statement, expected, actual }) =>
      clearEvidence({ seq, statement, expected, actual }, hideSecrets),
    ),
  ]);
}

function describeEntry({ id, title, meaning, causes, actors, retry, reference }: CatalogEntry) {
  return { entryId: id, title, meaning, causes, actors, retry, reference };
}

/** What the wire said, where that is more precise than the catalog: 302 for the entry of 3xx. */
function readCode({ entry, signal }: Match): string {
  return signal.kind === 'http-status' ? signal.value : entry.code;
}

/** The generic finding: all that the step recorded, since nothing in the catalog fits. */
function describeUnknown(session: SessionView, step: StepView | null, hideSecrets: HideSecrets): Finding {
  const signals = step ? readFailureSignals(step) : [];
  const fallback = createSignal({
    kind: 'run',
    value: 'failed',
    where: null,
    seq: step?.endSeq ?? step?.seq ?? Math.max(session.lastSeq, 1),
    stepId: step?.id ?? null,
    statement: step
      ? `The step "${step.title}" failed without saying why.`
      : 'The run failed outside of its steps.',
  });
  const evidence = signals.length > 0 ? signals : [fallback];
  const severity = step?.outcome === 'cancelled' ? 'warning' : 'error';
  const matches = evidence.map((signal) => ({
    entry: UNRECOGNISED_FAILURE,
    signal,
    strength: 'weak' as const,
    isPrecise: false,
    confidence: 0.1,
  }));
  const finding = buildFinding(matches, collectRunFacts(session, step, evidence), severity, hideSecrets);
  const code = signals.find(({ kind }) => kind !== 'check')?.value ?? null;
  return { ...finding, code: code === null ? null : hideSecrets(code) };
}

function toEvidence({ seq, statement, expected, actual }: Signal, hideSecrets: HideSecrets): Evidence {
  return clearEvidence({ seq, statement, expected, actual }, hideSecrets);
}

function clearEvidence({ seq, statement, expected, actual }: Evidence, hideSecrets: HideSecrets): Evidence {
  const clear = (text: string | null): string | null => (text === null ? null : hideSecrets(text));
  return { seq, statement: hideSecrets(statement), expected: clear(expected), actual: clear(actual) };
}

/** Adds what is not said yet, up to a bound. */
function addEvidence(finding: Finding, more: Evidence[]): Finding {
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

function compareFindings(a: Finding, b: Finding): number {
  return SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || b.confidence - a.confidence;
}
