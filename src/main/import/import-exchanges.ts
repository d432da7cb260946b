import { checkCallback } from '@shared/checks/check-callback';
import { checkDiscovery, checkResource } from '@shared/checks/check-responses';
import { checkTokenResponse } from '@shared/checks/check-token-response';
import { checkUserinfo } from '@shared/checks/check-userinfo';
import { guessResponseType } from '@shared/model/authorization-response';
import type { CheckResult } from '@shared/model/check';
import type { RecordedResponse } from '@shared/model/exchange';
import { readHeader, readJsonObject, withoutQuery } from '@shared/model/read-message';
import type { Actor, TraceEvent } from '@shared/model/trace-event';
import type { Recorder } from '../recorder/recorder';
import {
  classifyExchange,
  type ImportedPurpose,
  type KnownEndpoints,
  readParameters,
} from './classify-exchange';
import { type ImportedExchange, MAX_EXCHANGES } from './imported-exchange';
import {
  buildImportError,
  type ImportedStep,
  type ImportOptions,
  recordSteps,
  skipCheck,
} from './record-import';

interface Classified extends ImportedExchange {
  purpose: ImportedPurpose;
}

/** What the exchanges told about the run: read while they are sorted, used by the checks. */
interface Facts extends KnownEndpoints {
  authorizationUrl: string | null;
  /** Parameters of the authorization request; null where it was not captured. */
  asked: URLSearchParams | null;
  callbackUrl: string | null;
}

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
  const facts: Facts = {
    redirectUri: null,
    metadata: {},
    authorizationUrl: null,
    asked: null,
    callbackUrl: null,
  };
  const classified: Classified[] = [];
  for (const exchange of exchanges) {
    const purpose = classifyExchange(exchange, facts) ?? (all ? 'other' : null);
    if (purpose === null) continue;
    classified.push({ ...exchange, purpose });
    learn(facts, exchange, purpose);
    if (classified.length >= MAX_EXCHANGES) break;
  }
  if (!classified.some(isTelling)) return null;
  const clock = { time: classified[0]?.startedAt ?? options.now() };
  const groups = Map.groupBy(classified, ({ purpose }) => STEPS[purpose].name);
  return recordSteps({ ...options, now: () => clock.time }, buildSteps([...groups.values()], facts, clock));
}

/** A lone request tells nothing, except one that brings the callback. */
function isTelling({ response, error, purpose }: Classified): boolean {
  return response !== null || error !== null || purpose === 'callback';
}

/** Sets the clock to where each step began, and in the end to when all was over. */
function* buildSteps(
  groups: readonly Classified[][],
  facts: Facts,
  clock: { time: number },
): Iterable<ImportedStep> {
  let end = clock.time;
  for (const group of groups) {
    clock.time = group[0]?.startedAt ?? clock.time;
    yield buildStep(group, facts, clock);
    end = Math.max(end, clock.time);
  }
  clock.time = end;
}

/** Keeps what the later exchanges are known by. */
function learn(facts: Facts, { request, response }: ImportedExchange, purpose: ImportedPurpose): void {
  if (purpose === 'discovery') {
    facts.metadata = (response && readJsonObject(response)) ?? facts.metadata;
  } else if (purpose === 'authorization') {
    const sent = readParameters(request);
    facts.asked = sent;
    facts.authorizationUrl = `${withoutQuery(request.url)}?${sent}`;
    facts.redirectUri = sent.get('redirect_uri') ?? facts.redirectUri;
  } else if (purpose === 'callback') {
    const arrived = `${withoutQuery(request.url)}?${readParameters(request)}`;
    facts.callbackUrl = request.method === 'POST' ? arrived : request.url;
  }
  const location = response && purpose !== 'callback' ? readHeader(response.headers, 'location') : null;
  // A fragment, and the address of a native app, are seen in the redirect alone.
  if (location !== null && facts.redirectUri !== null && isSameAddress(location, facts.redirectUri)) {
    facts.callbackUrl = location;
  }
}

function isSameAddress(url: string, other: string): boolean {
  return URL.canParse(url) && withoutQuery(url) === withoutQuery(other);
}

function buildStep(group: Classified[], facts: Facts, clock: { time: number }): ImportedStep {
  const [first] = group;
  const step = STEPS[first?.purpose ?? 'other'];
  return {
    ...step,
    record(recorder, stepId) {
      for (const exchange of group.slice(0, -1)) recordExchange(recorder, stepId, exchange, clock);
      const last = group.at(-1);
      if (!last) return null;
      const exchangeId = recordExchange(recorder, stepId, last, clock);
      const checks = step.name === 'callback' ? [] : checkExchange(last, facts);
      for (const check of checks) recorder.record({ type: 'check', stepId, exchangeId, check });
      const rows = step.name === 'callback' ? recordCallback(recorder, stepId, facts) : [];
      recordMetadata(recorder, stepId, last);
      if (last.error) return last.error;
      const isRefused = (last.response?.status ?? 0) >= 400 && last.purpose !== 'callback';
      return isRefused || [...checks, ...rows].some(({ verdict }) => verdict === 'fail')
        ? buildImportError('The answer is no success.', 'check')
        : null;
    },
  };
}

function recordExchange(
  recorder: Recorder,
  stepId: string,
  exchange: Classified,
  clock: { time: number },
): string {
  const exchangeId = recorder.nextId('exchange');
  const { request, response, error, totalMs } = exchange;
  const isFront = exchange.purpose === 'authorization' || exchange.purpose === 'callback';
  const purpose = exchange.purpose === 'callback' ? 'authorization' : exchange.purpose;
  const channel = isFront ? 'front' : 'back';
  clock.time = Math.max(exchange.startedAt ?? 0, clock.time);
  recorder.record({ type: 'exchange-started', exchangeId, stepId, purpose, channel, request });
  clock.time += totalMs;
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs };
  const ended = { exchangeId, request, response, error, timings, connection: null };
  recorder.record({ type: 'exchange-ended', ...ended });
  return exchangeId;
}

function recordMetadata(recorder: Recorder, stepId: string, { purpose, response }: Classified): void {
  const text = purpose === 'discovery' && response && readJsonObject(response) ? response.body?.text : null;
  if (!text) return;
  recorder.record({ type: 'artifact', stepId, name: 'server-metadata', kind: 'json', value: text });
}

/** The callback is checked against the request where that was captured (RFC 6749 section 4.1.2, RFC 9207). */
function recordCallback(recorder: Recorder, stepId: string, facts: Facts): CheckResult[] {
  const { authorizationUrl, callbackUrl, asked, metadata } = facts;
  const keep = (name: string, value: string): void => {
    recorder.record({ type: 'artifact', stepId, name, kind: 'url', value });
  };
  if (authorizationUrl !== null) keep('authorization-url', authorizationUrl);
  if (callbackUrl === null) return [];
  keep('callback-url', callbackUrl);
  const url = URL.parse(callbackUrl);
  const parameters = new URLSearchParams([
    ...(url?.searchParams ?? []),
    ...new URLSearchParams(url?.hash.slice(1) ?? ''),
  ]);
  const issuer = typeof metadata['issuer'] === 'string' ? metadata['issuer'] : null;
  const state = asked?.get('state') ?? null;
  const rows = checkCallback(parameters, {
    issuer: issuer ?? '',
    issSupported: metadata['authorization_response_iss_parameter_supported'] === true,
    state: state ?? '',
    responseType: asked?.get('response_type') ?? guessResponseType(parameters),
  }).map((row) => {
    const isOpen = (row.id === 'iss' && issuer === null) || (row.id === 'state' && state === null);
    return isOpen ? skipCheck(row) : row;
  });
  for (const check of rows) recorder.record({ type: 'check', stepId, exchangeId: null, check });
  return rows;
}

function checkExchange({ purpose, request, response }: Classified, { asked }: Facts): CheckResult[] {
  if (!response) return [];
  switch (purpose) {
    case 'discovery':
      return checkDiscovery(response, null);
    case 'token':
      return checkToken(response, asked?.get('scope') ?? readParameters(request).get('scope'));
    case 'userinfo':
      return checkUserinfo(response, { subject: null, algorithms: null });
    case 'resource':
      return [checkResource(response)];
    default:
      return [];
  }
}

function checkToken(response: RecordedResponse, scope: string | null): CheckResult[] {
  return checkTokenResponse(response, scope ?? '').map((row) =>
    row.id === 'token-scope' && scope === null ? skipCheck(row) : row,
  );
}
