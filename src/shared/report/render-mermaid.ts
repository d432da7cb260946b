import { findForStep } from '../diagnosis/finding-words';
import { parseJsonObject, readHeader, withoutQuery } from '../model/read-message';
import type { ExchangeView, HitView, SessionView, StepView } from '../model/session';
import { revealLine } from '../text/invisible';
import { numberSession, readNumber } from '../trace/number-session';
import { listUnseenCallbacks } from './list-callbacks';
import { formatTime, type ReportModel } from './report-model';

/** Viewers refuse a text of more than 50,000 characters: what comes after so many messages is counted. */
const MAX_MESSAGES = 150;
const MAX_LABEL = 120;
const MAX_NAMES = 8;

type Lane = 'you' | 'browser' | 'client' | 'server' | 'resource';

const LANES: [lane: Lane, line: string][] = [
  ['you', 'actor you as You'],
  ['browser', 'participant browser as Browser'],
  ['client', 'participant client as Grantscope'],
  ['server', 'participant server as Authorization server'],
  ['resource', 'participant resource as Protected resource'],
];

/** One or more lines that are drawn together; equal ones in a row become a loop. */
type Message = string[];

/**
 * The session as a Mermaid sequence diagram: an arrow for each request and each answer, the failed step on a
 * ground of its own with a note. Labels name parameters and never show their values.
 */
export function renderMermaid(session: SessionView, model: ReportModel): string {
  const budget = { left: MAX_MESSAGES };
  const body = session.steps.flatMap((step) => renderStep(session, step, model, budget));
  const used = LANES.filter(([lane]) => lane === 'client' || body.some((line) => isIn(line, lane)));
  const lines = [
    'sequenceDiagram',
    `%% Written by Grantscope ${escapeLabel(model.appVersion)} at ${escapeLabel(model.exportedAt)}, of a session that began at ${escapeLabel(formatTime(session.startedAt))}`,
    `title ${escapeLabel(`${model.title}: ${session.flow}, ${session.outcome}`)}`,
    ...used.map(([, line]) => line),
    ...body,
    ...(model.shown ?? []).map(
      ({ placeholder, title, rule }) =>
        `Note over client: ${[`Shown at the author's wish: ${placeholder}`, title, rule].map(escapeLabel).join('<br/>')}`,
    ),
    ...(budget.left < 0 ? [`Note over client: ${-budget.left} more messages are left out`] : []),
  ];
  return `${lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n')}\n`;
}

function isIn(line: string, lane: Lane): boolean {
  const [head = ''] = line.split(':', 1);
  return head.split(/[^a-z]+/).includes(lane);
}

function renderStep(
  session: SessionView,
  step: StepView,
  model: ReportModel,
  budget: { left: number },
): string[] {
  const messages = [
    ...step.exchanges.map((exchange) => ({ seq: exchange.seq, message: drawExchange(session, exchange) })),
    ...listUnseenCallbacks(session, step).map((hit) => ({ seq: hit.seq, message: drawHit(step, hit) })),
  ]
    .sort((left, right) => left.seq - right.seq)
    .map(({ message }) => message);
  const all = [...drawWait(step), ...messages];
  const hasFailed = step.outcome === 'failed';
  if (all.length === 0 && !hasFailed) return [];
  const shown = all.slice(0, Math.max(0, budget.left));
  budget.left -= all.length;
  const lines = [
    `Note over client: ${escapeLabel(`${readNumber(numberSession(session).steps, step.id)}. ${step.title}`)}`,
    ...foldRepeats(shown),
    ...(hasFailed ? [`Note over client: ${describeFailure(step, model)}`] : []),
  ];
  return hasFailed ? ['rect rgb(255, 224, 222)', ...lines.map((line) => `  ${line}`), 'end'] : lines;
}

/** A poll asks the same dozens of times. */
function foldRepeats(messages: readonly Message[]): string[] {
  const lines: string[] = [];
  for (let from = 0; from < messages.length; ) {
    const message = messages[from] ?? [];
    let to = from + 1;
    while (to < messages.length && messages[to]?.join('\n') === message.join('\n')) to += 1;
    const times = to - from;
    lines.push(
      ...(times === 1 ? message : [`loop ${times} times`, ...message.map((line) => `  ${line}`), 'end']),
    );
    from = to;
  }
  return lines;
}

/** What the user is asked to do before anything comes back. */
function drawWait({ wait, approval }: StepView): Message[] {
  if (wait) return [[`client->>browser: ${escapeLabel(`Open ${readPlace(wait.authorizationUrl)}`)}`]];
  if (approval?.verificationUri) {
    return [[`client->>you: ${escapeLabel(`Approve at ${readPlace(approval.verificationUri)}`)}`]];
  }
  return approval ? [['client->>you: Approve on your device']] : [];
}

function drawExchange(session: SessionView, exchange: ExchangeView): Message {
  const { request, response, error, channel, purpose } = exchange;
  const from: Lane = channel === 'front' ? 'browser' : 'client';
  const isCallback = channel === 'front' && isRedirectUri(session, request.url);
  const to: Lane = isCallback ? 'client' : purpose === 'resource' ? 'resource' : 'server';
  const names = readNames(request.url, request.body?.encoding === 'utf8' ? request.body.text : '', request);
  const asked = `${from}->>${to}: ${escapeLabel(`${request.method} ${readPath(request.url)}${names}`)}`;
  const answer = response ? describeAnswer(response) : null;
  const failed = `No answer${error ? `: ${error.code ?? error.message}` : ''}`;
  return [asked, answer === null ? `${to}--x${from}: ${escapeLabel(failed)}` : `${to}-->>${from}: ${answer}`];
}

function describeAnswer({ status, statusText, headers, body }: NonNullable<ExchangeView['response']>) {
  const location = readHeader(headers, 'location');
  const error = body?.encoding === 'utf8' ? parseJsonObject(body.text)?.['error'] : null;
  const code = typeof error === 'string' ? `, ${error}` : '';
  const target = location ? ` to ${readPlace(location)}` : '';
  return escapeLabel(`${`${status} ${statusText}`.trim()}${code}${target}`);
}

function drawHit({ approval }: StepView, { method, url, verdict, via }: HitView): Message {
  const from: Lane = via === 'pasted' ? 'you' : approval ? 'server' : 'browser';
  const names = readNames(url.replace('#', url.includes('?') ? '&' : '?'), '');
  return [`${from}->>client: ${escapeLabel(`${method} ${readPath(url)}${names}: ${verdict}`)}`];
}

function isRedirectUri({ steps }: SessionView, url: string): boolean {
  const address = withoutQuery(url);
  return steps.some(({ hits }) => hits.some((hit) => withoutQuery(hit.url) === address));
}

/** A JSON body has no parameters that could be named like this. */
function readNames(url: string, body: string, message?: Pick<ExchangeView['request'], 'headers'>): string {
  const type = readHeader(message?.headers ?? [], 'content-type') ?? '';
  const form = /x-www-form-urlencoded/i.test(type) ? body : '';
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  const names = [
    ...new Set([...new URLSearchParams(query).keys(), ...new URLSearchParams(form).keys()]),
  ].filter(Boolean);
  if (names.length === 0) return '';
  const more = names.length > MAX_NAMES ? ', …' : '';
  return ` (${names.slice(0, MAX_NAMES).join(', ')}${more})`;
}

function readPath(url: string): string {
  return URL.parse(url)?.pathname ?? withoutQuery(url);
}

function readPlace(url: string): string {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? `${parsed.host}${parsed.pathname}` : withoutQuery(url);
}

function describeFailure(step: StepView, { findings }: ReportModel): string {
  const finding = findForStep(findings, step.id);
  const { error } = step;
  const check = step.checks.find(({ verdict }) => verdict === 'fail');
  const lines = [
    `Failed: ${error?.oauth?.error ?? error?.code ?? error?.message ?? 'no reason was recorded'}`,
    ...(finding ? [finding.title] : []),
    ...(check ? [`${check.title}: expected ${check.expected}, got ${check.actual}`] : []),
  ];
  return lines.map(escapeLabel).join('<br/>');
}

/**
 * Text from outside as a label. Whatever could end it, start a comment, a directive, markup or mathematics is
 * written as a character code, which Mermaid turns back after it has read the diagram.
 */
function escapeLabel(text: string): string {
  const line = revealLine(text).replace(/\s+/g, ' ').trim();
  const cut = [...line].length > MAX_LABEL ? `${[...line].slice(0, MAX_LABEL - 1).join('')}…` : line;
  return cut.replace(/[^\p{L}\p{M}\p{N} /.,()=?[\]:+*~!…_-]/gu, (char) => `#${char.codePointAt(0)};`);
}
