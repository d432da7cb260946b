import { listParameters, type Parameters } from '@shared/model/parameters';
import { type ParsedProfile, parseProfile } from '@shared/model/parse-profile';
import {
  type BrowserChoice,
  type ClientAuthMethod,
  type FlowId,
  type Profile,
  type ProfileInput,
  profileSchema,
  type SecretReference,
} from '@shared/model/profile';

export type ParameterPairs = [name: string, value: string][];

/** A profile as the form holds it: every field a plain value, also half-typed ones. */
export interface ProfileDraft {
  name: string;
  issuer: string;
  flow: FlowId;
  clientId: string;
  auth: ClientAuthMethod;
  /** `vault`: the one stored before stays. `typed` goes to the vault on save. */
  secretSource: 'none' | 'vault' | 'typed' | 'env';
  secretVault: string;
  secretTyped: string;
  secretEnv: string;
  basicEncoding: 'form' | 'raw';
  redirectUri: string;
  scope: string;
  pkce: Profile['pkce'];
  authorizeParameters: ParameterPairs;
  tokenParameters: ParameterPairs;
  resourceUrl: string;
  resourceMethod: string;
  /** Path of a PEM file. */
  tlsCa: string;
  proxy: string;
  allowInsecure: boolean;
  browser: BrowserChoice;
  /** Members the form does not show; they are kept as they were. */
  kept: Pick<Profile, '$schema' | 'server'>;
}

/** The draft of a new profile, with the defaults of the schema itself. */
export function createDraft(): ProfileDraft {
  const defaults = profileSchema.parse({ name: 'x', client: { id: 'x' } });
  return { ...toDraft(defaults), name: '', clientId: '' };
}

export function toDraft(profile: Profile): ProfileDraft {
  const { $schema, server, client } = profile;
  return {
    name: profile.name,
    issuer: profile.issuer ?? '',
    flow: profile.flow,
    clientId: client.id,
    auth: client.auth,
    ...toSecretFields(client.secret),
    basicEncoding: client.basicEncoding,
    redirectUri: profile.redirectUri,
    scope: profile.scope,
    pkce: profile.pkce,
    authorizeParameters: listParameters(profile.parameters.authorize),
    tokenParameters: listParameters(profile.parameters.token),
    resourceUrl: profile.resource?.url ?? '',
    resourceMethod: profile.resource?.method ?? 'GET',
    tlsCa: profile.tls?.ca ?? '',
    proxy: profile.proxy ?? '',
    allowInsecure: profile.allowInsecure,
    browser: profile.browser,
    kept: {
      ...($schema === undefined ? {} : { $schema }),
      ...(server === undefined ? {} : { server }),
    },
  };
}

/**
 * The profile that the draft stands for. `secret` is what a typed secret has become in the vault; until
 * then a stand-in, so that the rules can be checked without the value.
 */
export function toProfileInput(
  draft: ProfileDraft,
  secret: SecretReference = { vault: 'stored-on-save' },
): ProfileInput {
  const reference = toSecretReference(draft, secret);
  return {
    ...draft.kept,
    name: draft.name,
    ...(draft.issuer.trim() === '' ? {} : { issuer: draft.issuer.trim() }),
    flow: draft.flow,
    client: {
      id: draft.clientId.trim(),
      auth: draft.auth,
      ...(reference ? { secret: reference } : {}),
      basicEncoding: draft.basicEncoding,
    },
    redirectUri: draft.redirectUri.trim(),
    scope: draft.scope.trim().replaceAll(/\s+/g, ' '),
    pkce: draft.pkce,
    parameters: {
      authorize: toParameters(draft.authorizeParameters),
      token: toParameters(draft.tokenParameters),
    },
    resource:
      draft.resourceUrl.trim() === ''
        ? null
        : { url: draft.resourceUrl.trim(), method: draft.resourceMethod.trim().toUpperCase() },
    tls: draft.tlsCa.trim() === '' ? null : { ca: draft.tlsCa.trim() },
    proxy: draft.proxy.trim() || null,
    allowInsecure: draft.allowInsecure,
    browser: draft.browser,
  };
}

/** The rules of parseProfile, and those that only a form can break: parameters without a name or named twice. */
export function validateDraft(draft: ProfileDraft): ParsedProfile {
  const input = toProfileInput(draft);
  const parsed = parseProfile(input);
  // A profile of a wrong shape is not looked at further, but a form tells all that is wrong at once.
  const rest = parsed.profile ? [] : parseProfile({ ...input, name: 'name' }).problems;
  const extra = [
    ...rest.filter(({ path }) => !parsed.problems.some((problem) => problem.path === path)),
    ...describePairs('parameters.authorize', draft.authorizeParameters),
    ...describePairs('parameters.token', draft.tokenParameters),
  ];
  const isRefused = extra.some((problem) => problem.severity === 'error');
  return { profile: isRefused ? null : parsed.profile, problems: [...parsed.problems, ...extra] };
}

/** The profile as far as the form is filled in: a name or client that is still missing is no hindrance. */
export function readUnfinished(draft: ProfileDraft): Profile | null {
  const input = toProfileInput(draft);
  return parseProfile(input).profile ?? parseProfile(fillRequired(input)).profile;
}

/** The same with every text that must not be missing, so that only the other members can be wrong. */
function fillRequired(input: ProfileInput): ProfileInput {
  return { ...input, name: 'name', client: { ...input.client, id: 'id' } };
}

export function isSameDraft(left: ProfileDraft, right: ProfileDraft): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** RFC 6749 section 3.1 forbids repeating a parameter; RFC 8707 and RFC 8693 section 2.1 allow these. */
const REPEATABLE = new Set(['resource', 'audience']);

function describePairs(path: string, pairs: ParameterPairs): ParsedProfile['problems'] {
  const filled = filledPairs(pairs);
  const names = filled.map(([name]) => name);
  const twice = new Set(
    names.filter((name, index) => name !== '' && !REPEATABLE.has(name) && names.indexOf(name) !== index),
  );
  return [
    ...[...twice].map((name) => `"${name}" is given twice.`),
    ...(names.includes('') ? ['A parameter has no name.'] : []),
  ].map((message) => ({ path, message, severity: 'error' as const }));
}

function toParameters(pairs: ParameterPairs): Parameters {
  const byName = Map.groupBy(
    filledPairs(pairs).filter(([name]) => name !== ''),
    ([name]) => name,
  );
  return Object.fromEntries(
    [...byName].map(([name, group]) => {
      const values = group.map(([, value]) => value);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function filledPairs(pairs: ParameterPairs): ParameterPairs {
  return pairs
    .map(([name, value]): [string, string] => [name.trim(), value])
    .filter(([name, value]) => name + value !== '');
}

type SecretFields = Pick<ProfileDraft, 'secretSource' | 'secretVault' | 'secretTyped' | 'secretEnv'>;

function toSecretFields(secret: SecretReference | undefined): SecretFields {
  const none: SecretFields = { secretSource: 'none', secretVault: '', secretTyped: '', secretEnv: '' };
  if (secret === undefined) return none;
  if (typeof secret === 'string') return { ...none, secretSource: 'typed', secretTyped: secret };
  if ('vault' in secret) return { ...none, secretSource: 'vault', secretVault: secret.vault };
  return { ...none, secretSource: 'env', secretEnv: secret.env };
}

function toSecretReference(draft: ProfileDraft, typed: SecretReference): SecretReference | null {
  if (draft.auth === 'none') return null;
  if (draft.secretSource === 'vault') return { vault: draft.secretVault };
  if (draft.secretSource === 'env') return draft.secretEnv.trim() ? { env: draft.secretEnv.trim() } : null;
  if (draft.secretSource === 'typed') return draft.secretTyped === '' ? null : typed;
  return null;
}
