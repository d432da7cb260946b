import type { Profile, ProfileInput } from '@shared/model/profile';
import { toParameters } from './parameter-pairs';
import { type ProfileDraft, parseDefaults, toGrantDrafts } from './profile-draft';
import { type StoredSecrets, toKeySource, toSecretReference } from './secret-drafts';

/** What the fields of a flow start from: the defaults of the schema. */
export const NEW_GRANTS = createNewGrants();

function createNewGrants() {
  const { tokenExchange, jwtBearer, ciba } = toGrantDrafts(
    parseDefaults({ tokenExchange: {}, jwtBearer: {}, ciba: {} }),
  );
  if (!tokenExchange || !jwtBearer || !ciba) throw new Error('The schema has no defaults for a grant.');
  return { tokenExchange, jwtBearer, ciba, registration: { metadata: '', manage: true } };
}

/**
 * The profile that the draft stands for. `stored` is what typed secrets have become in the vault; until
 * then each is a stand-in. What is empty in the form is left out of the profile.
 */
export function toProfileInput(draft: ProfileDraft, stored: StoredSecrets = {}): ProfileInput {
  const { secrets } = draft;
  const refreshToken = toSecretReference(secrets.refreshToken, stored.refreshToken);
  return {
    ...draft.kept,
    name: draft.name,
    ...withText('issuer', draft.issuer),
    flow: draft.flow,
    client: toClient(draft, stored),
    redirectUri: draft.redirectUri,
    scope: draft.scope,
    pkce: draft.pkce,
    parameters: {
      authorize: toParameters(draft.authorizeParameters),
      token: toParameters(draft.tokenParameters),
    },
    par: draft.par,
    requestObject: toRequestObject(draft),
    dpop: draft.dpopAlg === '' ? null : { alg: draft.dpopAlg },
    ...(refreshToken === null ? {} : { refreshToken }),
    ...toGrants(draft, stored),
    followUps: [...draft.followUps],
    stepUp: draft.stepUp,
    ...withText('postLogoutRedirectUri', draft.postLogoutRedirectUri),
    resource: draft.resourceUrl === '' ? null : { url: draft.resourceUrl, method: draft.resourceMethod },
    tls: toTls(draft),
    proxy: draft.proxy === '' ? null : draft.proxy,
    allowInsecure: draft.allowInsecure,
    browser: draft.browser,
  };
}

function toClient(draft: ProfileDraft, stored: StoredSecrets): ProfileInput['client'] {
  const { secrets, keyAlg } = draft;
  const secret = toSecretReference(secrets['client.secret'], stored['client.secret']);
  const key = toKeySource(secrets['client.key.from'], stored['client.key.from']);
  const decryptionKey = toKeySource(
    secrets['client.decryptionKey.from'],
    stored['client.decryptionKey.from'],
  );
  return {
    id: draft.clientId,
    auth: draft.auth,
    ...(secret === null ? {} : { secret }),
    basicEncoding: draft.basicEncoding,
    ...(key === null
      ? {}
      : { key: { from: key, ...withText('kid', draft.keyKid), ...(keyAlg === '' ? {} : { alg: keyAlg }) } }),
    assertionAudience: draft.assertionAudience,
    ...(decryptionKey === null
      ? {}
      : {
          decryptionKey: {
            from: decryptionKey,
            ...withText('kid', draft.decryptionKid),
            ...withText('alg', draft.decryptionAlg),
          },
        }),
  };
}

function toRequestObject({ requestObject }: ProfileDraft): Profile['requestObject'] {
  if (requestObject === null) return null;
  const { isEncrypted, alg, enc } = requestObject;
  return { encryption: isEncrypted ? { alg, enc } : null };
}

type Grants = Pick<ProfileInput, 'tokenExchange' | 'jwtBearer' | 'password' | 'ciba' | 'registration'>;

/** The members of every flow, so that a look at another flow loses nothing; half of one only where its flow runs. */
function toGrants(draft: ProfileDraft, stored: StoredSecrets): Grants {
  const tokenExchange = toTokenExchange(draft, stored);
  const jwtBearer = toJwtBearer(draft, stored);
  const password = toPassword(draft, stored);
  const registration = toRegistration(draft, stored);
  return {
    ...(tokenExchange ? { tokenExchange } : {}),
    ...(jwtBearer ? { jwtBearer } : {}),
    ...(password ? { password } : {}),
    ...(draft.ciba ? { ciba: draft.ciba } : {}),
    ...(registration ? { registration } : {}),
  };
}

function toTokenExchange({ secrets, ...draft }: ProfileDraft, stored: StoredSecrets) {
  const subject = secrets['tokenExchange.subjectToken'];
  const actor = secrets['tokenExchange.actorToken'];
  const subjectToken = toSecretReference(subject, stored['tokenExchange.subjectToken']);
  const actorToken = toSecretReference(actor, stored['tokenExchange.actorToken']);
  if (draft.tokenExchange === null && subjectToken === null && actorToken === null) return null;
  const types = draft.tokenExchange ?? NEW_GRANTS.tokenExchange;
  return {
    ...(subjectToken === null ? {} : { subjectToken }),
    ...withText('subjectTokenType', types.subjectTokenType),
    ...(actorToken === null ? {} : { actorToken }),
    ...withText('actorTokenType', types.actorTokenType),
    ...withText('requestedTokenType', types.requestedTokenType),
  };
}

function toJwtBearer({ secrets, ...draft }: ProfileDraft, stored: StoredSecrets) {
  const assertion = toSecretReference(secrets['jwtBearer.assertion'], stored['jwtBearer.assertion']);
  if (draft.jwtBearer === null && assertion === null) return null;
  const { subject, audience, lifetimeSeconds } = draft.jwtBearer ?? NEW_GRANTS.jwtBearer;
  return {
    ...(assertion === null ? {} : { assertion }),
    ...withText('subject', subject),
    ...withText('audience', audience),
    ...(isLifetime(lifetimeSeconds) ? { lifetimeSeconds: Number(lifetimeSeconds) } : {}),
  };
}

/** A whole number of seconds up to a day. */
export function isLifetime(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 86_400;
}

function toPassword({ flow, username, secrets }: ProfileDraft, stored: StoredSecrets) {
  const password = toSecretReference(secrets['password.password'], stored['password.password']);
  const isWhole = username !== '' && password !== null;
  return password !== null && (isWhole || flow === 'password') ? { username, password } : null;
}

function toRegistration({ registration, secrets }: ProfileDraft, stored: StoredSecrets) {
  const metadata = readMetadata(registration?.metadata ?? '');
  if (metadata === null) return null;
  const token = toSecretReference(
    secrets['registration.initialAccessToken'],
    stored['registration.initialAccessToken'],
  );
  return {
    metadata,
    ...(token === null ? {} : { initialAccessToken: token }),
    manage: registration?.manage ?? true,
  };
}

type Metadata = NonNullable<ProfileInput['registration']>['metadata'];

/** Client metadata from what was typed; null where it is no JSON object. */
export function readMetadata(text: string): Metadata | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Metadata) : null;
  } catch {
    return null;
  }
}

function toTls({ tlsCa, tlsCert, tlsKey }: ProfileDraft): ProfileInput['tls'] {
  const tls = { ...withText('ca', tlsCa), ...withText('cert', tlsCert), ...withText('key', tlsKey) };
  return Object.keys(tls).length === 0 ? null : tls;
}

function withText<N extends string>(name: N, text: string): { [M in N]?: string } {
  return (text === '' ? {} : { [name]: text }) as { [M in N]?: string };
}
