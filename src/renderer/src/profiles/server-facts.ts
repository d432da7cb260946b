import { foreseeFindings } from '@shared/diagnosis/preflight';
import type { Finding } from '@shared/model/finding';
import type { ServerMetadata } from '@shared/model/profile';
import type { ProfileDraft } from './profile-draft';
import { readUnfinished } from './validate-draft';

export interface Endpoint {
  name: string;
  url: string;
}

/** The members of RFC 8414 metadata that a reader of the form needs; null where the server is silent. */
export interface ServerFacts {
  endpoints: Endpoint[];
  scopes: string[] | null;
  authMethods: string[] | null;
  pkceMethods: string[] | null;
  grantTypes: string[] | null;
  issParameter: boolean;
}

export function readServerFacts(metadata: ServerMetadata): ServerFacts {
  return {
    endpoints: Object.entries(metadata)
      .filter(
        ([name, value]) =>
          typeof value === 'string' && /_(endpoint|uri)$/.test(name) && !name.startsWith('op_'),
      )
      .map(([name, value]) => ({ name, url: String(value) })),
    scopes: readStrings(metadata['scopes_supported']),
    authMethods: readStrings(metadata['token_endpoint_auth_methods_supported']),
    pkceMethods: readStrings(metadata['code_challenge_methods_supported']),
    grantTypes: readStrings(metadata['grant_types_supported']),
    issParameter: metadata['authorization_response_iss_parameter_supported'] === true,
  };
}

/** What discovery may fill in by itself: only what the user has not chosen yet. */
export function suggestFromServer(draft: ProfileDraft, metadata: ServerMetadata): Partial<ProfileDraft> {
  const { scopes, authMethods } = readServerFacts(metadata);
  const change: Partial<ProfileDraft> = {};
  if (draft.name.trim() === '' && URL.canParse(metadata.issuer)) change.name = new URL(metadata.issuer).host;
  if (draft.scope === 'openid' && scopes) {
    change.scope =
      ['openid', 'profile', 'email'].filter((scope) => scopes.includes(scope)).join(' ') || 'openid';
  }
  if (
    draft.auth === 'none' &&
    draft.secrets['client.secret'].source === 'none' &&
    authMethods &&
    !authMethods.includes('none')
  ) {
    const offered = (['client_secret_basic', 'client_secret_post'] as const).find((method) =>
      authMethods.includes(method),
    );
    if (offered) change.auth = offered;
  }
  return change;
}

/** What would not go well in a run of the draft, as far as the metadata tells. */
export function warnAboutRun(draft: ProfileDraft, metadata: ServerMetadata): Finding[] {
  const profile = readUnfinished(draft);
  return profile ? foreseeFindings(profile, metadata) : [];
}

/** Adds the scope at the end, or takes it out. */
export function toggleScope(scopeText: string, scope: string): string {
  const scopes = scopeText.split(/\s+/).filter((each) => each !== '');
  return (scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope]).join(' ');
}

function readStrings(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter((each): each is string => typeof each === 'string');
}
