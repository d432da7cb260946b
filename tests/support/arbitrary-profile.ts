import { FOLLOW_UPS } from '@shared/model/grant-options';
import { BROWSERS, CLIENT_AUTH_METHODS, FLOW_IDS, type Profile, profileSchema } from '@shared/model/profile';
import fc from 'fast-check';

const text = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((each) => each.trim() === each);
const anyText = fc.string({ maxLength: 12, unit: 'grapheme' });
const secret = fc.oneof(fc.record({ env: text }), fc.record({ vault: text }));
const keySource = fc.oneof(secret, fc.record({ file: text }), fc.constant({ generated: true as const }));
const json = fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const name = text.filter((each) => each !== '__proto__');
const parameters = fc.dictionary(name, fc.oneof(anyText, fc.array(anyText, { minLength: 2, maxLength: 3 })), {
  maxKeys: 3,
});

const optional = { requiredKeys: [] as [] };

const client = fc.record(
  {
    id: text,
    auth: fc.constantFrom(...CLIENT_AUTH_METHODS),
    secret,
    basicEncoding: fc.constantFrom('form', 'raw'),
    key: fc.record(
      { from: keySource, kid: text, alg: fc.constantFrom('RS256', 'ES256', 'EdDSA') },
      { requiredKeys: ['from'] },
    ),
    assertionAudience: fc.constantFrom('issuer', 'token-endpoint'),
    decryptionKey: fc.record({ from: keySource, kid: text, alg: text }, { requiredKeys: ['from'] }),
  },
  { requiredKeys: ['id'] },
);

const grants = {
  refreshToken: secret,
  tokenExchange: fc.record(
    {
      subjectToken: secret,
      subjectTokenType: text,
      actorToken: secret,
      actorTokenType: text,
      requestedTokenType: text,
    },
    optional,
  ),
  jwtBearer: fc.record(
    {
      assertion: secret,
      subject: text,
      audience: text,
      lifetimeSeconds: fc.integer({ min: 1, max: 86_400 }),
    },
    optional,
  ),
  password: fc.record({ username: text, password: secret }),
  ciba: fc.record({ delivery: fc.constantFrom('poll', 'ping'), notificationUri: anyText }, optional),
  registration: fc.record(
    { metadata: fc.dictionary(name, json, { maxKeys: 4 }), initialAccessToken: secret, manage: fc.boolean() },
    { requiredKeys: ['metadata'] },
  ),
};

/** Profiles of every shape that the schema takes, whatever the rules across members say. */
export const arbitraryProfile: fc.Arbitrary<Profile> = fc
  .record(
    {
      $schema: text,
      name: text,
      issuer: text,
      server: fc.record({ issuer: text, token_endpoint: text, x_vendor: json }, { requiredKeys: ['issuer'] }),
      flow: fc.constantFrom(...FLOW_IDS),
      client,
      redirectUri: anyText,
      scope: anyText,
      pkce: fc.constantFrom('S256', 'plain', 'off'),
      parameters: fc.record({ authorize: parameters, token: parameters }),
      par: fc.boolean(),
      requestObject: fc.option(fc.record({ encryption: fc.option(fc.record({ alg: text, enc: text })) })),
      dpop: fc.option(fc.record({ alg: fc.constantFrom('ES256', 'PS256') })),
      ...grants,
      followUps: fc.array(fc.constantFrom(...FOLLOW_UPS), { maxLength: 4 }),
      stepUp: fc.boolean(),
      postLogoutRedirectUri: text,
      resource: fc.option(fc.record({ url: text, method: fc.constantFrom('GET', 'PROPFIND') })),
      tls: fc.option(
        fc.oneof(fc.record({ ca: text }), fc.record({ cert: text, key: text }), fc.record({ key: text })),
      ),
      proxy: fc.option(text),
      allowInsecure: fc.boolean(),
      browser: fc.constantFrom(...BROWSERS),
    },
    { requiredKeys: ['name', 'client'] },
  )
  .map((input) => profileSchema.parse(input));
