import { diagnose } from '../diagnosis/diagnose';
import type { Finding } from '../model/finding';
import type { ReportOverrides } from '../model/report-overrides';
import type { SessionView } from '../model/session';
import type { TraceEvent } from '../model/trace-event';
import type { AuthorChoices, KnownPlaceholder } from '../redact/author-choices';
import { learnSecrets } from '../redact/learn-secrets';
import { createRedactor, type Redaction, type Redactor } from '../redact/redactor';
import { foldTrace } from '../trace/fold-trace';
import { describeBasis, followOverrides, hasSameMembers, listRevealed } from './follow-overrides';
import { createPart, followEvents, type OnProgress } from './follow-progress';
import { OverrideError } from './override-error';
import { traceEventSchema } from './trace-event-schema';

/** Makes the findings from the redacted session. */
export type FindingsOf = (session: SessionView) => Finding[];

/** A session as a report may show it: the fold and the findings are made from redacted events only. */
export interface RedactedSession {
  redactor: Redactor;
  events: TraceEvent[];
  session: SessionView;
  findings: Finding[];
  /** No member of a finding was taken for a secret. */
  isSound: boolean;
  /** What was hidden, and what is shown at the author's wish. */
  redactions: Redaction[];
  shown: Redaction[];
}

/** The session as the rules alone would have it, beside the one that the overrides make of it. */
export interface RedactedPair {
  basis: string;
  plain: RedactedSession;
  known: KnownPlaceholder[];
  final: RedactedSession;
}

/** By the rules first: placeholders of overrides are those that the rules gave out. */
export function redactSession(
  events: readonly TraceEvent[],
  overrides: ReportOverrides | undefined,
  findingsOf: FindingsOf = diagnose,
  onProgress: OnProgress = () => {},
): RedactedPair {
  // Whatever is made of the recording next knows what was learnt here.
  learnSecrets(events, followEvents(events, createPart(onProgress, 0, LEARNT)));
  const onEvent = followEvents(events, createPart(onProgress, LEARNT, 1));
  const plain = redactWith(createRedactor(events), findingsOf, onEvent);
  const known = plain.redactor.listValues();
  const basis = describeBasis(events, known);
  if (!overrides) return { basis, plain, known, final: plain };
  const choices = followOverrides(overrides, known, basis);
  if (choices.shown.length + choices.hidden.length === 0) return { basis, plain, known, final: plain };
  const revealed = listRevealed(overrides);
  const shown = plain.redactions.filter(({ placeholder }) => revealed.includes(placeholder));
  const redact = (isAnyCase: boolean): RedactedSession => {
    const wanted = { ...choices, isAnyCase };
    refuseOwnMembers(wanted, plain);
    const redacted = { ...redactWith(createRedactor(events, wanted), findingsOf), shown };
    if (choices.hidden.length > 0) refuseBroken(plain, redacted);
    return redacted;
  };
  return { basis, plain, known, final: redactWidely(redact) };
}

/** A name such as "Practice" may be a word of ours in another case: then it goes as it was given. */
function redactWidely(redact: (isAnyCase: boolean) => RedactedSession): RedactedSession {
  try {
    return redact(true);
  } catch (error) {
    if (error instanceof OverrideError) return redact(false);
    throw error;
  }
}

/** How much of the time goes into learning what is secret. */
const LEARNT = 0.6;

function redactWith(redactor: Redactor, findingsOf: FindingsOf, onEvent?: () => void): RedactedSession {
  const events = redactor.redactEvents(onEvent);
  const session = foldTrace(events);
  const made = findingsOf(session);
  const findings = redactor.redactData(made);
  const isSound =
    hasSameMembers(made, findings) &&
    made.every(({ entryId, severity }, index) => {
      const finding = findings[index];
      return finding?.entryId === entryId && finding.severity === severity;
    });
  return { redactor, events, session, findings, isSound, redactions: redactor.list(), shown: [] };
}

/** Names of members are texts to the redactor: one of our own must not be renamed. */
function refuseOwnMembers(
  { hidden, isAnyCase }: AuthorChoices,
  { session, findings }: RedactedSession,
): void {
  const names = new Set<string>();
  collectMembers([session.profile, findings], names);
  const spell = (text: string) => (isAnyCase ? [text, text.toLowerCase(), text.toUpperCase()] : [text]);
  const isOwn = (text: string) => [...names].some((name) => spell(text).some((each) => name.includes(each)));
  if (hidden.some(isOwn)) throw new OverrideError('invalid-argument', OWN_WORD);
}

const OWN_WORD = 'A text to hide is one of the words that recordings are made of. Hide a longer one.';

function collectMembers(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    names.add(name);
    collectMembers(member, names);
  }
}

/** A text that is a word of the format itself would make a file that nobody can read again. */
function refuseBroken(plain: RedactedSession, final: RedactedSession): void {
  const isWhole =
    final.isSound &&
    final.events.every(
      (event, index) =>
        traceEventSchema.safeParse(event).success || !traceEventSchema.safeParse(plain.events[index]).success,
    );
  if (!isWhole) {
    throw new OverrideError('invalid-argument', OWN_WORD);
  }
}
