import { z } from 'zod';

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

export const CLIENT_AUTH_METHODS = ['none', 'client_secret_basic', 'client_secret_post'] as const;

export type ClientAuthMethod = (typeof CLIENT_AUTH_METHODS)[number];

export const BROWSERS = ['system', 'capture', 'print', 'practice'] as const;

export type BrowserChoice = (typeof BROWSERS)[number];

/**
 * Where a secret comes from. `env`: an environment variable, read when the run starts. `vault`: a
 * name in the app's encrypted store. `value`: in plain, as a hand-written file may hold it; it works
 * with a warning, and the app moves it to the vault on save and never writes one itself.
 */
export const secretSchema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ vault: z.string().min(1) }),
  z.string().min(1),
]);

export type SecretReference = z.infer<typeof secretSchema>;

const parametersSchema = z.record(z.string().min(1), z.string());

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
    client: z.strictObject({
      id: z.string().min(1, 'Enter the client ID that the provider gave you.').describe('client_id.'),
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
    }),
    redirectUri: z
      .string()
      .default('http://127.0.0.1:0/callback')
      .describe('Port 0 means any free port. Only http on loopback is listened at.'),
    scope: z.string().default('openid').describe('Scopes, separated by spaces. openid asks for an ID token.'),
    pkce: z.enum(['S256', 'plain', 'off']).default('S256').describe('PKCE method (RFC 7636 section 4.2).'),
    parameters: z
      .strictObject({
        authorize: parametersSchema.default({}).describe('More parameters for the authorization request.'),
        token: parametersSchema.default({}).describe('More parameters for the token request.'),
      })
      .default({ authorize: {}, token: {} }),
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
