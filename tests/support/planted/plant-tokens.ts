import { buildJwt, encodeBase64Url } from './encode';
import { ISSUER, type Planter } from './planter';

/** Tokens within tokens, keys, and what each extension of OAuth adds. */
export function plantTokens({ plant, token, wrapped, answer, exchange, record }: Planter): void {
  const nested = buildJwt(
    { email: `${token('mailbox in a nested JWT')}@acme.example` },
    token('signature of a nested JWT'),
  );
  const sdJwt = `${buildJwt({ iss: ISSUER, vct: 'id' }, token('signature of an SD-JWT'))}~${encodeBase64Url(JSON.stringify(['s', 'family_name', token('disclosure of an SD-JWT')]))}~`;
  const jwe = `${encodeBase64Url('{"alg":"RSA-OAEP-256","enc":"A256GCM"}')}.${token('key of a JWE')}.${token('vector of a JWE')}.${token('ciphertext of a JWE')}.${token('tag of a JWE')}`;
  answer(
    'tokens',
    'application/json',
    JSON.stringify({
      logout: buildJwt(
        { iss: ISSUER, sid: token('sid in a logout token'), token: nested },
        token('signature of a logout token'),
      ),
      credential: sdJwt,
      response: jwe,
      text: `The token ${buildJwt({ sub: token('sub in a JWT in prose') }, token('signature of a JWT in prose'))} is expired`,
      keys: [
        { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: token('private EC key') },
        { kty: 'oct', k: token('symmetric key') },
        {
          kty: 'RSA',
          n: 'n',
          e: 'AQAB',
          p: token('first prime'),
          q: token('second prime'),
          dp: token('first exponent'),
          dq: token('second exponent'),
          qi: token('coefficient'),
        },
      ],
      pem: `-----BEGIN RSA PRIVATE KEY-----\\n${token('PEM with escaped line ends')}\\n-----END RSA PRIVATE KEY-----`,
    }),
  );
  exchange(
    'extensions',
    'other',
    {
      method: 'POST',
      url: `${ISSUER}/par`,
      headers: [
        ['content-type', 'application/x-www-form-urlencoded'],
        ['dpop', buildJwt({ htm: 'POST', jti: 'j2' }, token('signature of a second DPoP proof'))],
        ['OAuth-Client-Attestation', buildJwt({ iss: ISSUER }, token('signature of a client attestation'))],
      ],
      body: new URLSearchParams({
        request: buildJwt(
          { state: plant('state in a request object') },
          token('signature of a request object'),
        ),
        client_assertion: buildJwt({ iss: 'web-client' }, token('signature of a client assertion')),
        actor_token: plant('actor_token'),
        login_hint_token: plant('login_hint_token'),
        user_code: plant('user_code of CIBA'),
        client_notification_token: plant('client_notification_token'),
        'pre-authorized_code': plant('pre-authorized code'),
        logout_hint: plant('logout_hint'),
        tx_code: '1',
      }).toString(),
    },
    {
      status: 201,
      headers: [['content-type', 'application/json']],
      body: JSON.stringify({
        request_uri: `urn:example:${token('request_uri of PAR')}`,
        expires_in: 60,
        device_secret: plant('device_secret'),
        device_code: plant('device_code in JSON'),
        software_statement: buildJwt({ software_id: 's' }, token('signature of a software statement')),
        c_nonce: plant('c_nonce'),
      }),
    },
  );
  answer(
    'person',
    'application/json',
    JSON.stringify({
      sub: plant('sub in userinfo of another server'),
      oid: plant('oid'),
      upn: plant('upn'),
      family_name: plant('family_name'),
      middle_name: plant('middle_name'),
      phone_number: plant('phone_number'),
      mobile: plant('mobile'),
      address: {
        street_address: plant('street_address'),
        postal_code: plant('postal_code'),
        region: plant('region'),
      },
      birthdate: plant('birthdate'),
      profile: plant('profile page'),
      picture: wrapped('picture', (value) => `https://img.example/${value}.png`),
      website: plant('website'),
      national_id: plant('national_id'),
      ipaddr: plant('ipaddr'),
    }),
  );
  record({
    type: 'artifact',
    stepId: 'other-traffic',
    name: 'encrypted-request-object',
    kind: 'jwt',
    value: jwe,
  });
}
