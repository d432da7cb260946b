import * as client from 'openid-client';
import type { StepContext } from './flow';
import { LocalFlowError } from './flow-errors';
import { guessSigningAlg, importPrivateKey } from './import-key';

type Build = (context: StepContext) => client.ClientAuth | Promise<client.ClientAuth>;

/** Each method by its registered name. Basic is form-encoded as RFC 6749 section 2.3.1 says, unless `raw`. */
const METHODS: Record<StepContext['profile']['client']['auth'], Build> = {
  none: () => client.None(),
  client_secret_basic: (context) =>
    context.profile.client.basicEncoding === 'raw'
      ? rawBasic(secretOf(context))
      : client.ClientSecretBasic(secretOf(context)),
  client_secret_post: (context) => client.ClientSecretPost(secretOf(context)),
  client_secret_jwt: (context) =>
    client.ClientSecretJwt(secretOf(context), { [client.modifyAssertion]: aimAssertion(context) }),
  async private_key_jwt(context) {
    const { key, kid } = await readClientKey(context);
    const options = { [client.modifyAssertion]: aimAssertion(context) };
    return client.PrivateKeyJwt(kid === undefined ? { key } : { key, kid }, options);
  },
  // The certificate is shown in the TLS handshake; the body only names the client (RFC 8705 section 2).
  tls_client_auth: () => client.TlsClientAuth(),
  self_signed_tls_client_auth: () => client.TlsClientAuth(),
};

/** Client authentication as the profile asks for it (RFC 6749 section 2.3, RFC 7523, RFC 8705). */
export async function createClientAuth(context: StepContext): Promise<client.ClientAuth> {
  return METHODS[context.profile.client.auth](context);
}

/** The key that signs this client's assertions and request objects. */
export async function readClientKey({ profile, secrets }: StepContext) {
  const text = secrets['client.key.from'];
  if (text === undefined)
    throw new LocalFlowError('secret_missing', 'This needs the private key of the client.');
  return importPrivateKey(text, profile.client.key ?? {}, guessSigningAlg);
}

function secretOf({ profile, secrets }: StepContext): string {
  const secret = secrets['client.secret'];
  if (secret !== undefined) return secret;
  throw new LocalFlowError('secret_missing', `${profile.client.auth} needs the client secret.`);
}

/** The library aims at the issuer; servers of before RFC 7523bis may take their token endpoint only. */
function aimAssertion({ profile, state }: StepContext) {
  return (_header: unknown, payload: Record<string, unknown>): void => {
    const endpoint = state.configuration?.serverMetadata().token_endpoint;
    if (profile.client.assertionAudience === 'token-endpoint' && endpoint) payload['aud'] = endpoint;
  };
}

function rawBasic(secret: string): client.ClientAuth {
  return (_server, metadata, _body, headers) => {
    const credentials = Buffer.from(`${metadata.client_id}:${secret}`, 'utf8').toString('base64');
    headers.set('authorization', `Basic ${credentials}`);
  };
}
