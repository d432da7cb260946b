import type { FollowUp } from '@shared/model/grant-options';
import { listParameters } from '@shared/model/parameters';
import {
  type BrowserChoice,
  type ClientAuthMethod,
  type FlowId,
  type Profile,
  profileSchema,
} from '@shared/model/profile';
import { readSecretSource } from '@shared/model/profile-secrets';
import type { ParameterPairs } from './parameter-pairs';
import { type SecretDrafts, toSecretDrafts } from './secret-drafts';

export type SigningAlg = NonNullable<NonNullable<Profile['client']['key']>['alg']>;
export type DpopAlg = NonNullable<Profile['dpop']>['alg'];

/** A profile as the form holds it: every field a plain value, also half-typed ones. */
export interface ProfileDraft {
  name: string;
  issuer: string;
  flow: FlowId;
  clientId: string;
  auth: ClientAuthMethod;
  basicEncoding: Profile['client']['basicEncoding'];
  assertionAudience: Profile['client']['assertionAudience'];
  secrets: SecretDrafts;
  /** Empty: the usual one of the key. */
  keyAlg: SigningAlg | '';
  keyKid: string;
  decryptionAlg: string;
  decryptionKid: string;
  redirectUri: string;
  scope: string;
  pkce: Profile['pkce'];
  authorizeParameters: ParameterPairs;
  tokenParameters: ParameterPairs;
  par: boolean;
  requestObject: RequestObjectDraft | null;
  dpopAlg: DpopAlg | '';
  tokenExchange: TokenExchangeDraft | null;
  jwtBearer: JwtBearerDraft | null;
  username: string;
  ciba: NonNullable<Profile['ciba']> | null;
  registration: RegistrationDraft | null;
  followUps: readonly FollowUp[];
  stepUp: boolean;
  postLogoutRedirectUri: string;
  resourceUrl: string;
  resourceMethod: string;
  /** Paths of PEM files. */
  tlsCa: string;
  tlsCert: string;
  tlsKey: string;
  proxy: string;
  allowInsecure: boolean;
  browser: BrowserChoice;
  /** Members the form does not show; they are kept as they were. */
  kept: Pick<Profile, '$schema' | 'server'>;
}

export interface RequestObjectDraft {
  isEncrypted: boolean;
  alg: string;
  enc: string;
}

export interface TokenExchangeDraft {
  subjectTokenType: string;
  actorTokenType: string;
  requestedTokenType: string;
}

export interface JwtBearerDraft {
  subject: string;
  audience: string;
  lifetimeSeconds: string;
}

export interface RegistrationDraft {
  /** JSON text. */
  metadata: string;
  manage: boolean;
}

/** The draft of a new profile, with the defaults of the schema itself. */
export function createDraft(): ProfileDraft {
  return { ...toDraft(parseDefaults({})), name: '', clientId: '' };
}

/** A profile with the defaults of the schema in every member that is not given. */
export function parseDefaults(members: Partial<Record<keyof Profile, unknown>>): Profile {
  return profileSchema.parse({ name: 'name', client: { id: 'id' }, ...members });
}

export function toDraft(profile: Profile): ProfileDraft {
  const { client, parameters, resource, tls } = profile;
  return {
    name: profile.name,
    issuer: profile.issuer ?? '',
    flow: profile.flow,
    clientId: client.id,
    auth: client.auth,
    basicEncoding: client.basicEncoding,
    assertionAudience: client.assertionAudience,
    secrets: toSecretDrafts((member) => readSecretSource(profile, member)),
    keyAlg: client.key?.alg ?? '',
    keyKid: client.key?.kid ?? '',
    decryptionAlg: client.decryptionKey?.alg ?? '',
    decryptionKid: client.decryptionKey?.kid ?? '',
    redirectUri: profile.redirectUri,
    scope: profile.scope,
    pkce: profile.pkce,
    authorizeParameters: listParameters(parameters.authorize),
    tokenParameters: listParameters(parameters.token),
    par: profile.par,
    requestObject: toRequestObjectDraft(profile.requestObject),
    dpopAlg: profile.dpop?.alg ?? '',
    ...toGrantDrafts(profile),
    followUps: profile.followUps,
    stepUp: profile.stepUp,
    postLogoutRedirectUri: profile.postLogoutRedirectUri ?? '',
    resourceUrl: resource?.url ?? '',
    resourceMethod: resource?.method ?? 'GET',
    tlsCa: tls?.ca ?? '',
    tlsCert: tls?.cert ?? '',
    tlsKey: tls?.key ?? '',
    proxy: profile.proxy ?? '',
    allowInsecure: profile.allowInsecure,
    browser: profile.browser,
    kept: keepHidden(profile),
  };
}

type GrantDrafts = Pick<ProfileDraft, 'tokenExchange' | 'jwtBearer' | 'username' | 'ciba' | 'registration'>;

/** What belongs to one flow each. Null where the profile has no such member. */
export function toGrantDrafts(
  profile: Pick<Profile, 'tokenExchange' | 'jwtBearer' | 'password' | 'ciba' | 'registration'>,
): GrantDrafts {
  const { tokenExchange, jwtBearer, password, ciba, registration } = profile;
  return {
    tokenExchange: tokenExchange
      ? {
          subjectTokenType: tokenExchange.subjectTokenType,
          actorTokenType: tokenExchange.actorTokenType,
          requestedTokenType: tokenExchange.requestedTokenType ?? '',
        }
      : null,
    jwtBearer: jwtBearer
      ? {
          subject: jwtBearer.subject ?? '',
          audience: jwtBearer.audience ?? '',
          lifetimeSeconds: String(jwtBearer.lifetimeSeconds),
        }
      : null,
    username: password?.username ?? '',
    ciba: ciba ?? null,
    registration: registration
      ? { metadata: JSON.stringify(registration.metadata, null, 2), manage: registration.manage }
      : null,
  };
}

function toRequestObjectDraft(requestObject: Profile['requestObject']): RequestObjectDraft | null {
  if (requestObject === null) return null;
  const { encryption } = requestObject;
  return {
    isEncrypted: encryption !== null,
    alg: encryption?.alg ?? 'RSA-OAEP-256',
    enc: encryption?.enc ?? 'A256GCM',
  };
}

function keepHidden({ $schema, server }: Profile): ProfileDraft['kept'] {
  return {
    ...($schema === undefined ? {} : { $schema }),
    ...(server === undefined ? {} : { server }),
  };
}

export function isSameDraft(left: ProfileDraft, right: ProfileDraft): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
