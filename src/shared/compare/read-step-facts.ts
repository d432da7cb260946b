import { parseJsonObject } from '../model/read-message';
import { readSentAuthorization } from '../model/sent-authorization';
import type { ArtifactView, ExchangeView, SessionView, StepView } from '../model/session';
import type { Fact, FactContext, Normalise } from './fact';
import { classifyCallback, classifyMetadata, classifyParameter } from './name-rules';
import { readExchangeFacts, readPairs } from './read-exchange-facts';
import { makeFact, readJsonFacts, readValueFacts } from './read-value-facts';

/** What the steps of one session are read with. */
export interface SessionContext {
  session: SessionView;
  normalise: Normalise;
}

/** Everything of a step that can be held against the same step of another session. */
export function readStepFacts(step: StepView, context: SessionContext): Fact[] {
  return [
    ...readOutcome(step, context),
    ...readAuthorization(step, context),
    ...step.artifacts.flatMap((artifact) => readArtifact(step, artifact, context)),
    ...readCallback(step, context),
    ...keyExchanges(step).flatMap(([exchange, key]) =>
      readExchangeFacts(exchange, { key, normalise: context.normalise }),
    ),
    ...readChecks(step, context),
  ];
}

/** Counted from the last: after polls and retries that one decides. */
function keyExchanges({ exchanges }: StepView): [ExchangeView, string][] {
  const counts = new Map<string, number>();
  const keyed = exchanges.toReversed().map((exchange): [ExchangeView, string] => {
    const kind = `${exchange.channel} ${exchange.purpose}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return [exchange, `${kind}#${count}`];
  });
  return keyed.reverse();
}

function startContext(
  step: StepView,
  { normalise }: SessionContext,
  own: Pick<FactContext, 'key' | 'subject' | 'seq' | 'phase'>,
): FactContext {
  return { ...own, time: step.endedAt ?? step.startedAt, groups: [], normalise };
}

function readOutcome(step: StepView, context: SessionContext): Fact[] {
  const { outcome, error } = step;
  const own = startContext(step, context, {
    key: 'step',
    subject: 'step',
    seq: step.endSeq ?? step.seq,
    phase: 1,
  });
  const code = error && (error.oauth?.error ?? error.code ?? error.name);
  return [makeFact(own, 'step', 'outcome', code === null ? outcome : `${outcome}: ${code}`)];
}

/** The parameters as the server got them, however they were sent; pushed and signed requests differ in the way only. */
function readAuthorization(step: StepView, context: SessionContext): Fact[] {
  const opened = findOpened(step, context.session);
  const url = opened && parseUrl(opened.value);
  if (!opened || !url) return [];
  const own = startContext(step, context, {
    key: 'authorization',
    subject: 'authorization request',
    seq: opened.seq,
    phase: 0,
  });
  const { steps } = context.session;
  const exchanges = steps.flatMap((each) => each.exchanges);
  const pushed = exchanges.findLast(({ purpose, seq }) => purpose === 'par' && seq < opened.seq) ?? null;
  const object = steps
    .flatMap((each) => each.artifacts)
    .findLast(({ name, seq }) => name === 'request-object' && seq <= opened.seq);
  const sent = readSentAuthorization(url, pushed, object?.value ?? null);
  const pairs = [...sent].filter(([name]) => !BESIDE.has(name));
  const ways = [...url.searchParams].filter(([name]) => name === 'request_uri' || name === 'request');
  return [
    makeFact(own, 'endpoint', 'address', url.href.split(/[?#]/, 1)[0] ?? ''),
    ...readPairs(own, pairs),
    ...ways.flatMap(([name, value]) => readValueFacts(own, 'parameter', name, value)),
  ];
}

/** The URL that the browser was sent to: recorded by the step that made it, else the first such request of a browser. */
function findOpened(step: StepView, { steps }: SessionView): { value: string; seq: number } | null {
  const isUrl = ({ name }: ArtifactView) => name === 'authorization-url';
  const artifact = step.artifacts.find(isUrl);
  if (artifact) return artifact;
  if (steps.some(({ artifacts }) => artifacts.some(isUrl))) return null;
  const sent = step.exchanges.find(
    ({ purpose, channel }) => purpose === 'authorization' && channel === 'front',
  );
  return sent ? { value: sent.request.url, seq: sent.seq } : null;
}

/** Claims of a request object that are no parameters, client credentials, and what only points at a request. */
const BESIDE = new Set(
  'iss aud exp iat nbf jti request request_uri client_secret client_assertion client_assertion_type'.split(
    ' ',
  ),
);

/** Artifacts that say something no exchange of the step says better. */
const SIMPLE = new Set(['redirect-uri', 'state', 'nonce', 'code-verifier', 'code-challenge', 'device-code']);
const TOKENS = new Set(['id-token', 'access-token', 'request-object', 'authorization-response', 'assertion']);

function readArtifact(step: StepView, artifact: ArtifactView, context: SessionContext): Fact[] {
  const { name, value, seq } = artifact;
  const own = startContext(step, context, { key: 'value', subject: 'client', seq, phase: 0 });
  if (SIMPLE.has(name)) {
    const parameter = name.replaceAll('-', '_');
    return [makeFact(own, classifyParameter(parameter), parameter, value)];
  }
  if (TOKENS.has(name) || name.endsWith('-decrypted')) {
    const isRequest = name === 'request-object';
    const kind = isRequest ? 'parameter' : 'answer';
    const phase = isRequest ? 0 : 1;
    return readValueFacts({ ...own, subject: 'token', phase }, kind, name.replaceAll('-', '_'), value);
  }
  const json = name === 'server-metadata' ? parseJsonObject(value) : null;
  return json ? readJsonFacts({ ...own, subject: 'server metadata', phase: 1 }, classifyMetadata, json) : [];
}

/** What came back through the browser: query and fragment of the accepted callback. */
function readCallback(step: StepView, context: SessionContext): Fact[] {
  const hit = step.hits.find(({ verdict }) => verdict === 'accepted');
  const artifact = step.artifacts.find(({ name }) => name === 'callback-url');
  const text = artifact?.value ?? hit?.url;
  const url = text === undefined ? null : parseUrl(text);
  if (!url) return [];
  const seq = artifact?.seq ?? hit?.seq ?? step.seq;
  const start = startContext(step, context, { key: 'callback', subject: 'callback', seq, phase: 1 });
  const pairs = [...url.searchParams, ...new URLSearchParams(url.hash.slice(1))];
  const names = pairs.map(([name]) => name);
  const whole = { key: 'callback', class: 'answer', subject: 'callback', name: 'callback' } as const;
  const groups = [{ ...whole, value: names.join(', ') }];
  // Where the other side was refused, all that it lacks is one difference.
  const good = names.includes('error') ? [] : [{ ...whole, key: 'callback good', name: 'parameters' }];
  const own = {
    ...start,
    groups: [...groups, ...good.map((each) => ({ ...each, value: names.join(', ') }))],
  };
  return [
    makeFact(own, 'redirect-uri', 'address', url.href.split(/[?#]/, 1)[0] ?? ''),
    ...readPairs(own, pairs, classifyCallback),
  ];
}

function readChecks(step: StepView, context: SessionContext): Fact[] {
  const counts = new Map<string, number>();
  return step.checks.map((check) => {
    const count = (counts.get(check.id) ?? 0) + 1;
    counts.set(check.id, count);
    const own = startContext(step, context, {
      key: `check#${count}`,
      subject: 'check',
      seq: check.seq,
      phase: 1,
    });
    const { verdict, expected, actual } = check;
    const isGood = verdict === 'pass' || verdict === 'info' || verdict === 'skip';
    const text = isGood ? verdict : `${verdict}: expected ${expected}; was ${actual}`;
    return makeFact(own, 'check', check.id, text, { meaning: verdict, noise: null });
  });
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
