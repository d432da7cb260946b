import type { CheckResult } from '@shared/model/check';
import type { ErrorRecord } from '@shared/model/error-record';
import type { Channel, ExchangePurpose, RecordedRequest } from '@shared/model/exchange';
import { type ProfileInput, profileSchema } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import {
  type CallbackHit,
  TRACE_VERSION,
  type TraceEvent,
  type TraceEventBody,
} from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import {
  type Answer,
  AUTHORIZE_DEFAULTS,
  buildRequest,
  buildResponse,
  CALLBACK_DEFAULTS,
  CODE_CHALLENGE,
  ID_TOKEN,
  ISSUER,
  type Parameters,
  REDIRECT_URI,
  RESOURCE_URL,
  SECRETS,
  SERVER_METADATA,
  STARTED_AT,
  TOKEN_RESPONSE,
  withQuery,
} from './sample-messages';

export { ISSUER, REDIRECT_URI, SECRETS };

export type StepName =
  | 'discovery'
  | 'preflight'
  | 'authorization-request'
  | 'callback'
  | 'token'
  | 'id-token'
  | 'userinfo'
  | 'resource';

export interface TraceOptions {
  sessionId?: string;
  startedAt?: number;
  profile?: Partial<ProfileInput>;
  /** By what the exchange is for; the rest answers as a sound server does. */
  answers?: Partial<Record<ExchangePurpose, Answer>>;
  metadata?: Record<string, unknown>;
  /** Parameters changed (or with undefined: left out) in the authorization request, the callback and the token request. */
  authorize?: Parameters;
  callback?: Parameters;
  token?: Parameters;
  tokenHeaders?: Record<string, string>;
  /** Changes of the checks that a sound run records, by id; an id not among them is added to `failAt`. */
  checks?: Record<string, Partial<CheckResult>>;
  /** Rows that compare the profile with the metadata, by id; without any the run has no such step. */
  preflight?: Record<string, Partial<CheckResult>>;
  /** Error and login pages that the browser was shown by the provider, before the callback. */
  pages?: (Answer & { url?: string })[];
  /** More requests that reached the listener, before the callback itself. */
  hits?: (Pick<CallbackHit, 'url' | 'verdict'> & Partial<Pick<CallbackHit, 'via' | 'method'>>)[];
  /** The step that fails; the run ends there. Its error is `error`. */
  failAt?: StepName;
  error?: Partial<ErrorRecord>;
  /** Milliseconds that pass before a step starts. */
  delays?: Partial<Record<StepName, number>>;
  /** Milliseconds from the moment the user is sent away to the callback. */
  waitMs?: number;
  /** Milliseconds for which the run is paused before a step, for whoever steps through it. */
  pauses?: Partial<Record<StepName, number>>;
  /** A note that a step gets. */
  notes?: Partial<Record<StepName, { code: string; message: string }>>;
  /** How the run ended, where that does not follow from `failAt`. */
  outcome?: 'cancelled' | 'interrupted' | 'running';
}

function buildErrorRecord(overrides: Partial<ErrorRecord> = {}): ErrorRecord {
  return {
    name: 'Error',
    message: 'something failed',
    code: null,
    details: {},
    source: 'library',
    causes: [],
    oauth: null,
    ...overrides,
  };
}

export function buildSession(options: TraceOptions = {}): SessionView {
  return foldTrace(buildTrace(options));
}

/** The events of an authorization-code run with OpenID Connect, a user info and a resource request. */
export function buildTrace(options: TraceOptions = {}): TraceEvent[] {
  const writer = createWriter(options);
  const sent = { ...AUTHORIZE_DEFAULTS, ...options.authorize };
  const authorizationUrl = withQuery(`${ISSUER}/authorize`, sent);
  const callbackUrl = withQuery(REDIRECT_URI, { ...CALLBACK_DEFAULTS, ...options.callback });
  const metadata = { ...SERVER_METADATA, ...options.metadata };

  writer.start();
  writer.step('discovery', 'client', () => {
    writer.exchange('discovery', 'GET', `${ISSUER}/.well-known/openid-configuration`, { body: metadata });
    writer.artifact('server-metadata', 'json', JSON.stringify(metadata));
    writer.check('discovery-issuer', ISSUER);
  });
  const { preflight } = options;
  if (preflight) {
    writer.step('preflight', 'client', () => {
      for (const [id, row] of Object.entries(preflight)) writer.check(id, 'as announced', row);
    });
  }
  writer.step('authorization-request', 'client', () => {
    writer.artifact('redirect-uri', 'url', sent['redirect_uri'] ?? '');
    writer.artifact('state', 'secret', SECRETS.state);
    writer.artifact('nonce', 'secret', SECRETS.nonce);
    writer.artifact('code-verifier', 'secret', SECRETS.codeVerifier);
    writer.artifact('code-challenge', 'text', CODE_CHALLENGE);
    writer.artifact('authorization-url', 'url', authorizationUrl);
    writer.check('pkce-s256', 'S256');
  });
  writer.step('callback', 'user', () => {
    writer.awaitCallback(authorizationUrl);
    for (const page of options.pages ?? []) writer.page(authorizationUrl, page);
    for (const hit of options.hits ?? []) writer.hit(hit.url, hit.verdict, hit.via, hit.method);
    writer.pass(options.waitMs ?? 0);
    const isLost = options.failAt === 'callback' && options.callback === undefined && !!options.error;
    if (!isLost) {
      writer.hit(callbackUrl, 'accepted');
      writer.artifact('callback-url', 'url', callbackUrl);
    }
    for (const id of ['state', 'iss', 'callback-code', 'callback-error'])
      writer.check(id, 'as the rule asks');
  });
  writer.step('token', 'client', () => {
    writer.exchange('token', 'POST', metadata.token_endpoint, { body: TOKEN_RESPONSE });
    for (const id of ['token-status', 'token-content-type', 'token-access-token', 'token-type']) {
      writer.check(id, 'as the rule asks');
    }
    writer.check('token-scope', 'openid profile');
    writer.artifact('access-token', 'secret', SECRETS.accessToken);
    writer.artifact('id-token', 'jwt', ID_TOKEN);
  });
  writer.step('id-token', 'client', () => {
    writer.exchange('jwks', 'GET', `${ISSUER}/jwks`, {
      body: { keys: [{ kty: 'RSA', kid: 'k1', n: 'AQAB', e: 'AQAB' }] },
    });
    for (const claim of ['present', 'iss', 'aud', 'exp', 'iat', 'nonce', 'alg', 'signature']) {
      writer.check(`id-token-${claim}`, 'as the rule asks');
    }
  });
  writer.step('userinfo', 'client', () => {
    writer.exchange('userinfo', 'GET', metadata.userinfo_endpoint, { body: { sub: 'alice' } });
    writer.check('userinfo-status', '200');
    writer.check('userinfo-sub', 'alice');
  });
  writer.step('resource', 'client', () => {
    writer.exchange('resource', 'GET', RESOURCE_URL, { body: { hello: 'alice' } });
    writer.check('resource-status', '2xx');
  });
  return writer.end();
}

function createWriter(options: TraceOptions) {
  const events: TraceEvent[] = [];
  let time = options.startedAt ?? STARTED_AT;
  let stepId = '';
  let ended = false;
  const unusedChecks = new Map(Object.entries(options.checks ?? {}));

  const record = (body: TraceEventBody): void => {
    time += 5;
    events.push({ ...body, seq: events.length + 1, time } as TraceEvent);
  };
  const check = (id: string, value: string, changes: Partial<CheckResult> = {}): void => {
    const result: CheckResult = {
      id,
      title: id,
      verdict: 'pass',
      expected: value,
      actual: value,
      reference: {
        label: 'RFC 6749 section 4.1',
        url: 'https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1',
      },
      ...unusedChecks.get(id),
      ...changes,
    };
    unusedChecks.delete(id);
    record({ type: 'check', stepId, exchangeId: null, check: result });
  };

  const pause = (pauseMs: number) => {
    const pauseId = `pause-${events.length}`;
    record({
      type: 'run-paused',
      pauseId,
      stepId,
      before: 'step',
      purpose: null,
      channel: null,
      request: null,
    });
    time += pauseMs;
    record({ type: 'run-continued', pauseId, stepId, decision: 'continued' });
  };

  const recordExchange = (
    purpose: ExchangePurpose,
    channel: Channel,
    request: RecordedRequest,
    answer: Answer,
  ) => {
    const exchangeId = `exchange-${events.length}`;
    record({ type: 'exchange-started', exchangeId, stepId, purpose, channel, request });
    const { error } = answer;
    record({
      type: 'exchange-ended',
      exchangeId,
      request,
      response: error ? null : buildResponse(answer),
      error: error ? buildErrorRecord({ source: 'network', ...error }) : null,
      timings: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 1, totalMs: 5 },
      connection: null,
    });
  };

  return {
    start(): void {
      record({
        type: 'session-started',
        version: TRACE_VERSION,
        sessionId: options.sessionId ?? 'session-1',
        flow: 'authorization-code',
        profile: profileSchema.parse({
          name: 'Acme staging',
          issuer: ISSUER,
          client: { id: 'web', auth: 'client_secret_basic', secret: { env: 'ACME_SECRET' } },
          scope: 'openid profile',
          resource: { url: RESOURCE_URL },
          ...options.profile,
        }),
        fault: null,
        environment: { app: 'grantscope test', runtime: 'node', platform: 'test', libraries: {} },
      });
    },
    step(name: StepName, actor: 'client' | 'user', run: () => void): void {
      if (ended) return;
      stepId = name;
      time += options.delays?.[name] ?? 0;
      record({ type: 'step-started', stepId, name, title: name, actor });
      const pauseMs = options.pauses?.[name];
      if (pauseMs !== undefined) pause(pauseMs);
      run();
      const note = options.notes?.[name];
      if (note) record({ type: 'note', stepId, ...note });
      const failed = options.failAt === name;
      if (failed) for (const id of [...unusedChecks.keys()]) check(id, '');
      if (failed && (options.outcome === 'running' || options.outcome === 'interrupted')) {
        ended = true;
        return;
      }
      const error = failed && options.error ? buildErrorRecord(options.error) : null;
      const outcome = failed ? (options.outcome === 'cancelled' ? 'cancelled' : 'failed') : 'succeeded';
      record({ type: 'step-ended', stepId, outcome, error });
      ended = failed;
    },
    exchange(purpose: ExchangePurpose, method: string, url: string, sound: Answer): void {
      const request = buildRequest(purpose, method, url, options);
      recordExchange(purpose, 'back', request, { ...sound, ...options.answers?.[purpose] });
    },
    page(authorizationUrl: string, { url = authorizationUrl, ...answer }: Answer & { url?: string }): void {
      recordExchange(
        'authorization',
        'front',
        { method: 'GET', url, headers: [], body: null },
        {
          headers: { 'content-type': 'text/html' },
          ...answer,
        },
      );
    },
    check,
    pass(milliseconds: number): void {
      time += milliseconds;
    },
    artifact(name: string, kind: 'url' | 'jwt' | 'json' | 'text' | 'secret', value: string): void {
      record({ type: 'artifact', stepId, name, kind, value });
    },
    awaitCallback(authorizationUrl: string): void {
      const deadline = time + 300_000;
      record({
        type: 'callback-awaited',
        stepId,
        redirectUri: REDIRECT_URI,
        authorizationUrl,
        deadline,
        listener: null,
      });
    },
    hit(
      url: string,
      verdict: CallbackHit['verdict'],
      via: CallbackHit['via'] = 'listener',
      method = 'GET',
    ): void {
      record({ type: 'callback-hit', stepId, via, method, url, verdict });
    },
    end(): TraceEvent[] {
      if (options.outcome !== 'running') {
        const outcome = options.outcome ?? (options.failAt ? 'failed' : 'succeeded');
        record({ type: 'session-ended', outcome });
      }
      return events;
    },
  };
}
