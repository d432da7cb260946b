import type { Finding } from '../model/finding';
import type { SessionView, StepView } from '../model/session';
import { addEvidence, buildFinding, collectCandidates, compareFindings, toEvidence } from './build-finding';
import { UNRECOGNISED_FAILURE, UNRECOGNISED_IMPORT } from './catalog/generic';
import type { DetectedProvider } from './detect-provider';
import { readEvidenceSignals } from './evidence/index';
import { createHideSecrets, type HideSecrets } from './hide-secrets';
import { isSuggestedProduct, type Match, matchSignal, selectMatches } from './match';
import { collectRunContext, collectRunFacts, type RunContext } from './run-facts';
import { readAdviceSignals, readFailureSignals, readOddities, readRunSignals, type Signal } from './signals';
import { createSignal } from './signals/signal';

/** Below it, an error may be somebody else's: it came with the state of another attempt. */
const TRUSTED = 0.9;

/** Above a bare code of the provider, below what is proven. */
const SUGGESTED_BY_WORDS = 0.965;

/** A run with what hides its credentials. */
interface Diagnosis extends RunContext {
  hideSecrets: HideSecrets;
}

/**
 * The findings of a session, best first, one per entry and step. A run that failed always has one of
 * severity error, and a run that succeeded none. Pure and total: whatever a provider sent, it answers.
 */
export function diagnose(session: SessionView): Finding[] {
  const flow = { ...session, steps: session.steps.filter(({ branchOf }) => branchOf === null) };
  const branches = session.steps.filter(({ branchOf }) => branchOf !== null);
  return [...diagnoseFlow(flow), ...branches.flatMap((step) => diagnoseBranch(flow, step))];
}

/** A request that was sent again, judged beside the steps of the flow. It never makes a good run a bad one. */
function diagnoseBranch(flow: SessionView, step: StepView): Finding[] {
  const findings = diagnoseFlow({ ...flow, steps: [...flow.steps, step] });
  return findings
    .filter(({ stepId }) => stepId === step.id)
    .map((finding) => (flow.outcome === 'failed' ? finding : { ...finding, severity: 'warning' }));
}

function diagnoseFlow(session: SessionView): Finding[] {
  const run = { ...collectRunContext(session), hideSecrets: createHideSecrets(session) };
  const failed = findFailedSteps(session);
  const findings = failed.flatMap((step) => addOddities(diagnoseStep(run, step), run, step));
  const known = new Set(findings.map((finding) => finding.entryId));
  const advice = collectAdvice(run, failed).filter(({ entryId }) => !known.has(entryId));
  if (session.outcome === 'failed' && findings.length === 0) {
    findings.push(describeUnknown(run, failed.at(-1) ?? null));
  }
  return [...findings, ...advice].sort(compareFindings);
}

/** The steps that ended badly. One that was still open when the app stopped is not known to have failed. */
function findFailedSteps(session: SessionView): StepView[] {
  return session.steps.filter(
    ({ outcome, error }) => outcome === 'failed' || outcome === 'cancelled' || error,
  );
}

function diagnoseStep(run: Diagnosis, step: StepView): Finding[] {
  const { hideSecrets, provider } = run;
  const read = readFailureSignals(step, run.metadata, run.authorize);
  const signals = [...read, ...readEvidenceSignals(collectRunFacts(run, step, read))];
  const isCompared = step.exchanges.some(({ request }) => request.url !== '');
  const name = provider?.provider ?? null;
  const matched = signals.map((signal) =>
    matchSignal(signal, name).map((match) => promoteSuggested(match, provider, isCompared)),
  );
  const all = matched.flat();
  const failures = all.filter(({ entry }) => entry.severity === undefined);
  // A client that gives up over what is mere advice says so itself.
  const matches = selectMatches(
    failures.length > 0 ? failures : all.filter(({ signal }) => signal.kind === 'error-code'),
  );
  const facts = collectRunFacts(run, step, signals);
  const hasProviderWord = matches.some(
    ({ signal }) => isProviderWord(signal) && signal.confidence >= TRUSTED,
  );
  const isCancelled = step.outcome === 'cancelled';
  const hasProof = matches.some(isProof);
  const findings = collectCandidates(matches, facts).map((candidate) => {
    // Where the provider itself says what is wrong, the client's own rules only follow from it.
    const isFollower =
      hasProviderWord && !candidate.matches.some((match) => isProviderWord(match.signal) || isProof(match));
    // Where steps compared prove a narrower cause, the general entry says nothing more.
    const isGeneral = hasProof && candidate.matches.every((match) => isGeneralMatch(match));
    const isSuggested =
      candidate.matches.every(isSuggestedProduct) && candidate.matches.length < matches.length;
    return buildFinding(
      candidate,
      facts,
      isFollower || isGeneral || isSuggested || isCancelled ? 'warning' : 'error',
      hideSecrets,
    );
  });
  if (findings.length === 0) return [describeUnknown(run, step)];
  const unmatched = signals.filter(
    (signal, index) => isWorthSaying(signal, signals) && matched[index]?.length === 0,
  );
  const ranked = findings.sort(compareFindings);
  const general = hasProof
    ? ranked.slice(1).flatMap(({ severity, evidence }) => (severity === 'warning' ? evidence : []))
    : [];
  const rest = [...general, ...unmatched.map((signal) => toEvidence(signal, hideSecrets))];
  return ranked.map((finding, index) => (index === 0 ? addEvidence(finding, rest) : finding));
}

/** Messages that readers understand differently are worth a look whatever the failure is. */
function addOddities(findings: Finding[], { session, hideSecrets }: Diagnosis, step: StepView): Finding[] {
  const odd = readOddities(session, step).map((signal) => toEvidence(signal, hideSecrets));
  return findings.map((finding, index) => (index === 0 ? addEvidence(finding, odd) : finding));
}

/**
 * Words that suggest one product stand for it where it is surely the one, and where nothing else can be
 * compared: a lone answer holds no request that would say more.
 */
function promoteSuggested(match: Match, provider: DetectedProvider | null, isCompared: boolean): Match {
  if (!isSuggestedProduct(match)) return match;
  const isOwn = provider?.isSure === true && provider.provider === match.entry.provider;
  return isOwn || (provider === null && !isCompared)
    ? { ...match, strength: 'strong', confidence: SUGGESTED_BY_WORDS }
    : match;
}

/** A comparison of steps that proves its entry. */
function isProof({ signal, strength }: Match): boolean {
  return signal.kind === 'evidence' && strength === 'strong';
}

function isGeneralMatch(match: Match): boolean {
  return match.entry.provider === null && !match.isPrecise && !isProof(match);
}

/** What the provider said, in place of what follows from it. */
function isProviderWord({ kind }: Signal): boolean {
  return kind === 'oauth-error' || kind === 'challenge' || kind === 'provider-code' || kind === 'text';
}

/** What a finding says although no entry listens to it: the provider's codes, and how it put them. */
function isWorthSaying(signal: Signal, all: Signal[]): boolean {
  if (signal.kind === 'provider-code') {
    return !all.some(({ kind, value }) => kind === 'oauth-error' && value === signal.value);
  }
  return signal.kind === 'oauth-error' || signal.kind === 'challenge' || signal.kind === 'answer';
}

/** Warnings about steps that went through, and about the run. Advice about a failed step would distract from it. */
function collectAdvice(run: Diagnosis, failed: StepView[]): Finding[] {
  const perStep = run.session.steps
    .filter((step) => !failed.includes(step))
    .flatMap((step) => findAdvice(run, step, readAdviceSignals(step)));
  return [...perStep, ...findAdvice(run, null, readRunSignals(run.session))];
}

function findAdvice(run: Diagnosis, step: StepView | null, signals: Signal[]): Finding[] {
  const provider = run.provider?.provider ?? null;
  const matches = signals.flatMap((signal) => matchSignal(signal, provider));
  if (matches.length === 0) return [];
  const facts = collectRunFacts(run, step, signals);
  return collectCandidates(matches, facts).map((candidate) =>
    buildFinding(candidate, facts, 'warning', run.hideSecrets),
  );
}

/** The generic finding: all that the step recorded, since nothing in the catalog fits. */
function describeUnknown(run: Diagnosis, step: StepView | null): Finding {
  const { session, hideSecrets } = run;
  const signals = step ? readFailureSignals(step, run.metadata, run.authorize) : [];
  const isBare = isBareImport(session);
  const fallback = createSignal({
    kind: 'run',
    value: 'failed',
    where: null,
    seq: step?.endSeq ?? step?.seq ?? Math.max(session.lastSeq, 1),
    stepId: step?.id ?? null,
    statement: isBare
      ? 'The text holds no failure that is known here.'
      : step
        ? `The step "${step.title}" failed without saying why.`
        : 'The run failed outside of its steps.',
  });
  const evidence = signals.length > 0 ? signals : [fallback];
  const severity = step?.outcome === 'cancelled' ? 'warning' : 'error';
  const entry = isBare ? UNRECOGNISED_IMPORT : UNRECOGNISED_FAILURE;
  const matches = evidence.map((signal) => ({
    entry,
    signal,
    strength: 'weak' as const,
    isPrecise: false,
    confidence: 0.1,
    excerpt: null,
  }));
  const facts = collectRunFacts(run, step, evidence);
  const candidate = { entry, matches, observations: [] };
  const finding = buildFinding(candidate, facts, severity, hideSecrets);
  const code = signals.find(({ kind }) => kind !== 'check' && kind !== 'text' && kind !== 'answer')?.value;
  return { ...finding, code: code === undefined ? null : hideSecrets(code) };
}

/** True where what was imported holds no message that went over the wire. */
function isBareImport({ flow, steps }: SessionView): boolean {
  return flow === 'imported' && steps.every(({ exchanges }) => exchanges.length === 0);
}
