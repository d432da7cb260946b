import type { RunFacts } from '../run-facts';
import { observeCallbackWait } from './callback-wait';
import { observeClientAuthentication } from './client-authentication';
import { observeCodeAge } from './code-age';
import { observeCodeOrigin } from './code-origin';
import { observeCodeReuse } from './code-reuse';
import { observeGrantType } from './grant-type';
import {
  observeAllowedMethods,
  observeChallenge,
  observeHtmlBody,
  observeLocation,
  observeRetryAfter,
} from './http-answer';
import type { EvidenceRule, Observation } from './observation';
import { observePkce } from './pkce';
import { observeRedirectUri } from './redirect-uri';
import { observeGrantedScope, observeRequestedScope } from './scope';

/** Which rules look at the run for which entry. */
const RULES: Record<string, EvidenceRule[]> = {
  'invalid-grant': [observeCodeReuse, observeCodeOrigin, observeRedirectUri, observePkce, observeCodeAge],
  'invalid-client': [observeClientAuthentication, observeChallenge],
  'token-invalid-request': [observeGrantType, observeClientAuthentication],
  'unsupported-grant-type': [observeGrantType],
  'authz-invalid-scope': [observeRequestedScope],
  'bearer-insufficient-scope': [observeGrantedScope],
  'bearer-invalid-token': [observeChallenge],
  'http-3xx-back-channel': [observeLocation],
  'http-400': [observeHtmlBody],
  'http-401': [observeChallenge],
  'http-403': [observeChallenge, observeHtmlBody],
  'http-404': [observeHtmlBody],
  'http-405': [observeAllowedMethods],
  'http-429': [observeRetryAfter],
  'http-500': [observeHtmlBody],
  'http-502': [observeHtmlBody],
  'http-503': [observeRetryAfter, observeHtmlBody],
  'temporarily-unavailable': [observeRetryAfter],
  'local-callback-timeout': [observeCallbackWait],
};

/** All observations for an entry, decisive ones first. */
export function observe(entryId: string, facts: RunFacts): Observation[] {
  const rules = Object.hasOwn(RULES, entryId) ? (RULES[entryId] ?? []) : [];
  const observations = rules.flatMap((rule) => rule(facts));
  return observations.sort((a, b) => Number(b.decisive) - Number(a.decisive));
}

/** The entries that have rules; a test holds each against the catalog. */
export const ENTRIES_WITH_RULES = Object.keys(RULES);
