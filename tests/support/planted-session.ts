import type { ErrorRecord } from '@shared/model/error-record';
import type { HeaderList, RecordedBody } from '@shared/model/exchange';
import { profileSchema } from '@shared/model/profile';
import { TRACE_VERSION, type TraceEvent, type TraceEventBody } from '@shared/model/trace-event';

export interface Plant {
  place: string;
  value: string;
}

export interface PlantedSession {
  events: TraceEvent[];
  plants: Plant[];
}

const STARTED_AT = Date.UTC(2026, 0, 15, 9, 30);
const ISSUER = 'https://id.acme.example';

/** How the value of a plant is made: as servers make tokens, or with characters that need escapes. */
export type PlantStyle = 'token' | 'awkward';

/**
 * A failed run with a different random value in every place that can hold a secret. `random` answers
 * numbers from 0 up to 1; one seed gives one session.
 */
export function buildPlantedSession(random: () => number, style: PlantStyle = 'token'): PlantedSession {
  const plants: Plant[] = [];
  const plant = (place: string): string => {
    const value = makeValue(random, style);
    plants.push({ place, value });
    return value;
  };
  const token = (place: string): string => {
    const value = makeValue(random, 'token');
    plants.push({ place, value });
    return value;
  };
  const events: TraceEvent[] = [];
  const record = (body: TraceEventBody) => {
    events.push({ ...body, seq: events.length + 1, time: STARTED_AT + events.length * 10 } as TraceEvent);
  };
  const step = (name: string, run: () => void, error: ErrorRecord | null = null) => {
    record({ type: 'step-started', stepId: name, name, title: `The ${name} step`, actor: 'client' });
    run();
    record({ type: 'step-ended', stepId: name, outcome: error ? 'failed' : 'succeeded', error });
  };
  const exchange = (
    id: string,
    purpose: 'authorization' | 'token' | 'userinfo' | 'resource' | 'other',
    request: { method?: string; url: string; headers?: HeaderList; body?: string },
    response: { status?: number; headers?: HeaderList; body?: string | RecordedBody },
    error: ErrorRecord | null = null,
    channel: 'front' | 'back' = 'back',
  ) => {
    const stepId = events.findLast((event) => event.type === 'step-started')?.stepId ?? '';
    const sent = {
      method: request.method ?? 'GET',
      url: request.url,
      headers: request.headers ?? [],
      body: toBody(request.body),
    };
    record({ type: 'exchange-started', exchangeId: id, stepId, purpose, channel, request: sent });
    record({
      type: 'exchange-ended',
      exchangeId: id,
      request: sent,
      response: {
        status: response.status ?? 200,
        statusText: 'OK',
        headers: response.headers ?? [],
        body: typeof response.body === 'object' ? response.body : toBody(response.body),
      },
      error,
      timings: { dnsMs: 1, connectMs: 2, tlsMs: 3, firstByteMs: 44, totalMs: 137 },
      connection: { remoteAddress: '192.0.2.7', remotePort: 443, tls: null },
    });
  };

  const code = token('code in the callback');
  const secret = plant('client secret in Basic');
  const encode = encodeURIComponent;

  record({
    type: 'session-started',
    version: TRACE_VERSION,
    sessionId: 'planted-1',
    flow: 'authorization-code',
    profile: profileSchema.parse({
      name: 'Acme staging',
      issuer: ISSUER,
      client: { id: 'web-client', auth: 'client_secret_post', secret: plant('client secret in the profile') },
      scope: 'openid profile email',
      parameters: {
        authorize: { login_hint: plant('login_hint in the profile'), audience: 'https://api.acme.example' },
        token: { client_assertion: plant('client_assertion in the profile') },
      },
      resource: {
        url: `https://api.acme.example/me?api_key=${encode(plant('api_key in the resource URL'))}`,
      },
      proxy: `http://${token('proxy user')}:${token('proxy password')}@proxy.acme.example:8080`,
    }),
    fault: null,
    environment: { app: 'grantscope 0.1.0', runtime: 'node 24', platform: 'test', libraries: {} },
  });

  step('authorization-request', () => {
    const state = plant('state');
    const nonce = plant('nonce');
    for (const [name, value] of [
      ['state', state],
      ['nonce', nonce],
      ['code-verifier', token('code verifier artifact')],
      ['dpop-key', plant('secret artifact of an unknown name')],
    ] as const) {
      record({ type: 'artifact', stepId: 'authorization-request', name, kind: 'secret', value });
    }
    const url =
      `${ISSUER}/authorize?response_type=code&client_id=web-client&scope=openid%20profile&state=${encode(state)}` +
      `&nonce=${encode(nonce)}&login_hint=${encode(plant('login_hint'))}&id_token_hint=${encode(plant('id_token_hint'))}` +
      `&request_uri=${encode(`urn:ietf:params:oauth:request_uri:${token('request_uri')}`)}`;
    record({
      type: 'artifact',
      stepId: 'authorization-request',
      name: 'authorization-url',
      kind: 'url',
      value: url,
    });
    record({
      type: 'callback-awaited',
      stepId: 'authorization-request',
      redirectUri: 'http://127.0.0.1:5000/callback',
      authorizationUrl: url,
      deadline: STARTED_AT + 300_000,
      listener: { addresses: ['127.0.0.1'], port: 5000, path: '/callback', fingerprint256: null },
    });
    const userCode = token('user code of a device');
    record({
      type: 'approval-awaited',
      stepId: 'authorization-request',
      verificationUri: `${ISSUER}/activate`,
      // Not every server calls the parameter by its name, or has it in one.
      verificationUriComplete: `${ISSUER}/activate/${encode(userCode)}?user_code=${encode(userCode)}`,
      userCode,
      bindingMessage: 'G7-42',
      intervalSeconds: 5,
      notificationUri: `http://127.0.0.1:5001/ciba?session=${encode(plant('session of the notification address'))}`,
      deadline: STARTED_AT + 300_000,
    });
    const login = token('hidden field');
    exchange(
      'login-page',
      'authorization',
      {
        url,
        headers: [['Cookie', `theme=dark; sid=${token('Cookie header')}; other=${token('second cookie')}`]],
      },
      {
        headers: [
          ['Set-Cookie', `SESSION=${token('Set-Cookie header')}; Path=/; HttpOnly; SameSite=Lax`],
          ['Content-Type', 'text/html'],
        ],
        body: `<html><form action="/login?execution=${token('unknown random query parameter in a page')}&amp;session_code=${token('session_code in a page')}" method="post">
<input type="hidden" name="flow" value="${login}"><input name='_csrf' type=hidden value='${token('csrf field')}'>
<input type="password" name="pw" value="${token('prefilled password')}"><meta name="csrf-token" content="${token('csrf meta')}">
<script>window.config = {"access_token":"${token('token in a script')}", session_token: '${token('token in unquoted script')}'};</script></form></html>`,
      },
    );
    exchange(
      'login',
      'authorization',
      {
        method: 'POST',
        url: `${ISSUER}/login`,
        headers: [
          ['content-type', 'application/x-www-form-urlencoded'],
          ['X-CSRF-Token', token('csrf header')],
        ],
        body: `username=${form(plant('user name in the login form'))}&password=${form(plant('password in the login form'))}&otp=${form(plant('otp in the login form'))}&flow=${login}`,
      },
      {
        status: 302,
        headers: [['Location', `http://127.0.0.1:5000/callback?code=${code}&state=${encode(state)}`]],
      },
    );
    exchange(
      'multipart',
      'other',
      {
        method: 'POST',
        url: `${ISSUER}/upload`,
        headers: [['content-type', 'multipart/form-data; boundary=x']],
        body: `--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n${token('password in multipart')}\r\n--x--`,
      },
      {},
    );
  });

  step('stepped-through', () => {
    const planned = (what: string) => ({
      method: 'POST',
      url: `${ISSUER}/token?code=${encode(token(`code in the URL of ${what}`))}`,
      headers: [['Authorization', `Bearer ${token(`bearer of ${what}`)}`]] as [string, string][],
      body: {
        text: `client_secret=${form(plant(`client secret of ${what}`))}&code_verifier=${form(token(`verifier of ${what}`))}`,
        encoding: 'utf8' as const,
        bodyBytes: 1,
        truncated: false,
      },
    });
    const stepId = 'stepped-through';
    record({
      type: 'run-paused',
      pauseId: 'pause-1',
      stepId,
      before: 'request',
      purpose: 'token',
      channel: 'back',
      request: planned('a pause'),
    });
    record({ type: 'run-continued', pauseId: 'pause-1', stepId, decision: 'edited' });
    record({
      type: 'request-edited',
      stepId,
      exchangeId: null,
      purpose: 'token',
      planned: planned('what was planned'),
      sent: planned('an edit'),
    });
  });

  step('callback', () => {
    exchange(
      'hop',
      'authorization',
      {
        url: `${ISSUER}/consent`,
        headers: [
          ['cookie', `__Host-sid=${token('Cookie of a hop')}; lang=${plant('awkward Cookie of a hop')}`],
        ],
      },
      {
        headers: [
          ['set-cookie', `__Host-sid=${token('Set-Cookie of a hop')}; Secure; Path=/`],
          ['set-cookie', `remember=${token('second Set-Cookie of a hop')}; Max-Age=1`],
        ],
      },
      null,
      'front',
    );
    record({
      type: 'note',
      stepId: 'callback',
      code: 'console-error',
      message: `Refused to send the form to http://127.0.0.1:5000/callback?code=${token('code in a console error')}&x=1`,
    });
    record({
      type: 'artifact',
      stepId: 'callback',
      name: 'last-page',
      kind: 'text',
      value: `Something went wrong\naccess_token=${token('token in the text of a page')}`,
    });
    record({
      type: 'artifact',
      stepId: 'callback',
      name: 'last-page-url',
      kind: 'url',
      value: `${ISSUER}/error?session_code=${token('session_code in the address of a page')}`,
    });
    const hit = (url: string, via: 'listener' | 'pasted', verdict: 'accepted' | 'wrong-state') =>
      record({ type: 'callback-hit', stepId: 'callback', via, method: 'GET', url, verdict });
    hit(
      `http://127.0.0.1:5000/callback?code=${encode(plant('code of a wrong-state hit'))}&state=${encode(plant('wrong state'))}`,
      'listener',
      'wrong-state',
    );
    hit(
      `http://127.0.0.1:5000/callback#access_token=${encode(plant('access_token in a fragment'))}&id_token=${encode(plant('id_token in a fragment'))}&code=${encode(plant('code in a fragment'))}&session_state=${encode(plant('session_state'))}`,
      'pasted',
      'wrong-state',
    );
    hit(
      `http://127.0.0.1:5000/callback?code=${code}&ticket2=${token('unknown random parameter')}&iss=${encode(ISSUER)}`,
      'pasted',
      'accepted',
    );
    hit(
      `http://127.0.0.1:5000/callback?return=${encode(`/x?token=${encode(plant('token in a nested URL'))}`)}`,
      'pasted',
      'wrong-state',
    );
    record({
      type: 'artifact',
      stepId: 'callback',
      name: 'callback-url',
      kind: 'url',
      value: `http://127.0.0.1:5000/callback?code=${code}`,
    });
    record({
      type: 'note',
      stepId: null,
      code: 'plain',
      message: `saw client_secret=${token('secret in a note')} in a file`,
    });
  });

  const idToken = buildJwt(
    {
      iss: ISSUER,
      aud: 'web-client',
      exp: 1_768_473_000,
      sub: plant('sub claim'),
      email: plant('email claim'),
      name: plant('name claim'),
      phone_number: plant('phone claim'),
      address: { street_address: plant('street address claim'), formatted: plant('formatted address claim') },
      picture: plant('picture claim'),
      birthdate: plant('birthdate claim'),
      nonce: plant('nonce claim of another run'),
      acme: { refresh_token: plant('token nested in a claim') },
    },
    token('id token signature'),
  );
  const accessToken = plant('access token');
  const refreshToken = plant('refresh token');
  const jwk = token('private JWK member');
  const pem = token('PEM private key');
  const failure: ErrorRecord = {
    name: 'ClientError',
    message: `token request failed for code ${code}`,
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    details: {
      expected: 'abc',
      access_token: plant('access_token in error details'),
      nested: { list: [{ password: plant('password nested in error details') }] },
    },
    source: 'library',
    causes: [
      {
        name: 'Error',
        message: `upstream said Bearer ${token('Bearer in a cause message')}`,
        code: 'ERR_UPSTREAM',
        details: {
          url: `https://idp.example/x?client_secret=${encode(plant('secret in a cause URL'))}`,
          body: `{"refresh_token":"${token('token in a cause body')}"}`,
        },
      },
    ],
    oauth: {
      error: 'invalid_grant',
      errorDescription: `Code ${code} is expired for ${token('mailbox')}@acme.example`,
      errorUri: `https://id.acme.example/errors?code=${encode(plant('code in error_uri'))}`,
    },
  };
  step(
    'token',
    () => {
      exchange(
        'token',
        'token',
        {
          method: 'POST',
          url: `${ISSUER}/token?debug_token=${encode(plant('token in a query of an unknown name'))}`,
          headers: [
            ['Authorization', `Basic ${encodeBase64(`web-client:${secret}`)}`],
            ['Proxy-Authorization', `Basic ${btoa(`proxy:${token('proxy header password')}`)}`],
            ['DPoP', buildJwt({ htm: 'POST', jti: 'j' }, token('DPoP proof signature'))],
            ['X-Api-Key', plant('X-Api-Key header')],
            ['X-Acme-Secret', plant('header that only looks secret')],
            ['X-Forwarded-For', plant('X-Forwarded-For header')],
            ['content-type', 'application/x-www-form-urlencoded'],
          ],
          body: `grant_type=authorization_code&code=${code}&code_verifier=${form(plant('code_verifier in the form'))}&client_secret=${form(secret)}&client_assertion=${form(plant('client_assertion in the form'))}&subject_token=${form(plant('subject_token in the form'))}&device_code=${form(plant('device_code'))}&SAMLResponse=${form(plant('SAMLResponse'))}`,
        },
        {
          status: 400,
          headers: [
            ['x-request-id', 'req-7f3a'],
            ['DPoP-Nonce', plant('DPoP-Nonce header')],
            [
              'WWW-Authenticate',
              `Bearer error="invalid_token", error_description="access_token=${token('token in a challenge')}"`,
            ],
            ['content-type', 'application/json'],
          ],
          body: JSON.stringify({
            error: 'invalid_grant',
            error_description: `The code ${code} was used; also ${encode(code)} and ${btoa(code)} and ${btoa(`x:${code}`)}`,
            access_token: accessToken,
            refresh_token: refreshToken,
            id_token: idToken,
            deep: [{ deeper: { client_secret: plant('client_secret deep in JSON') } }],
            registration_access_token: plant('registration_access_token'),
            user_code: plant('user_code'),
            auth_req_id: plant('auth_req_id'),
            key: { kty: 'RSA', n: 'AQAB', e: 'AQAB', d: jwk },
            pem: `-----BEGIN PRIVATE KEY-----\n${pem}\n-----END PRIVATE KEY-----\n`,
            wrapped: JSON.stringify({
              inner: JSON.stringify({ access_token: plant('token in JSON in JSON') }),
            }),
            token_type: 'Bearer',
            expires_in: 3600,
          }),
        },
        failure,
      );
      record({ type: 'artifact', stepId: 'token', name: 'access-token', kind: 'secret', value: accessToken });
      record({ type: 'artifact', stepId: 'token', name: 'id-token', kind: 'jwt', value: idToken });
      record({
        type: 'artifact',
        stepId: 'token',
        name: 'claims',
        kind: 'json',
        value: JSON.stringify({
          sub: 'planted',
          nickname: plant('nickname in a claims artifact'),
          website: plant('website in a claims artifact'),
        }),
      });
      record({
        type: 'check',
        stepId: 'token',
        exchangeId: 'token',
        check: {
          id: 'token-status',
          title: 'Token endpoint status',
          verdict: 'fail',
          expected: `not ${refreshToken}`,
          actual: `400 with token ${accessToken} and state=${token('random state in a check')}`,
          reference: { label: 'RFC 6749 section 5.2', url: 'https://www.rfc-editor.org/rfc/rfc6749' },
        },
      });
    },
    failure,
  );

  step('userinfo', () => {
    exchange(
      'userinfo',
      'userinfo',
      { url: `${ISSUER}/userinfo`, headers: [['authorization', `DPoP ${token('DPoP access token')}`]] },
      {
        headers: [
          ['content-type', 'application/json'],
          ['Refresh', `0; url=https://x.example/?token=${token('token in a Refresh header')}`],
        ],
        body: JSON.stringify({
          given_name: plant('given_name in userinfo'),
          preferred_username: plant('preferred_username in userinfo'),
          name: plant('name in userinfo'),
          emails: [plant('first of emails in userinfo'), plant('second of emails in userinfo')],
          address: { locality: plant('locality in userinfo') },
        }),
      },
    );
    exchange(
      'echo',
      'resource',
      { url: 'https://api.acme.example/me', headers: [['authorization', `Bearer ${accessToken}`]] },
      {
        status: 401,
        headers: [['content-type', 'text/html']],
        body: `<p>${html(accessToken)} ${encode(encode(refreshToken))} ${JSON.stringify(secret)} ${[...new TextEncoder().encode(code)].map((byte) => `%${byte.toString(16)}`).join('')} ${[...code].map((char) => `&#${char.charCodeAt(0)};`).join('')} ${encodeBase64(`xy${refreshToken}zz`)}</p>`,
      },
    );
    exchange(
      'binary',
      'other',
      { url: `${ISSUER}/binary` },
      {
        body: {
          text: encodeBase64(`\u0000\u0001 access_token=${token('token in a binary body')} ${code}`),
          encoding: 'base64',
          bodyBytes: 90,
          truncated: false,
        },
      },
    );
  });
  record({ type: 'session-ended', outcome: 'failed' });
  return { events, plants };
}

/** A small generator of numbers from 0 up to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const AWKWARD = [
  ' ',
  '+',
  '/',
  '%',
  '&',
  '"',
  "'",
  '<',
  '>',
  '\\',
  'ü',
  '漢',
  '😀',
  '=',
  ';',
  ':',
  '?',
  '#',
  '|',
  '`',
];

function makeValue(random: () => number, style: PlantStyle): string {
  const pick = <T>(items: ArrayLike<T>): T => items[Math.floor(random() * items.length)] as T;
  const core = Array.from({ length: 10 }, () => pick(LETTERS)).join('');
  const digits = String(Math.floor(random() * 9_000) + 1_000);
  if (style === 'token') return `mk${core}${digits}`;
  return `mk${core.slice(0, 4)}${pick(AWKWARD)}${core.slice(4, 7)}${pick(AWKWARD)}${pick(AWKWARD)}${core.slice(7)}${digits}`;
}

function toBody(text: string | undefined): RecordedBody | null {
  if (text === undefined) return null;
  return { text, encoding: 'utf8', bodyBytes: text.length, truncated: false };
}

function form(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`);
}

function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function buildJwt(payload: object, signature: string): string {
  const part = (text: string) =>
    encodeBase64(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${part('{"alg":"RS256","kid":"k1"}')}.${part(JSON.stringify(payload))}.${signature}`;
}
