import { diagnose } from '@shared/diagnosis/diagnose';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importText } from '../../../../src/main/import/import-text';
import { measureCpuMs } from '../../../support/cpu-time';
import { buildHar, buildHarEntry } from '../../../support/har-builder';

const OPTIONS = { sessionId: 'imported-1', now: () => Date.UTC(2026, 0, 15, 9, 30) };

function read(text: string) {
  const imported = importText(text, OPTIONS);
  if (imported.kind === 'refused') throw new Error(imported.message);
  const session = foldTrace(imported.events);
  const [step] = session.steps;
  return { kind: imported.kind, session, step, top: diagnose(session)[0]?.entryId };
}

describe('a WWW-Authenticate field', () => {
  test.each([
    ['WWW-Authenticate: Bearer realm="api", error="invalid_token"', 401, 'bearer-invalid-token'],
    [
      'www-authenticate: Bearer error="insufficient_scope",\r\n  scope="read"',
      403,
      'bearer-insufficient-scope',
    ],
    ['Date: today\nWWW-Authenticate: DPoP error="invalid_token"\nX-A: b', 401, 'bearer-invalid-token'],
    ['Bearer error="invalid_token"', 401, 'bearer-invalid-token'],
  ])('%j is an answer of the protected resource', (text, status, entryId) => {
    const { step, top } = read(text);
    expect({ name: step?.name, status: step?.exchanges[0]?.response?.status, top }).toEqual({
      name: 'resource',
      status,
      top: entryId,
    });
  });

  test('says that its status was not captured', () => {
    const { step } = read('WWW-Authenticate: Bearer error="invalid_token"');
    expect(step?.exchanges[0]?.response?.statusText).toContain('not captured');
  });

  test('in the middle of prose is none', () => {
    expect(read('Look,\nwww-authenticate: is a header\nthat servers send').kind).toBe('unrecognised');
  });
});

describe('HTTP messages', () => {
  const request = 'POST /token HTTP/1.1\r\nHost: id.example\r\n\r\ngrant_type=authorization_code&code=a';
  const response =
    'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error":"invalid_grant"}';

  test('request and response are one exchange', () => {
    const { kind, step, top } = read(`${request}\r\n\r\n${response}`);
    expect({ kind, top }).toEqual({ kind: 'http-messages', top: 'invalid-grant' });
    expect(step).toMatchObject({ name: 'token', outcome: 'failed' });
    expect(step?.exchanges[0]).toMatchObject({
      purpose: 'token',
      request: { method: 'POST', url: 'https://id.example/token', body: { truncated: false } },
      response: { status: 400, body: { text: '{"error":"invalid_grant"}' } },
    });
  });

  test('several are told apart, and an interim response is left out', () => {
    const { step } = read(`${request}\n\nHTTP/1.1 100 Continue\n\n${response}\n\n${request}\n\n${response}`);
    expect(step?.exchanges.map((each) => each.response?.status)).toEqual([400, 400]);
  });

  test('a request that brings the callback is read', () => {
    const { step, top } = read('GET /cb?error=access_denied&state=s HTTP/1.1\nHost: localhost:8080\n\n');
    expect({ name: step?.name, top }).toEqual({ name: 'callback', top: 'access-denied' });
    expect(step?.exchanges[0]?.request.url).toBe('http://localhost:8080/cb?error=access_denied&state=s');
  });

  test('a lone request of another kind tells nothing', () => {
    expect(read('GET /x HTTP/1.1\nHost: a.example\n\n').kind).toBe('unrecognised');
  });
});

describe('curl -v output', () => {
  const head = [
    '* Connected to id.example (192.0.2.1) port 443 (#0)',
    '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384',
    '> POST /token HTTP/2',
    '> Host: id.example',
    '> ',
    '} [40 bytes data]',
    '< HTTP/2 401 ',
    '< content-type: application/json',
    '< ',
    '{ [30 bytes data]',
  ];

  test('becomes an exchange with its body, without remarks', () => {
    const text = [...head, '{"error":"invalid_client"}* Connection #0 to host id.example left intact'];
    const { kind, step, top } = read(text.join('\r\n'));
    expect({ kind, top }).toEqual({ kind: 'curl-output', top: 'invalid-client' });
    expect(step?.exchanges[0]).toMatchObject({
      request: { method: 'POST', url: 'https://id.example/token' },
      response: { status: 401, body: { text: '{"error":"invalid_client"}' } },
    });
  });

  test('may hold several exchanges', () => {
    const both = [...head, '{"error":"invalid_client"}', ...head, '{"error":"invalid_grant"}'].join('\n');
    const exchanges = read(both).session.steps.flatMap((step) => step.exchanges);
    expect(exchanges.map(({ response }) => response?.body?.text)).toEqual([
      '{"error":"invalid_client"}',
      '{"error":"invalid_grant"}',
    ]);
  });

  test.each([
    ['curl: (6) Could not resolve host: id.example', 'net-enotfound'],
    ['curl: (7) Failed to connect to localhost port 1: Connection refused', 'net-econnrefused'],
    [
      '* connect to 192.0.2.1 port 443 failed: No route to host\ncurl: (7) Could not connect to server',
      'net-ehostunreach',
    ],
    ['curl: (35) error:0A00010B:SSL routines::wrong version number', 'tls-wrong-version-number'],
    ['curl: (60) SSL certificate problem: certificate has expired', 'tls-cert-has-expired'],
    ['curl: (60) SSL certificate problem: self-signed certificate', 'tls-self-signed-leaf'],
  ])('%j is %s', (text, entryId) => {
    expect(read(text).top).toBe(entryId);
  });
});

describe('a log', () => {
  test('a stack of Node keeps its causes, codes and details', () => {
    const { kind, step, top } = read(
      [
        'Uncaught TypeError: fetch failed',
        '    at node:internal/deps/undici/undici:13510:13 {',
        '  [cause]: Error: connect ECONNREFUSED 127.0.0.1:9',
        '      at TCPConnectWrap.afterConnect (node:net:1634:16) {',
        '    errno: -111,',
        "    code: 'ECONNREFUSED',",
        "    syscall: 'connect',",
        '    port: 9',
        '  }',
        '}',
      ].join('\n'),
    );
    expect({ kind, top }).toEqual({ kind: 'log-text', top: 'net-econnrefused' });
    expect(step?.error).toMatchObject({ name: 'TypeError', message: 'fetch failed', source: 'network' });
    expect(step?.error?.causes).toMatchObject([
      { code: 'ECONNREFUSED', details: { errno: '-111', syscall: 'connect', port: '9' } },
    ]);
  });

  test.each([
    ["OperationProcessingError: unexpected\n  at x {\n  code: 'OAUTH_TIMEOUT'\n}", 'lib-timeout'],
    [
      "ClientError: x\n  code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',\n  [cause]: { expected: 'a', claim: 'aud' }\n}",
      'lib-id-token-aud',
    ],
    ['2026-01-15 ERROR login failed: AADSTS7000215: Invalid client secret provided.', 'aadsts7000215'],
    ['GaxiosError: invalid_grant\n    at Gaxios._request (gaxios.js:1:1)', 'invalid-grant'],
    [String.raw`msg="{\"error\":\"invalid_client\",\"error_description\":\"no\"}"`, 'invalid-client'],
  ])('%j leads to %s', (text, entryId) => {
    expect(read(text).top).toContain(entryId);
  });

  test.each(['all is well', 'user_name = x', 'an error occurred'])('%j names no error', (text) => {
    expect(read(text).kind).toBe('unrecognised');
  });
});

test.each([
  ['https://id.example/oops?error_code=42&error_message=broken'],
  ['https://id.example/oops#error=server_error'],
])('the error URL %j is read as an answer that failed', (text) => {
  const { kind, session } = read(text);
  expect({ kind, outcome: session.outcome }).toEqual({ kind: 'callback-url', outcome: 'failed' });
});

describe('a HAR', () => {
  const authorize =
    'https://a.example/x?client_id=web&response_type=code&state=s1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb';
  const metadata = {
    issuer: 'https://a.example',
    token_endpoint: 'https://a.example/t',
    jwks_uri: 'https://a.example/k',
  };
  const entries = [
    buildHarEntry({ url: 'https://cdn.example/logo.svg' }),
    buildHarEntry({ url: 'https://a.example/.well-known/openid-configuration', answer: metadata }),
    buildHarEntry({ url: authorize, status: 302 }),
    buildHarEntry({ url: 'https://app.example/cb?code=c1&state=s1' }),
    buildHarEntry({
      method: 'POST',
      url: 'https://a.example/t',
      form: 'grant_type=authorization_code&code=c1',
      answer: { access_token: 'kept-secret-8f2c71d0', token_type: 'Bearer' },
    }),
    buildHarEntry({ url: 'https://a.example/k', answer: { keys: [{ kty: 'RSA' }] } }),
    buildHarEntry({
      url: 'https://a.example/userinfo',
      token: 'kept-secret-8f2c71d0',
      answer: { sub: 'u1' },
    }),
  ];

  test('becomes the steps of a run in their order, without what is no OAuth', () => {
    const { kind, session } = read(buildHar(entries));
    expect({ kind, outcome: session.outcome }).toEqual({ kind: 'har', outcome: 'succeeded' });
    expect(
      session.steps.map(({ name, exchanges }) => [name, exchanges.map(({ purpose }) => purpose)]),
    ).toEqual([
      ['discovery', ['discovery']],
      ['callback', ['authorization', 'authorization']],
      ['token', ['token']],
      ['jwks', ['jwks']],
      ['userinfo', ['userinfo']],
    ]);
    expect(session.startedAt).toBe(Date.UTC(2026, 0, 15, 9, 0, 1));
  });

  test('the state of the callback is compared with the one that was sent', () => {
    const har = buildHar([
      buildHarEntry({ url: authorize, status: 302 }),
      buildHarEntry({ url: 'https://app.example/cb?code=c1&state=other' }),
    ]);
    expect(read(har).step?.checks).toContainEqual(expect.objectContaining({ id: 'state', verdict: 'fail' }));
  });

  test('an error for a native app is read from the redirect', () => {
    const native = authorize.replace('https%3A%2F%2Fapp.example%2Fcb', 'com.app%3A%2Fcb');
    const location = 'com.app:/cb?error=access_denied&state=s1';
    expect(read(buildHar([buildHarEntry({ url: native, status: 302, location })])).top).toBe('access-denied');
  });

  test('a request that the browser could not send has its network error', () => {
    const url = 'https://a.example/.well-known/openid-configuration';
    const har = buildHar([buildHarEntry({ url, status: 0, failure: 'net::ERR_CONNECTION_REFUSED' })]);
    expect(read(har).top).toBe('net-econnrefused');
  });

  test.each([
    '{"log":{"entries":[]}}',
    '{"log":{"entries":[1,null,{"request":{"url":5}},{"__proto__":{"request":{}}}]}}',
  ])('%s has nothing to diagnose', (text) => {
    expect(read(text).kind).toBe('unrecognised');
  });
});

test('any text made of these formats becomes a session that folds and diagnoses, or a refusal', () => {
  const piece = fc.constantFrom(
    ...[
      'HTTP/1.1 400 Bad\r\n',
      'POST /t HTTP/1.1\n',
      'Host: a.example\n',
      '\n\n',
      '\n',
      '> GET /cb?code=1&state=2 HTTP/2\n',
    ],
    ...[
      '< HTTP/2 200\n',
      '< ',
      '* x\n',
      'curl: (7) refused\n',
      'curl: (999) x\n',
      'Bearer error="a"',
      'WWW-Authenticate: ',
    ],
    ...[
      'TypeError: x\n',
      '  [cause]: Error: y\n',
      "  code: 'ECONNRESET'\n",
      "  __proto__: 'x'\n",
      'AADSTS50011',
      'error=invalid_grant',
    ],
    ...[
      '{"log":{"entries":[',
      '{"request":{"url":"https://a.example/t?code=1&state=x"}}',
      ']}}',
      '"__proto__"',
      '\u0000',
    ],
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (value) => {
      const imported = importText(value, OPTIONS);
      if (imported.kind === 'refused') return;
      const session = foldTrace(imported.events);
      const hasFailed = diagnose(session).some(({ severity }) => severity === 'error');
      expect(hasFailed).toBe(session.outcome === 'failed');
    }),
  );
});

test('any entries of a HAR are survived', () => {
  const entry = fc.record(
    {
      startedDateTime: fc.anything(),
      time: fc.anything(),
      request: fc.record({
        method: fc.anything(),
        url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
        headers: fc.anything(),
      }),
      response: fc.oneof(fc.record({ status: fc.integer(), content: fc.anything() }), fc.anything()),
    },
    { requiredKeys: ['request'] },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(entry, fc.jsonValue())), (entries) => {
      const imported = importText(
        JSON.stringify({ log: { entries } }, (_key, value) => (typeof value === 'bigint' ? null : value)),
        OPTIONS,
      );
      expect(['har', 'nothing-failed', 'unrecognised']).toContain(imported.kind);
      if (imported.kind !== 'refused') diagnose(foldTrace(imported.events));
    }),
  );
});

test.each(['Error: ', '> ', '{', 'WWW-Authenticate: ', ' \n', 'error="', 'HTTP/1.1 200\n', 'AError'])(
  'a megabyte of %j is read in time',
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(measureCpuMs(() => importText(text, OPTIONS), { runs: 3, enoughMs: 500 })).toBeLessThan(2_000);
  },
);
