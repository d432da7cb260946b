import { encodeForm, encodeUri } from './encode';
import { ISSUER, type Planter, STARTED_AT } from './planter';

/** The authorization request, the login page and what a person typed there. */
export function plantSignIn({ plant, token, record, step, exchange }: Planter, code: string): void {
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
      `${ISSUER}/authorize?response_type=code&client_id=web-client&scope=openid%20profile&state=${encodeUri(state)}` +
      `&nonce=${encodeUri(nonce)}&login_hint=${encodeUri(plant('login_hint'))}&id_token_hint=${encodeUri(plant('id_token_hint'))}` +
      `&request_uri=${encodeUri(`urn:ietf:params:oauth:request_uri:${token('request_uri')}`)}`;
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
      verificationUriComplete: `${ISSUER}/activate/${encodeUri(userCode)}?user_code=${encodeUri(userCode)}`,
      userCode,
      bindingMessage: 'G7-42',
      intervalSeconds: 5,
      notificationUri: `http://127.0.0.1:5001/ciba?session=${encodeUri(plant('session of the notification address'))}`,
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
        body: `username=${encodeForm(plant('user name in the login form'))}&password=${encodeForm(plant('password in the login form'))}&otp=${encodeForm(plant('otp in the login form'))}&flow=${login}`,
      },
      {
        status: 302,
        headers: [['Location', `http://127.0.0.1:5000/callback?code=${code}&state=${encodeUri(state)}`]],
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
}
