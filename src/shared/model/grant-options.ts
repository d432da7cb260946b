import { z } from 'zod';
import { secretSchema } from './secret-reference';

const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';

/** RFC 8693. Without a subject token the flow signs in first and exchanges what it got. */
export const tokenExchangeSchema = z.strictObject({
  subjectToken: secretSchema.optional().describe('subject_token; without it, the flow signs in first.'),
  subjectTokenType: z.string().min(1).default(ACCESS_TOKEN_TYPE).describe('subject_token_type.'),
  actorToken: secretSchema.optional().describe('actor_token, for delegation.'),
  actorTokenType: z.string().min(1).default(ACCESS_TOKEN_TYPE).describe('actor_token_type.'),
  requestedTokenType: z.string().min(1).optional().describe('requested_token_type.'),
});

/** RFC 7523 section 2.1: a ready assertion, or claims for one that the client key signs. */
export const jwtBearerSchema = z.strictObject({
  assertion: secretSchema.optional().describe('A ready assertion; without it one is signed with client.key.'),
  subject: z.string().min(1).optional().describe('sub of the signed assertion; the client_id unless told.'),
  audience: z.string().min(1).optional().describe('aud of the signed assertion; the issuer unless told.'),
  lifetimeSeconds: z.number().int().min(1).max(86_400).default(300).describe('exp minus iat, in seconds.'),
});

/** RFC 6749 section 4.3. RFC 9700 section 2.4: must not be used; here to find out why it fails. */
export const passwordSchema = z.strictObject({
  username: z.string().min(1).describe('username.'),
  password: secretSchema.describe('password.'),
});

/** OpenID Connect CIBA Core section 5. */
export const cibaSchema = z.strictObject({
  delivery: z.enum(['poll', 'ping']).default('poll').describe('How the client learns of the decision.'),
  notificationUri: z
    .string()
    .default('http://127.0.0.1:0/ciba')
    .describe('Where the ping is listened for, on loopback; port 0 means any free one.'),
});

/** RFC 7591 and RFC 7592. */
export const registrationSchema = z.strictObject({
  metadata: z.record(z.string().min(1), z.json()).describe('The client metadata to register.'),
  initialAccessToken: secretSchema.optional().describe('The initial access token, where one is demanded.'),
  manage: z.boolean().default(true).describe('Reads, updates and deletes the registration again (RFC 7592).'),
});

/** RFC 9101 section 4: signed with client.key; encrypted to a key of the server where `encryption` is given. */
export const requestObjectSchema = z.strictObject({
  encryption: z
    .strictObject({
      alg: z.string().min(1).describe('Key management algorithm, such as RSA-OAEP-256.'),
      enc: z.string().min(1).default('A256GCM').describe('Content encryption algorithm.'),
    })
    .nullable()
    .default(null)
    .describe('Encrypts the signed request object; null for signed only.'),
});

/** What can be done with a session that has tokens. */
export const FOLLOW_UPS = ['userinfo', 'resource', 'introspect', 'refresh', 'revoke', 'logout'] as const;

export type FollowUp = (typeof FOLLOW_UPS)[number];
