import type { CheckResult } from '@shared/model/check';
import type { ErrorRecord } from '@shared/model/error-record';
import type { ExchangePurpose } from '@shared/model/exchange';
import { readHeader } from '@shared/model/read-message';
import type { Actor, TraceEvent } from '@shared/model/trace-event';
import type { Recorder } from '../recorder/recorder';
import {
  type Attempt,
  type AttemptFacts,
  type ClassifiedExchange,
  collectFacts,
  isShared,
  readRequest,
  splitIntoAttempts,
} from './attempts';
import { checkAssertionOf } from './check-assertion';
import { checkCallbackOf, checkExchange } from './check-attempt';
import { checkIdTokenOf } from './check-id-token';
import { checkRefreshedOf } from './check-refreshed';
import type { ImportedPurpose } from './classify-exchange';
import { describeOddities } from './describe-oddities';
import type { ImportedExchange } from './imported-exchange';
import { judgeCircle } from './judge-circle';
import { isRefused, judge, judgeLanding, judgePages } from './judge-exchange';
import { recordArtifacts, recordFrontChannel } from './record-artifacts';
import { type ImportedStep, type ImportOptions, recordSteps } from './record-import';
import { createSelection } from './select-exchanges';

const STEPS: Record<ImportedPurpose, { name: string; title: string; actor: Actor }> = {
  discovery: { name: 'discovery', title: 'Discover the authorization server', actor: 'client' },
  jwks: { name: 'jwks', title: 'Fetch the keys', actor: 'client' },
  authorization: { name: 'callback', title: 'The authorization request and its answer', actor: 'user' },
  callback: { name: 'callback', title: 'The authorization request and its answer', actor: 'user' },
  par: { name: 'pushed-request', title: 'The pushed authorization request', actor: 'client' },
  'device-authorization': {
    name: 'device-authorization',
    title: 'The device authorization request',
    actor: 'client',
  },
  'backchannel-authentication': {
    name: 'backchannel-authentication',
    title: 'The backchannel authentication request',
    actor: 'client',
  },
  token: { name: 'token', title: 'The token request', actor: 'client' },
  userinfo: { name: 'userinfo', title: 'The UserInfo request', actor: 'client' },
  resource: { name: 'resource', title: 'The request to the protected resource', actor: 'client' },
  introspection: { name: 'introspect', title: 'The introspection request', actor: 'client' },
  revocation: { name: 'revoke', title: 'The revocation request', actor: 'client' },
  registration: { name: 'registration', title: 'The registration request', actor: 'client' },
  logout: { name: 'logout', title: 'The logout request', actor: 'browser' },
  'resource-metadata': {
    name: 'resource-metadata',
    title: 'The metadata of the protected resource',
    actor: 'client',
  },
  other: { name: 'response', title: 'Another request', actor: 'client' },
};

/**
 * A session of the exchanges that belong to OAuth by their shape, in the steps of a run; null where
 * none does. With `all`, one that is not known by its shape is recorded too, as another request.
 */
export function importExchanges(
  exchanges: readonly ImportedExchange[],
  options: ImportOptions,
  all: boolean,
): TraceEvent[] | null {
  const selection = createSelection(all);
  for (const exchange of exchanges) selection.take(exchange);
  return importSelected(selection.pick(), options);
}

/** The same for exchanges that were classified before. */
export function importSelected(
  classified: readonly ClassifiedExchange[],
  options: ImportOptions,
): TraceEvent[] | null {
  if (!classified.some(isTelling)) return null;
  const clock = { time: classified[0]?.startedAt ?? options.now() };
  return recordSteps({ ...options, now: () => clock.time }, buildSteps(classified, clock));
}

/** A lone request tells nothing, except one that brings the callback. */
function isTelling({ response, error, purpose }: ClassifiedExchange): boolean {
  return response !== null || error !== null || purpose === 'callback';
}

/** A step as it will be recorded, with the verdict of its last exchange. */
interface JudgedStep {
  name: string;
  title: string;
  actor: Actor;
  exchanges: readonly ClassifiedExchange[];
  checks: CheckResult[];
  error: ErrorRecord | null;
}

interface Clock {
  time: number;
}

/** Sets the clock to where each step began, and in the end to when all was over. */
function* buildSteps(classified: readonly ClassifiedExchange[], clock: Clock): Iterable<ImportedStep> {
  const shared = classified.filter(isShared);
  const attempts = splitIntoAttempts(classified);
  const judged = findJudged(attempts, shared);
  const earlier = attempts.slice(0, judged);
  if (earlier.length > 0) yield buildEarlier(earlier, clock);
  const attempt = attempts[judged] ?? { exchanges: [] };
  const own = new Set([...attempt.exchanges, ...shared]);
  const facts = collectFacts(attempt, shared);
  const later = attempts.length - 1 - judged;
  let end = clock.time;
  const steps = judgeSteps(
    classified.filter((each) => own.has(each)),
    facts,
  );
  const circle = steps.some(({ error }) => error !== null) ? null : judgeCircle(attempts);
  for (const each of steps) {
    const step = each.name === 'callback' && circle ? { ...each, error: circle } : each;
    clock.time = step.exchanges[0]?.startedAt ?? clock.time;
    yield buildStep(step, facts, step.name === 'callback' ? later : 0, clock);
    end = Math.max(end, clock.time);
  }
  clock.time = end;
}

/**
 * The last attempt that failed, else the last one. That a silent attempt asks for a person is no
 * failure where a later one went through (OpenID Connect Core section 3.1.2.1, prompt=none).
 */
function findJudged(attempts: readonly Attempt[], shared: readonly ClassifiedExchange[]): number {
  const last = Math.max(attempts.length - 1, 0);
  const failed = attempts.findLastIndex((attempt, index) => {
    const facts = collectFacts(attempt, shared);
    const isSilent = facts.asked?.get('prompt') === 'none' && index < last;
    const failures = judgeSteps(attempt.exchanges, facts).filter(({ error }) => error !== null);
    const isSteppedUp = index < last && failures.every(isStepUp);
    return !isSilent && !isSteppedUp && failures.length > 0;
  });
  return failed < 0 ? last : failed;
}

/** What a resource asks for a stronger sign-in with (RFC 9470 section 3) is answered by the next attempt. */
function isStepUp({ name, exchanges }: JudgedStep): boolean {
  const response = exchanges.at(-1)?.response;
  const challenge = response ? readHeader(response.headers, 'www-authenticate') : null;
  return name === 'resource' && /insufficient_user_authentication/.test(challenge ?? '');
}

/** In the order in which they began; the ID token comes right after what brought it, or the keys for it. */
function judgeSteps(exchanges: readonly ClassifiedExchange[], facts: AttemptFacts): JudgedStep[] {
  const groups = [...Map.groupBy(exchanges, ({ purpose }) => STEPS[purpose].name).values()];
  const steps = groups.map((group) => judgeGroup(group, facts));
  const checks = checkIdTokenOf(facts);
  if (!checks) return steps;
  const bringer = steps.findIndex(({ name }) => name === (facts.token ? 'token' : 'callback'));
  const keys = steps.findIndex(({ name }) => name === 'jwks');
  const idToken = { name: 'id-token', title: 'Validate the ID token', actor: 'client' as const };
  steps.splice(keys === bringer + 1 ? keys + 1 : bringer + 1, 0, {
    ...idToken,
    exchanges: [],
    checks,
    error: judge(checks),
  });
  return steps;
}

function judgeGroup(group: readonly ClassifiedExchange[], facts: AttemptFacts): JudgedStep {
  const last = group.at(-1);
  const step = STEPS[last?.purpose ?? 'other'];
  if (!last) return { ...step, exchanges: group, checks: [], error: null };
  if (step.name === 'callback') {
    const checks = checkCallbackOf(facts);
    const error = judge(checks) ?? judgeLanding(group) ?? judgePages(group, facts);
    return { ...step, exchanges: group, checks, error };
  }
  const checks = [...checkExchange(last, facts), ...checkRefreshedOf(group)];
  const error = last.error ?? judge(checks, isRefused(last));
  return { ...step, exchanges: group, checks: [...checks, ...checkAssertionOf(group, facts)], error };
}

/** What went before the attempt that is judged: only there to be compared with. */
function buildEarlier(attempts: readonly Attempt[], clock: Clock): ImportedStep {
  const exchanges = attempts.flatMap((attempt) => attempt.exchanges);
  clock.time = exchanges[0]?.startedAt ?? clock.time;
  return {
    name: 'earlier-attempts',
    title: 'Earlier attempts',
    actor: 'user',
    isSkipped: true,
    record(recorder, stepId) {
      for (const exchange of exchanges) {
        recordExchange(recorder, stepId, exchange, clock);
        const state = readRequest(exchange)?.get('state');
        if (state) recorder.record({ type: 'artifact', stepId, name: 'state', kind: 'text', value: state });
      }
      const message = `${countAttempts(attempts.length)} before the one that is judged: kept to compare with.`;
      recorder.record({ type: 'note', stepId, code: 'earlier-attempts', message });
      return null;
    },
  };
}

function buildStep(step: JudgedStep, facts: AttemptFacts, later: number, clock: Clock): ImportedStep {
  const { name, title, actor, exchanges, checks, error } = step;
  return {
    name,
    title,
    actor,
    record(recorder, stepId) {
      const ids = exchanges.map((exchange) => recordExchange(recorder, stepId, exchange, clock));
      const isFront = name === 'callback';
      if (isFront) recordFrontChannel(recorder, stepId, facts, clock.time);
      else recordArtifacts(recorder, stepId, name, exchanges.at(-1) ?? null, facts);
      const exchangeId = isFront ? null : (ids.at(-1) ?? null);
      for (const check of checks) recorder.record({ type: 'check', stepId, exchangeId, check });
      for (const note of exchanges.flatMap(describeOddities)) {
        recorder.record({ type: 'note', stepId, ...note });
      }
      if (later > 0) {
        const message = `${countAttempts(later)} after this one went through, and ${later === 1 ? 'is' : 'are'} left out.`;
        recorder.record({ type: 'note', stepId, code: 'later-attempts', message });
      }
      return error;
    },
  };
}

function countAttempts(count: number): string {
  return count === 1 ? 'One attempt' : `${count} attempts`;
}

const FRONT: ReadonlySet<ImportedPurpose> = new Set(['authorization', 'callback', 'logout']);
const RECORDED_AS: Partial<Record<ImportedPurpose, ExchangePurpose>> = {
  callback: 'authorization',
  'resource-metadata': 'other',
};

function recordExchange(
  recorder: Recorder,
  stepId: string,
  exchange: ClassifiedExchange,
  clock: Clock,
): string {
  const exchangeId = recorder.nextId('exchange');
  const { request, response, error, totalMs } = exchange;
  const isFront = FRONT.has(exchange.purpose);
  const purpose = RECORDED_AS[exchange.purpose] ?? (exchange.purpose as ExchangePurpose);
  const channel = isFront ? 'front' : 'back';
  clock.time = Math.max(exchange.startedAt ?? 0, clock.time);
  recorder.record({ type: 'exchange-started', exchangeId, stepId, purpose, channel, request });
  clock.time += totalMs;
  const unknown = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null };
  const timings = { ...unknown, ...exchange.phases, totalMs };
  const { connection = null } = exchange;
  const ended = { exchangeId, request, response, error, timings, connection };
  recorder.record({ type: 'exchange-ended', ...ended });
  return exchangeId;
}
