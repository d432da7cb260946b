import { z } from 'zod';
import { keySourceSchema, secretSchema } from './secret-reference';

/** Client authentication at the token endpoint, by the names of the IANA registry. */
export const CLIENT_AUTH_METHODS = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
] as const;

export type ClientAuthMethod = (typeof CLIENT_AUTH_METHODS)[number];

/** Methods that send the client secret, or a MAC made with it. */
export const SECRET_AUTH_METHODS: ReadonlySet<ClientAuthMethod> = new Set([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
]);

/** Methods that show a TLS client certificate (RFC 8705 section 2). */
export const TLS_AUTH_METHODS: ReadonlySet<ClientAuthMethod> = new Set([
  'tls_client_auth',
  'self_signed_tls_client_auth',
]);

/** Signature algorithms of a client's own JWTs: assertions and request objects. RFC 9864 renamed EdDSA to Ed25519. */
const SIGNING_ALGS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const keySchema = z.strictObject({
  from: keySourceSchema.describe(
    'The private key as PEM (PKCS #8) or JWK: {"file": "key.pem"}, {"env": "NAME"}, {"vault": "NAME"}, {"generated": true}, or in plain with a warning.',
  ),
  kid: z.string().min(1).optional().describe('kid to name in the header, where the key itself has none.'),
});

export const clientSchema = z.strictObject({
  id: z.string().default('').describe('client_id; every flow needs it, except registration, which gets one.'),
  auth: z
    .enum(CLIENT_AUTH_METHODS)
    .default('none')
    .describe('Client authentication at the token endpoint (RFC 6749 section 2.3).'),
  secret: secretSchema
    .optional()
    .describe('The client secret: {"env": "NAME"}, {"vault": "NAME"}, or in plain with a warning.'),
  basicEncoding: z
    .enum(['form', 'raw'])
    .default('form')
    .describe('Form-encodes Basic credentials (RFC 6749 section 2.3.1), or leaves them raw.'),
  key: keySchema
    .extend({
      alg: z
        .enum(SIGNING_ALGS)
        .optional()
        .describe('Signature algorithm; the usual one of the key unless told.'),
    })
    .optional()
    .describe('Signs client assertions (RFC 7523), request objects (RFC 9101) and grant assertions.'),
  assertionAudience: z
    .enum(['issuer', 'token-endpoint'])
    .default('issuer')
    .describe(
      'aud of a client assertion: the issuer, or the token endpoint for servers that still want that.',
    ),
  decryptionKey: keySchema
    .extend({
      alg: z
        .string()
        .min(1)
        .optional()
        .describe('Key management algorithm, such as ECDH-ES or RSA-OAEP-256.'),
    })
    .optional()
    .describe('Decrypts ID tokens, UserInfo and authorization responses (RFC 7516).'),
});
