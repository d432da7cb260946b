import { findCorrelationHeaders } from '../diagnosis/correlation-ids';
import { type FailureWords, findForStep, findWorst, speakFailedStep } from '../diagnosis/finding-words';
import type { CheckResult } from '../model/check';
import type { RecordedBody, RecordedRequest, RecordedResponse } from '../model/exchange';
import type { Finding } from '../model/finding';
import { listParameters, type Parameters } from '../model/parameters';
import type { Profile } from '../model/profile';
import { indentJson } from '../model/read-message';
import type { ExchangeView, SessionView, StepView } from '../model/session';
import { describeRule } from '../redact/describe-rule';
import type { Redaction } from '../redact/redactor';
import { SECRET_CLASSES } from '../redact/rules';
import { describeEdit } from '../requests/describe-edit';
import { numberSession, readNumber, type SessionNumbers } from '../trace/number-session';

export type Fact = [label: string, value: string];

export interface ReportStep {
  /** As the timeline shows it. */
  number: string;
  title: string;
  actor: string;
  outcome: string;
  /** Milliseconds after the start of the session; the duration is null for a step without an end. */
  offsetMs: number;
  durationMs: number | null;
  error: { message: string; code: string | null; causes: string[] } | null;
  checks: CheckResult[];
  hits: { number: string; offsetMs: number; via: string; method: string; url: string; verdict: string }[];
  notes: string[];
}

export interface ReportExchange {
  number: string;
  stepTitle: string;
  purpose: string;
  request: ReportMessage & { method: string; url: string };
  response: (ReportMessage & { status: number; statusText: string }) | null;
  error: string | null;
  durationMs: number | null;
}

export interface ReportMessage {
  headers: Fact[];
  body: ReportBody | null;
}

export interface ReportBody {
  text: string;
  note: string | null;
}

/** Stands above the table of what was removed. */
export const REDACTION_NOTE =
  'Secrets and personal data were replaced by placeholders. Equal placeholders stand for equal values within this report; nothing links them to another report. A value that one rule hides is hidden in every other place too.';

/** Stands above the table of what is shown against the rules. */
export const SHOWN_NOTE =
  'These values are shown at the wish of the author of this report, although a rule hides them. Within the report they stand in the place of the placeholder named here.';

/** Everything a report says, already redacted, with no markup: both renderers show the same facts. */
export interface ReportModel {
  title: string;
  outcome: string;
  /** A sentence or two: what happened and, if it failed, where. */
  summary: string;
  facts: Fact[];
  settings: Fact[];
  steps: ReportStep[];
  /** The step that failed, with what was expected and what was there. */
  failure: { step: ReportStep; checks: CheckResult[]; words: FailureWords } | null;
  findings: Finding[];
  exchanges: ReportExchange[];
  correlationIds: Fact[];
  redactions: ReportRedaction[];
  /** What the author shows against the rules; absent where that is nothing. */
  shown?: ReportShown[];
  exportedAt: string;
  appVersion: string;
}

/** A class of what was removed: how many values, in how many places, and by which rule. */
export interface ReportRedaction {
  title: string;
  values: number;
  places: number;
  rule: string;
}

/** A value that is shown at the author's wish: what it would have been hidden as, what it is, and the rule. */
export interface ReportShown {
  placeholder: string;
  title: string;
  places: number;
  rule: string;
}

export interface ReportModelInput {
  session: SessionView;
  findings: Finding[];
  redactions: Redaction[];
  shown: Redaction[];
  exportedAt: number;
  appVersion: string;
}

/** More of a body than this helps no reader; the JSON export has it all. */
const MAX_BODY = 20_000;

export function buildReportModel(input: ReportModelInput): ReportModel {
  const { session, findings } = input;
  const numbers = numberSession(session);
  const steps = session.steps.map((step) => buildStep(step, numbers, session));
  const failure = findFailure(input, steps);
  const exchanges = session.steps.flatMap((step) => step.exchanges.map((exchange) => ({ step, exchange })));
  return {
    title: session.profile?.name ?? session.id,
    outcome: session.outcome,
    summary: summarize(session, failure, findings),
    facts: buildFacts(session),
    settings: session.profile ? buildSettings(session.profile) : [],
    steps,
    failure,
    findings,
    exchanges: exchanges.map(({ step, exchange }) =>
      buildExchange(step, exchange, readNumber(numbers.exchanges, exchange.id)),
    ),
    correlationIds: exchanges.flatMap(({ exchange }) =>
      listCorrelationIds(exchange, readNumber(numbers.exchanges, exchange.id)),
    ),
    redactions: groupRedactions(input.redactions),
    ...(input.shown.length > 0 && { shown: input.shown.map(describeShown) }),
    exportedAt: formatTime(input.exportedAt),
    appVersion: input.appVersion,
  };
}

/** ISO 8601 in UTC; times from a broken recording are shown as they are. */
export function formatTime(epochMs: number): string {
  return Math.abs(epochMs) <= 8.64e15 ? new Date(epochMs).toISOString() : String(epochMs);
}

export function formatDuration(ms: number | null): string {
  if (ms === null) return '-';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

function findFailure({ session, findings }: ReportModelInput, steps: ReportStep[]): ReportModel['failure'] {
  const index = session.steps.findIndex(({ outcome }) => outcome === 'failed');
  const [failed, step] = [session.steps[index], steps[index]];
  if (!failed || !step) return null;
  const checks = failed.checks.filter(({ verdict }) => verdict === 'fail');
  return { step, checks, words: speakFailedStep(failed, findForStep(findings, failed.id)) };
}

function summarize(session: SessionView, failure: ReportModel['failure'], findings: Finding[]): string {
  const flow = session.flow === '' ? 'run' : `${session.flow} flow`;
  if (failure) {
    const finding = findWorst(findings);
    const why = finding ? ` ${finding.title.replace(/\.?$/, '.')}` : '';
    const { number, title } = failure.step;
    return `The ${flow} failed at step ${number} of ${session.steps.length}, "${title}".${why}`;
  }
  const count = session.steps.length;
  return `The ${flow} ${DESCRIBED_OUTCOMES[session.outcome]} after ${count} ${count === 1 ? 'step' : 'steps'}.`;
}

const DESCRIBED_OUTCOMES: Record<SessionView['outcome'], string> = {
  running: 'was still running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'was cancelled',
  interrupted: 'was interrupted',
};

function buildFacts(session: SessionView): Fact[] {
  const { environment } = session;
  const libraries = Object.entries(environment?.libraries ?? {}).map(
    ([name, version]) => `${name} ${version}`,
  );
  return compact([
    ['Session', session.id],
    ['Flow', session.flow],
    ['Outcome', session.outcome],
    ['Started', formatTime(session.startedAt)],
    ['Ended', session.endedAt === null ? null : formatTime(session.endedAt)],
    ['Duration', session.endedAt === null ? null : formatDuration(session.endedAt - session.startedAt)],
    ['Fault in force', session.fault],
    ['Deliberate mistake', session.mutation],
    ['Application', environment?.app],
    ['Runtime', environment?.runtime],
    ['Platform', environment?.platform],
    ['Libraries', libraries.join(', ')],
  ]);
}

/** The settings a reader needs, by name; a member that is added to profiles later stays out until listed. */
function buildSettings(profile: Profile): Fact[] {
  const { client, parameters } = profile;
  const extras = (group: Parameters) =>
    listParameters(group)
      .map(([name, value]) => `${name}=${value}`)
      .join('  ');
  return compact([
    ['Issuer', profile.issuer ?? profile.server?.issuer],
    ['Server metadata', profile.server ? 'given by hand' : null],
    ['Client id', client.id],
    ['Client authentication', client.auth],
    ['Basic encoding', client.auth === 'client_secret_basic' ? client.basicEncoding : null],
    ['Redirect URI', profile.redirectUri],
    ['Scope', profile.scope],
    ['PKCE', profile.pkce],
    ['Pushed request', profile.par ? 'yes' : null],
    ['Request object', profile.requestObject && (profile.requestObject.encryption ? 'encrypted' : 'signed')],
    ['DPoP', profile.dpop?.alg],
    ['Follow-ups', profile.followUps.join(', ')],
    ['Follows step-up', profile.stepUp ? 'yes' : null],
    ['Logout returns to', profile.postLogoutRedirectUri],
    ['Authorization parameters', extras(parameters.authorize)],
    ['Token parameters', extras(parameters.token)],
    ['Resource', profile.resource ? `${profile.resource.method} ${profile.resource.url}` : null],
    ['Own CA file', profile.tls?.ca ? 'yes' : null],
    ['Client certificate', profile.tls?.cert ? 'yes' : null],
    ['Proxy', profile.proxy],
    ['Plain http allowed', profile.allowInsecure ? 'yes' : null],
    ['Browser', profile.browser],
  ]);
}

function compact(facts: [string, string | null | undefined][]): Fact[] {
  return facts.filter((fact): fact is Fact => !!fact[1]);
}

function buildStep(step: StepView, numbers: SessionNumbers, session: SessionView): ReportStep {
  const { error } = step;
  return {
    number: readNumber(numbers.steps, step.id),
    title: step.title,
    actor: step.actor,
    outcome: step.outcome,
    offsetMs: step.startedAt - session.startedAt,
    durationMs: step.endedAt === null ? null : step.endedAt - step.startedAt,
    error: error && {
      message: error.message,
      code: error.oauth?.error ?? error.code,
      causes: error.causes.map((cause) => (cause.code ? `${cause.message} (${cause.code})` : cause.message)),
    },
    checks: step.checks,
    hits: step.hits.map((hit) => ({
      ...hit,
      number: readNumber(numbers.hits, hit.seq),
      offsetMs: hit.time - session.startedAt,
    })),
    notes: [...step.notes.map((note) => note.message), ...step.edits.map(describeEdit)],
  };
}

function buildExchange(step: StepView, exchange: ExchangeView, number: string): ReportExchange {
  const { request, response, error, timings } = exchange;
  return {
    number,
    stepTitle: step.title,
    purpose: exchange.purpose,
    request: { method: request.method, url: request.url, ...buildMessage(request) },
    response: response
      ? { status: response.status, statusText: response.statusText, ...buildMessage(response) }
      : null,
    error: error ? [error.message, error.code].filter(Boolean).join(' - ') : null,
    durationMs: timings?.totalMs ?? null,
  };
}

function buildMessage({ headers, body }: RecordedRequest | RecordedResponse): ReportMessage {
  return { headers: headers.map(([name, value]) => [name, value]), body: body && buildBody(body) };
}

function buildBody(body: RecordedBody): ReportBody {
  if (body.encoding === 'base64') return { text: '', note: `Binary, ${body.bodyBytes} bytes.` };
  const isJson = /^\s*[[{]/.test(body.text) && body.text.length <= MAX_BODY;
  const text = (isJson ? indentJson(body.text) : null) ?? body.text;
  const isCut = body.truncated || text.length > MAX_BODY;
  return {
    text: text.slice(0, MAX_BODY),
    note: isCut ? `Only the start is shown, of ${body.bodyBytes} bytes.` : null,
  };
}

function listCorrelationIds(exchange: ExchangeView, number: string): Fact[] {
  return findCorrelationHeaders(exchange).map(
    ({ direction, name, value }): Fact => [`Exchange ${number}, ${direction}: ${name}`, value],
  );
}

function describeShown({ placeholder, secret, count }: Redaction): ReportShown {
  return { placeholder, title: SECRET_CLASSES[secret].title, places: count, rule: describeRule(secret) };
}

/** By class, in the order of first appearance. */
export function groupRedactions(redactions: Redaction[]): ReportRedaction[] {
  const groups = new Map<string, ReportRedaction>();
  for (const { secret, count } of redactions) {
    const { title } = SECRET_CLASSES[secret];
    const group = groups.get(secret) ?? { title, values: 0, places: 0, rule: describeRule(secret) };
    groups.set(secret, { ...group, values: group.values + 1, places: group.places + count });
  }
  return [...groups.values()];
}
