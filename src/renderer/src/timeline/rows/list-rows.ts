import { findForStep } from '@shared/diagnosis/finding-words';
import type { Finding } from '@shared/model/finding';
import type { CheckView, ExchangeView, PausedView, SessionView, StepView } from '@shared/model/session';
import { isBrowserNoise } from '@shared/trace/describe-hit';
import { listMessages, type StepMessage } from '@shared/trace/number-session';
import type { ExchangeLine, HitLine, PauseLine, RowOutcome, TimelineRow, WaitLine } from './row';

/** A row with the event that it follows from, by which the rows of a step are put in order. */
type Placed = { seq: number; row: TimelineRow };

const known = new WeakMap<StepView, { number: string; rows: TimelineRow[] }>();

/** All rows of a session. Steps that did not change keep their rows, so that a live run costs what is new. */
export function listRows(view: SessionView, findings: readonly Finding[]): TimelineRow[] {
  return view.steps.flatMap((step, index) => {
    const rows = listStepRows(step, String(index + 1));
    return step.outcome === 'failed' ? [...rows, buildFailure(rows[0], step, findings)].flat() : rows;
  });
}

function listStepRows(step: StepView, number: string): TimelineRow[] {
  const before = known.get(step);
  if (before?.number === number) return before.rows;
  const base = { step, number };
  const messages = listMessages(step);
  const placed: Placed[] = [
    ...placeMessages(step, number, messages),
    ...placeWait(step, number, messages),
    ...step.pauses.map((pause) => placePause(step, number, pause)),
    ...step.checks.filter(isLoud).map(
      (check): Placed => ({
        seq: check.seq,
        row: {
          ...base,
          type: 'check',
          key: `check-${check.seq}`,
          channel: 'local',
          outcome: check.verdict === 'fail' ? 'failed' : 'warned',
          check,
        },
      }),
    ),
    ...step.notes.map(
      (note): Placed => ({
        seq: note.seq,
        row: { ...base, type: 'note', key: `note-${note.seq}`, channel: 'local', outcome: 'passed', note },
      }),
    ),
  ].sort((left, right) => left.seq - right.seq);
  const rows: TimelineRow[] = [
    {
      ...base,
      type: 'step',
      key: `step-${step.id}`,
      channel: messages.length === 0 ? 'local' : null,
      outcome: readStepOutcome(step),
    },
    ...placed.map(({ row }) => row),
    ...listQuiet(step, number),
  ];
  known.set(step, { number, rows });
  return rows;
}

function placeMessages(step: StepView, number: string, messages: readonly StepMessage[]): Placed[] {
  const attempts = new Map<string, number>();
  const worst = step.outcome === 'failed' ? step.exchanges.findLast(isBad) : undefined;
  return messages.map((message, index) => {
    const base = { step, number: `${number}.${index + 1}` };
    if (message.type === 'hit') {
      const { hit } = message;
      const row: HitLine = {
        ...base,
        type: 'hit',
        key: `hit-${hit.seq}`,
        channel: 'front',
        outcome: hit.verdict === 'accepted' ? 'passed' : isBrowserNoise(hit) ? 'skipped' : 'warned',
        hit,
      };
      return { seq: hit.seq, row };
    }
    const { exchange } = message;
    const { request, purpose } = exchange;
    const asked = `${purpose} ${request.method} ${request.url}`;
    const attempt = (attempts.get(asked) ?? 0) + 1;
    attempts.set(asked, attempt);
    const row: ExchangeLine = {
      ...base,
      type: 'exchange',
      key: `exchange-${exchange.id}`,
      channel: exchange.channel,
      outcome: readExchangeOutcome(exchange, worst),
      exchange,
      attempt,
      isEdited: step.edits.some(({ exchangeId }) => exchangeId === exchange.id),
    };
    return { seq: exchange.seq, row };
  });
}

/** A wait has no event number of its own in the view: it stands behind what was sent before it began. */
function placeWait(step: StepView, number: string, messages: readonly StepMessage[]): Placed[] {
  const wait = step.wait ?? step.approval;
  if (!wait) return [];
  const before = messages.findLast(
    (message) => message.type === 'exchange' && message.exchange.startedAt <= wait.startedAt,
  );
  const arrived = step.hits.find((hit) => hit.verdict === 'accepted')?.time ?? null;
  const row: WaitLine = {
    step,
    number,
    type: 'wait',
    key: `wait-${step.id}`,
    channel: 'front',
    outcome: step.outcome === 'running' && arrived === null ? 'running' : 'passed',
    startedAt: wait.startedAt,
    endedAt: (step.wait ? arrived : null) ?? step.endedAt,
  };
  return [{ seq: (before?.seq ?? step.seq) + 0.5, row }];
}

function placePause(step: StepView, number: string, pause: PausedView): Placed {
  const endedAt = pause.endedAt ?? step.endedAt;
  const row: PauseLine = {
    step,
    number,
    type: 'pause',
    key: `pause-${pause.pauseId}`,
    channel: 'local',
    outcome: endedAt === null ? 'running' : pause.decision === 'skipped' ? 'skipped' : 'passed',
    pause,
    startedAt: pause.startedAt,
    endedAt,
  };
  return { seq: pause.seq, row };
}

function listQuiet(step: StepView, number: string): TimelineRow[] {
  const checks = step.checks.filter((check) => !isLoud(check));
  if (checks.length === 0) return [];
  const outcome = checks.every(({ verdict }) => verdict === 'skip') ? 'skipped' : 'passed';
  return [{ step, number, type: 'checks', key: `checks-${step.id}`, channel: 'local', outcome, checks }];
}

/** The words of the health line and of the report, where the diagnosis has some. */
function buildFailure(
  head: TimelineRow | undefined,
  step: StepView,
  findings: readonly Finding[],
): TimelineRow[] {
  if (!head) return [];
  const text = findForStep(findings, step.id)?.title ?? step.error?.message ?? 'It does not say why.';
  return [{ ...head, type: 'failure', key: `failure-${step.id}`, outcome: 'failed', text }];
}

function readStepOutcome(step: StepView): RowOutcome {
  if (step.outcome === 'failed' || step.outcome === 'running') return step.outcome;
  if (step.outcome !== 'succeeded') return 'skipped';
  return step.checks.some(isLoud) || step.exchanges.some(isBad) ? 'warned' : 'passed';
}

/** Of a failed step the last bad answer is the failure; others were got over, as a poll gets over "not yet". */
function readExchangeOutcome(exchange: ExchangeView, worst: ExchangeView | undefined): RowOutcome {
  if (exchange.endSeq === null) return 'running';
  if (!isBad(exchange)) return 'passed';
  return exchange === worst ? 'failed' : 'warned';
}

function isBad({ error, response }: ExchangeView): boolean {
  return Boolean(error) || (response?.status ?? 0) >= 400;
}

function isLoud({ verdict }: CheckView): boolean {
  return verdict === 'fail' || verdict === 'warn';
}
