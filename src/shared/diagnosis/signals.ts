import { readSentAuthorization } from '../model/sent-authorization';
import type { CheckView, ExchangeView, NoteView, SessionView, StepView } from '../model/session';
import { readCallbackSignals } from './signals/callback-signals';
import { readErrorSignals, readOAuthFields, readSpokenErrors, readToldStatus } from './signals/error-signals';
import { findTellingExchanges, readExchangeSignals } from './signals/exchange-signals';
import { findWhere } from './signals/find-where';
import { readShownPageSignals } from './signals/page-signals';
import { createSignal, type Signal } from './signals/signal';

export type { Signal } from './signals/signal';

/** All that a failed step says about why it failed; the metadata tells its endpoints apart, `authorize` what was asked for. */
export function readFailureSignals(
  step: StepView,
  metadata: Record<string, unknown> = {},
  authorize: URLSearchParams | null = null,
): Signal[] {
  const exchanges = findTellingExchanges(step);
  const answered = exchanges.flatMap((exchange) => readExchangeSignals(exchange, metadata));
  const returned = readCallbackSignals(step, authorize);
  const shown = answered.some(isTold) ? [] : readShownPageSignals(step);
  const isSaid = [...answered, ...shown, ...returned].some(
    ({ kind }) => kind === 'text' || kind === 'provider-code',
  );
  return [
    ...answered,
    ...shown,
    ...returned,
    ...readCheckSignals(step, ['fail']),
    ...readStepErrors(step, exchanges),
    ...(answered.some((signal) => signal.kind === 'oauth-error') ? [] : readOAuthFields(step)),
    ...(isSaid ? [] : readSpokenErrors(step)),
    ...readToldStatus(step),
  ];
}

/** An answer that says what is wrong in a word or a code. */
function isTold({ kind }: Signal): boolean {
  return kind === 'oauth-error' || kind === 'provider-code';
}

/** What is worth a warning in a step that went through. */
export function readAdviceSignals(step: StepView): Signal[] {
  return [
    ...readCheckSignals(step, ['fail', 'warn']),
    ...step.notes.map((note) => describeNote(note, step.id)),
    ...readRequestSignals(step),
  ];
}

/** Codes of notes on what is malformed in a recording. It may be why a step failed; no entry listens to it. */
const ODDITIES: ReadonlySet<string> = new Set([
  'duplicate-parameter',
  'duplicate-member',
  'odd-member',
  'nul-character',
  'nul-characters',
  'not-utf8',
  'cut-off',
]);

/** What is malformed in a failed step, or in the recording as a whole. */
export function readOddities(session: SessionView, step: StepView): Signal[] {
  return [...step.notes, ...session.notes]
    .filter(({ code }) => ODDITIES.has(code))
    .map((note) => describeNote(note, step.id));
}

/** What the whole run says, beside its steps. */
export function readRunSignals(session: SessionView): Signal[] {
  const signals = session.notes.map((note) => describeNote(note, null));
  if (session.outcome !== 'interrupted') return signals;
  const interrupted = createSignal({
    kind: 'run',
    value: 'interrupted',
    where: null,
    seq: session.lastSeq,
    stepId: session.steps.at(-1)?.id ?? null,
    statement: `The recording stops in the step "${session.steps.at(-1)?.title ?? '(none)'}".`,
    expected: 'an end of the run',
    actual: 'nothing further',
  });
  return [...signals, interrupted];
}

function readCheckSignals(step: StepView, verdicts: CheckView['verdict'][]): Signal[] {
  return step.checks
    .filter((check) => verdicts.includes(check.verdict))
    .map((check) => {
      const exchange = step.exchanges.find((each) => each.id === check.exchangeId);
      return createSignal({
        kind: 'check',
        value: check.id,
        text: check.actual,
        where: exchange ? findWhere(exchange) : null,
        seq: check.seq,
        stepId: step.id,
        exchangeId: check.exchangeId,
        statement: `The rule "${check.title}" does not hold (${check.reference.label}).`,
        expected: check.expected,
        actual: check.actual,
      });
    });
}

function readStepErrors(step: StepView, exchanges: ExchangeView[]): Signal[] {
  const own = step.error
    ? readErrorSignals(step.error, { seq: step.endSeq ?? step.seq, stepId: step.id })
    : [];
  const failed = exchanges.flatMap((exchange) =>
    exchange.error
      ? readErrorSignals(exchange.error, { seq: exchange.endSeq ?? exchange.seq, stepId: step.id })
      : [],
  );
  // Of two that weigh the same, what ended the step is the cause: cancelling also cuts its exchange.
  return [...own, ...failed];
}

function describeNote(note: NoteView, stepId: string | null): Signal {
  return createSignal({
    kind: 'note',
    value: note.code,
    text: note.message,
    where: null,
    seq: note.seq,
    stepId,
    statement: note.message,
  });
}

/** How the authorization request protects its code (RFC 9700 section 2.1.1). */
function readRequestSignals(step: StepView): Signal[] {
  const url = step.artifacts.find((artifact) => artifact.name === 'authorization-url');
  if (!url || !URL.canParse(url.value)) return [];
  const pushed = step.exchanges.findLast(({ purpose }) => purpose === 'par') ?? null;
  const requestObject = step.artifacts.find((artifact) => artifact.name === 'request-object')?.value ?? null;
  const parameters = readSentAuthorization(new URL(url.value), pushed, requestObject);
  if (!(parameters.get('response_type') ?? '').split(' ').includes('code')) return [];
  const method = parameters.has('code_challenge')
    ? (parameters.get('code_challenge_method') ?? 'plain')
    : 'none';
  if (method === 'S256') return [];
  return [
    createSignal({
      kind: 'run',
      value: 'pkce-not-s256',
      where: null,
      seq: url.seq,
      stepId: step.id,
      statement: 'The authorization request is not protected by PKCE with S256.',
      expected: 'code_challenge_method=S256',
      actual: method === 'none' ? 'no code_challenge' : `code_challenge_method=${method}`,
    }),
  ];
}
