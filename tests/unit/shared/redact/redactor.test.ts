import { diagnose } from '@shared/diagnosis/diagnose';
import { createRedactor, redactLoose } from '@shared/redact/redactor';
import { decodeBase64 } from '@shared/text/base64';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';
import { buildTrace, SECRETS } from '../../../support/session-builder';

const redactor = createRedactor(buildTrace());

function redactWithPassword(password: string, text: string): string {
  const url = `https://id.acme.example/?password=${encodeURIComponent(password)}`;
  return createRedactor(buildTrace({ hits: [{ url, verdict: 'wrong-path' }] })).redactText(text);
}

describe('the redactor of a session', () => {
  it('gives equal values equal placeholders and different values different ones', () => {
    const text = redactor.redactText(`${SECRETS.state} ${SECRETS.code} ${SECRETS.state}`);
    expect(text).toBe('[redacted:state-1] [redacted:code-1] [redacted:state-1]');
  });

  it('knows a value that it saw as JSON also where it stands plain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 2, maxLength: 12 }), (middle) => {
        const token = `rt7${middle}f2c9e1`;
        const body = { error: 'invalid_grant', refresh_token: token };
        const own = createRedactor(
          buildTrace({ failAt: 'token', answers: { token: { status: 400, body } } }),
        );
        expect(own.redactText(`<${token}> ${encodeURIComponent(token)}`)).not.toContain('f2c9e1');
        expect(own.redactText(`${btoa(`xy${token}zz`)}`)).toMatch(/^\[redacted:refresh_token-\d+\]$/);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a value in every spelling', () => {
    const secret = 'p%t& "x" <ü> 8f2c';
    const json = JSON.stringify(secret).slice(1, -1);
    const spellings = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(encodeURIComponent(secret)),
      encodeURIComponent(secret).toLowerCase(),
      new URLSearchParams({ v: secret }).toString().slice(2),
      json,
      JSON.stringify(json).slice(1, -1),
      'p%t&amp; &quot;x&#34; &lt;&#xfc;&gt; 8f2c',
      Buffer.from(secret).toString('base64'),
      Buffer.from(`a${secret}b`).toString('base64'),
      Buffer.from(`ab${secret}c`).toString('base64url'),
      Buffer.from(json).toString('base64'),
    ];
    for (const spelling of spellings) {
      expect(redactWithPassword(secret, `<${spelling}>`)).toBe('<[redacted:password-1]>');
    }
  });

  it('hides a short value in its own place and leaves the rest of the report readable', () => {
    expect(redactWithPassword('abc', 'abcdef abc')).toBe('abcdef abc');
    expect(redactWithPassword('abc', '?password=abc')).toBe('?password=[redacted:password-1]');
  });

  it('hides a word of the protocol in its own place only', () => {
    expect(redactWithPassword('password', 'grant_type=password')).toBe('grant_type=password');
    expect(redactWithPassword('Web', 'client_id=web')).toBe('client_id=web');
  });

  it('hides a value under eight characters only where it stands alone', () => {
    expect(redactWithPassword('wonder', 'wonderful wonder')).toBe('wonderful [redacted:password-1]');
  });

  it('leaves nothing of two secrets that overlap', () => {
    const url = 'https://id.acme.example/?password=aaaa1111bbbb&client_secret=bbbb2222cccc';
    const both = createRedactor(buildTrace({ hits: [{ url, verdict: 'wrong-path' }] }));
    expect(both.redactText('x aaaa1111bbbb2222cccc y')).toMatch(/^x \[redacted:[a-z_]+-1\] y$/);
  });

  it('never touches its own placeholders, even where a secret is a word of them', () => {
    expect(redactWithPassword('redacted', '[redacted:code-1] redacted')).toBe('[redacted:code-1] redacted');
    expect(redactWithPassword('access_token-1x', `Bearer ${SECRETS.accessToken}`)).toBe(
      'Bearer [redacted:access_token-1]',
    );
  });

  it('keeps an ID token readable without its signature and without personal claims', () => {
    const event = redactor
      .redactEvents()
      .find((each) => each.type === 'artifact' && each.name === 'id-token');
    const [header = '', payload = '', signature] = event?.type === 'artifact' ? event.value.split('.') : [];
    expect(decodeBase64(header)).toBe('{"alg":"RS256","kid":"k1"}');
    expect(JSON.parse(decodeBase64(payload) ?? '')).toMatchObject({
      iss: 'https://id.acme.example',
      aud: 'web',
      sub: '[redacted:subject-1]',
      nonce: expect.stringMatching(/^\[redacted:nonce-\d\]$/),
    });
    expect(signature).toMatch(/^\[redacted:id_token-\d\]$/);
  });

  it('keeps the shape of every event, so that the fold and the diagnosis see the same run', () => {
    const options = {
      failAt: 'token' as const,
      answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
      error: {
        code: 'OAUTH_RESPONSE_BODY_ERROR',
        oauth: { error: 'invalid_grant', errorDescription: null, errorUri: null },
      },
    };
    const events = buildTrace(options);
    const redacted = createRedactor(events).redactEvents();
    expect(redacted.map(({ seq, type, time }) => [seq, type, time])).toEqual(
      events.map(({ seq, type, time }) => [seq, type, time]),
    );
    const findings = (trace: typeof events) => diagnose(foldTrace(trace)).map(({ entryId }) => entryId);
    expect(findings(redacted)).toEqual(findings(events));
  });

  it('lists what it hid, with counts and without values', () => {
    const fresh = createRedactor(buildTrace());
    fresh.redactText(`${SECRETS.code} ${SECRETS.code}`);
    expect(fresh.list()).toEqual([{ placeholder: '[redacted:code-1]', secret: 'code', count: 2 }]);
  });

  it('reports a value that a text still holds, by its placeholder', () => {
    expect(redactor.findLeaks(`x ${encodeURIComponent(SECRETS.codeVerifier)} y`)).toEqual([
      '[redacted:code_verifier-1]',
    ]);
    expect(redactor.findLeaks('nothing to see')).toEqual([]);
  });

  it('keeps JSON valid where a number is hidden', () => {
    expect(JSON.parse(redactor.redactText('{"pin_code": 7, "otp": 123456}'))).toEqual({
      pin_code: 7,
      otp: '[redacted:otp-1]',
    });
  });

  it('stays quick on a body of megabytes', () => {
    const page =
      '<div class="row">Hello, <a href="/x?y=1&amp;z=2">world</a>, a = b; {"k": "v"}</div>\n'.repeat(40_000);
    expect(measureCpuMs(() => redactor.redactText(page), { runs: 2, enoughMs: 2_500 })).toBeLessThan(5_000);
  });

  it.each([
    '"a":',
    'eyJ',
    '-eyJ',
    'code=',
    'a=',
    '<input ',
    '?a=',
    '://',
    '@a.',
    '-----BEGIN PRIVATE KEY-----',
    '%25',
    '"key":{',
    'form-data; name=x\n',
    '&amp;',
    '\\"',
    'a\0',
    'H4sIAAAAAAAA',
    'eyJhIjoiYiJ9/',
    '7b2261223a',
    '<a b>',
    '"a","b",',
    ' --password x',
    "?code=a'b",
  ])('is not slowed down by %s over and over', (piece) => {
    const text = piece.repeat(Math.ceil(200_000 / piece.length));
    expect(measureCpuMs(() => redactor.redactText(text), { runs: 1, enoughMs: 2_500 })).toBeLessThan(5_000);
  });
});

describe('redactLoose', () => {
  it.each([
    ['GET /cb?code=4gH&state=xyz failed', 'GET /cb?code=[redacted:code-1]&state=[redacted:state-1] failed'],
    ['password: hunter2', 'password: [redacted:password-1]'],
    ["{ access_token: 'abc', n: 1 }", "{ access_token: '[redacted:access_token-1]', n: 1 }"],
    ['Authorization: Basic d2ViOng=', 'Authorization: Basic [redacted:authorization-1]'],
    ['Cookie: a=1234; b=5678', 'Cookie: a=[redacted:cookie-1]; b=[redacted:cookie-2]'],
    [
      'connect http://joe:pw12@proxy:80',
      'connect http://[redacted:username-1]:[redacted:password-1]@proxy:80',
    ],
    ['mail to joe@acme.example please', 'mail to [redacted:email-1] please'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', '[redacted:private_key-1]'],
    [
      '{"kty":"EC","x":"AAAAAAAAAA","d":"BBBBBBBBBB"}',
      '{"kty":"EC","x":"AAAAAAAAAA","d":"[redacted:private_key-1]"}',
    ],
    ['{"refresh_token":"cut off he', '{"refresh_token":"[redacted:refresh_token-1]'],
  ])('hides what is secret in %s', (text, expected) => {
    expect(redactLoose(text)).toBe(expected);
  });

  it.each([
    'Bearer authentication is required',
    'error code: invalid_grant, state: running',
    '{"code":"ERR_HTTP2_STREAM_ERROR","error":{"code":"AADSTS50011"}}, code: http-400',
    '{"code":"ECONNREFUSED","state":"California","token_type":"Bearer","name":"Acme staging"}',
    'https://id.acme.example/authorize?response_type=code&client_id=web&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    'grantscope 0.1.0 on linux: openid-client@6.9.0',
  ])('leaves %s as it is', (text) => {
    expect(redactLoose(text)).toBe(text);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ...Object.values(SECRETS),
      '?code=',
      '&state=',
      '"sub":"',
      '":',
      'Bearer ',
      '%25',
      '%',
      '\\u00',
      '&#',
      '[redacted:',
      'code-1]',
      '[redacted:code-1]',
      'eyJhbGciOiJub25lIn0.',
      'eyJzdWIiOiJhIn0.',
      '@a.de',
      '://',
      ':',
      '{',
      '}',
      ' ',
      '\n',
      'Cookie: ',
    ),
  );
  const text = fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''));

  it.each(['', 'c2lnbmF0dXJl', 'c2lnbmF0dXJlLWxvbmctZW5vdWdo'])(
    'a JWT after Bearer gets one placeholder for its signature "%s"',
    (signature) => {
      const once = redactor.redactText(`Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.${signature} was refused`);
      expect(once).toMatch(/^Bearer eyJ[\w-]+\.eyJ[\w-]+\.\[redacted:[a-z_]+-\d+\] was refused$/);
      expect(redactor.redactText(once)).toBe(once);
    },
  );

  it('comes out the same when it is redacted twice', () => {
    fc.assert(
      fc.property(text, (input) => {
        const once = redactor.redactText(input);
        expect(redactor.redactText(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds no secret of the session afterwards', () => {
    fc.assert(
      fc.property(text, (input) => {
        expect(redactor.findLeaks(redactor.redactText(input))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
