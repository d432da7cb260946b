import type { ErrorRecord } from '@shared/model/error-record';
import { buildJwt, encodeBase64, encodeForm, encodeUri } from './encode';
import { ISSUER, type Planter } from './planter';

/** The token request, its answer and why it failed. Answers what later steps repeat. */
export function plantTokenRequest(
  { plant, token, record, step, exchange }: Planter,
  code: string,
): { accessToken: string; refreshToken: string; secret: string } {
  const secret = plant('client secret in Basic');
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
          url: `https://idp.example/x?client_secret=${encodeUri(plant('secret in a cause URL'))}`,
          body: `{"refresh_token":"${token('token in a cause body')}"}`,
        },
      },
    ],
    oauth: {
      error: 'invalid_grant',
      errorDescription: `Code ${code} is expired for ${token('mailbox')}@acme.example`,
      errorUri: `https://id.acme.example/errors?code=${encodeUri(plant('code in error_uri'))}`,
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
          url: `${ISSUER}/token?debug_token=${encodeUri(plant('token in a query of an unknown name'))}`,
          headers: [
            ['Authorization', `Basic ${encodeBase64(`web-client:${secret}`)}`],
            ['Proxy-Authorization', `Basic ${btoa(`proxy:${token('proxy header password')}`)}`],
            ['DPoP', buildJwt({ htm: 'POST', jti: 'j' }, token('DPoP proof signature'))],
            ['X-Api-Key', plant('X-Api-Key header')],
            ['X-Acme-Secret', plant('header that only looks secret')],
            ['X-Forwarded-For', plant('X-Forwarded-For header')],
            ['content-type', 'application/x-www-form-urlencoded'],
          ],
          body: `grant_type=authorization_code&code=${code}&code_verifier=${encodeForm(plant('code_verifier in the form'))}&client_secret=${encodeForm(secret)}&client_assertion=${encodeForm(plant('client_assertion in the form'))}&subject_token=${encodeForm(plant('subject_token in the form'))}&device_code=${encodeForm(plant('device_code'))}&SAMLResponse=${encodeForm(plant('SAMLResponse'))}`,
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
            error_description: `The code ${code} was used; also ${encodeUri(code)} and ${btoa(code)} and ${btoa(`x:${code}`)}`,
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
  return { accessToken, refreshToken, secret };
}
