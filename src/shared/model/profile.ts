import { z } from 'zod';
import { clientSchema } from './client-schema';
import {
  cibaSchema,
  FOLLOW_UPS,
  jwtBearerSchema,
  passwordSchema,
  registrationSchema,
  requestObjectSchema,
  tokenExchangeSchema,
} from './grant-options';
import { parametersSchema } from './parameters';
import { secretSchema } from './secret-reference';

export { CLIENT_AUTH_METHODS, type ClientAuthMethod } from './client-schema';

export const FLOW_IDS = [
  'authorization-code',
  'hybrid',
  'implicit',
  'client-credentials',
  'refresh-token',
  'device-code',
  'ciba',
  'token-exchange',
  'jwt-bearer',
  'password',
  'registration',
] as const;

export type FlowId = (typeof FLOW_IDS)[number];

/** RFC 9449 section 4.2: an asymmetric algorithm that the server lists. */
const DPOP_ALGS = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'Ed25519'] as const;

export const BROWSERS = ['system', 'capture', 'print', 'practice'] as const;

export type BrowserChoice = (typeof BROWSERS)[number];

/** RFC 8414 metadata given by hand; openid-client reads more members than these, so all are kept. */
export const serverMetadataSchema = z.looseObject({
  issuer: z.string().min(1),
  authorization_endpoint: z.string().optional(),
  token_endpoint: z.string().optional(),
  jwks_uri: z.string().optional(),
  userinfo_endpoint: z.string().optional(),
});

export type ServerMetadata = z.infer<typeof serverMetadataSchema>;

/**
 * A profile as the user writes it; docs/profile.md explains each member, and
 * resources/profile.schema.json is made from this schema. Defaults are filled in by parsing.
 */
export const profileSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where this schema is, for editors.'),
    name: z
      .string()
      .trim()
      .min(1, 'Give the profile a name.')
      .max(120, 'A name has at most 120 characters.')
      .describe('What the app calls it.'),
    issuer: z
      .string()
      .trim()
      .min(1)
      .optional()
      .describe('The issuer identifier, or the URL of a discovery document. Compared as a string.'),
    server: serverMetadataSchema
      .optional()
      .describe('RFC 8414 metadata by hand, for a server without discovery.'),
    flow: z.enum(FLOW_IDS).default('authorization-code').describe('What to run.'),
    client: clientSchema.prefault({}),
    redirectUri: z
      .string()
      .default('http://127.0.0.1:0/callback')
      .describe('Port 0 means any free port. Only loopback is listened at, over http or https.'),
    scope: z.string().default('openid').describe('Scopes, separated by spaces. openid asks for an ID token.'),
    pkce: z.enum(['S256', 'plain', 'off']).default('S256').describe('PKCE method (RFC 7636 section 4.2).'),
    parameters: z
      .strictObject({
        authorize: parametersSchema
          .default({})
          .describe(
            'More parameters for the request that begins the flow: authorization, device authorization or backchannel authentication.',
          ),
        token: parametersSchema.default({}).describe('More parameters for the token request.'),
      })
      .default({ authorize: {}, token: {} }),
    par: z
      .boolean()
      .default(false)
      .describe('Pushes the authorization request to the server first (RFC 9126).'),
    requestObject: requestObjectSchema
      .nullable()
      .default(null)
      .describe('Sends the authorization request as a JWT (RFC 9101); null for plain parameters.'),
    dpop: z
      .strictObject({ alg: z.enum(DPOP_ALGS).default('ES256').describe('Algorithm of the proofs.') })
      .nullable()
      .default(null)
      .describe('Binds the tokens to a key made for the run (RFC 9449); null for bearer tokens.'),
    refreshToken: secretSchema
      .optional()
      .describe('For the flow refresh-token: what to redeem. Without it, the flow signs in first.'),
    tokenExchange: tokenExchangeSchema.optional().describe('For the flow token-exchange (RFC 8693).'),
    jwtBearer: jwtBearerSchema.optional().describe('For the flow jwt-bearer (RFC 7523 section 2.1).'),
    password: passwordSchema.optional().describe('For the flow password (RFC 6749 section 4.3).'),
    ciba: cibaSchema.optional().describe('For the flow ciba (OpenID Connect CIBA Core).'),
    registration: registrationSchema.optional().describe('For the flow registration (RFC 7591).'),
    followUps: z
      .array(z.enum(FOLLOW_UPS))
      .default([])
      .describe('What to do with the tokens once the flow has succeeded, in this order.'),
    stepUp: z
      .boolean()
      .default(false)
      .describe(
        'Follows a challenge that asks for stronger authentication with a new sign-in (RFC 9470 section 4).',
      ),
    postLogoutRedirectUri: z
      .string()
      .optional()
      .describe('Where a logout returns to (OpenID Connect RP-Initiated Logout section 2).'),
    resource: z
      .strictObject({
        url: z.string().min(1).describe('Called with the access token at the end.'),
        method: z
          .string()
          .regex(
            /^(?!CONNECT$)[A-Z]+$/,
            'An HTTP method in capitals, such as GET; CONNECT is for proxies only.',
          )
          .default('GET')
          .describe('HTTP method of that call.'),
      })
      .nullable()
      .default(null)
      .describe('The protected resource; null for none.'),
    tls: z
      .strictObject({
        ca: z.string().min(1).optional().describe('PEM file with further certificate authorities.'),
        cert: z.string().min(1).optional().describe('PEM file with the client certificate (RFC 8705).'),
        key: z.string().min(1).optional().describe('PEM file with the private key of that certificate.'),
      })
      .nullable()
      .default(null),
    proxy: z.string().nullable().default(null).describe('URL of an HTTP proxy for the back channel.'),
    allowInsecure: z.boolean().default(false).describe('Lets plain http through beyond loopback.'),
    browser: z.enum(BROWSERS).default('system').describe('How the user gets to the authorization URL.'),
  })
  .readonly();

export type Profile = z.infer<typeof profileSchema>;
export type ProfileInput = z.input<typeof profileSchema>;

/** A profile in the list: saved by the user, or built in for the practice provider. */
export interface StoredProfile {
  id: string;
  source: 'saved' | 'practice';
  profile: Profile;
  updatedAt: number;
}
