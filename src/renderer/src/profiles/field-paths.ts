import { isRedirectNeeded } from '@shared/model/check-flow-members';
import { SECRET_AUTH_METHODS, TLS_AUTH_METHODS } from '@shared/model/client-schema';
import type { FlowId } from '@shared/model/profile';
import type { ProfileDraft } from './profile-draft';
import { toSecretReference } from './secret-drafts';

/** Every member that has a field of its own in the form, for the flows and settings that need it. */
const FIELDS = {
  name: always,
  issuer: always,
  flow: always,
  allowInsecure: always,
  'client.id': always,
  'client.auth': always,
  'client.secret': ({ auth, secrets }) =>
    SECRET_AUTH_METHODS.has(auth) || secrets['client.secret'].source !== 'none',
  'client.basicEncoding': ({ auth }) => auth === 'client_secret_basic',
  'client.key': needsClientKey,
  'client.key.alg': needsClientKey,
  'client.key.kid': needsClientKey,
  'client.assertionAudience': ({ auth }) => auth === 'client_secret_jwt' || auth === 'private_key_jwt',
  'client.decryptionKey': hasTokens,
  'client.decryptionKey.alg': decrypts,
  'client.decryptionKey.kid': decrypts,
  'tls.cert': always,
  'tls.key': always,
  redirectUri: signsIn,
  scope: hasTokens,
  pkce: usesCode,
  'parameters.authorize.response_type': ({ flow }) => flow === 'hybrid' || flow === 'implicit',
  'parameters.authorize.response_mode': signsIn,
  par: signsIn,
  requestObject: beginsElsewhere,
  'requestObject.encryption': ({ requestObject }) => requestObject !== null,
  'requestObject.encryption.alg': ({ requestObject }) => requestObject?.isEncrypted === true,
  'requestObject.encryption.enc': ({ requestObject }) => requestObject?.isEncrypted === true,
  browser: (draft) => signsIn(draft) || draft.flow === 'device-code',
  'parameters.authorize': beginsElsewhere,
  'parameters.token': ({ flow }) => flow !== 'implicit' && flow !== 'registration',
  dpop: hasTokens,
  refreshToken: isFlow('refresh-token'),
  'tokenExchange.subjectToken': isFlow('token-exchange'),
  'tokenExchange.subjectTokenType': isFlow('token-exchange'),
  'tokenExchange.actorToken': isFlow('token-exchange'),
  'tokenExchange.actorTokenType': isFlow('token-exchange'),
  'tokenExchange.requestedTokenType': isFlow('token-exchange'),
  'jwtBearer.assertion': isFlow('jwt-bearer'),
  'jwtBearer.subject': signsAssertion,
  'jwtBearer.audience': signsAssertion,
  'jwtBearer.lifetimeSeconds': signsAssertion,
  'password.username': isFlow('password'),
  'password.password': isFlow('password'),
  'ciba.delivery': isFlow('ciba'),
  'ciba.notificationUri': ({ flow, ciba }) => flow === 'ciba' && ciba?.delivery === 'ping',
  'parameters.authorize.login_hint': isFlow('ciba'),
  registration: isFlow('registration'),
  'registration.initialAccessToken': isFlow('registration'),
  'registration.manage': isFlow('registration'),
  resource: hasTokens,
  'resource.method': hasTokens,
  followUps: hasTokens,
  stepUp: signsIn,
  postLogoutRedirectUri: ({ followUps, postLogoutRedirectUri }) =>
    followUps.includes('logout') || postLogoutRedirectUri !== '',
  'tls.ca': always,
  proxy: always,
} satisfies Record<string, (draft: ProfileDraft) => boolean>;

export type FieldPath = keyof typeof FIELDS;

/** The fields that a draft needs; what is not among them keeps its value and is not shown. */
export function listFieldPaths(draft: ProfileDraft): FieldPath[] {
  return (Object.keys(FIELDS) as FieldPath[]).filter((path) => FIELDS[path](draft));
}

/** The field that a problem belongs to: the one that lies nearest above it. Null where none is shown. */
export function findField(path: string, shown: readonly FieldPath[]): FieldPath | null {
  const above = shown.filter((each) => path === each || path.startsWith(`${each}.`));
  return above.toSorted((left, right) => right.length - left.length)[0] ?? null;
}

/** True where client authentication itself needs the certificate, so that its fields stand with the client. */
export function isCertificateClient({ auth }: ProfileDraft): boolean {
  return TLS_AUTH_METHODS.has(auth);
}

function always(): boolean {
  return true;
}

function isFlow(flow: FlowId) {
  return (draft: ProfileDraft): boolean => draft.flow === flow;
}

/** True where the user comes to the authorization endpoint. */
function signsIn({ flow, secrets }: ProfileDraft): boolean {
  const refreshToken = toSecretReference(secrets.refreshToken);
  const subjectToken = toSecretReference(secrets['tokenExchange.subjectToken']);
  return isRedirectNeeded({
    flow,
    ...(refreshToken === null ? {} : { refreshToken }),
    tokenExchange: {
      subjectTokenType: '',
      actorTokenType: '',
      ...(subjectToken === null ? {} : { subjectToken }),
    },
  });
}

function usesCode(draft: ProfileDraft): boolean {
  return signsIn(draft) && draft.flow !== 'implicit';
}

/** True where another request comes before the token request: authorization, device or backchannel. */
function beginsElsewhere(draft: ProfileDraft): boolean {
  return signsIn(draft) || draft.flow === 'device-code' || draft.flow === 'ciba';
}

function hasTokens({ flow }: ProfileDraft): boolean {
  return flow !== 'registration';
}

function decrypts({ secrets }: ProfileDraft): boolean {
  return secrets['client.decryptionKey.from'].source !== 'none';
}

function signsAssertion({ flow, secrets }: ProfileDraft): boolean {
  return flow === 'jwt-bearer' && toSecretReference(secrets['jwtBearer.assertion']) === null;
}

function needsClientKey(draft: ProfileDraft): boolean {
  return (
    draft.auth === 'private_key_jwt' ||
    draft.requestObject !== null ||
    signsAssertion(draft) ||
    draft.secrets['client.key.from'].source !== 'none'
  );
}
