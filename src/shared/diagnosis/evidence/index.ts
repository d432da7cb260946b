import type { RunFacts } from '../run-facts';
import { createSignal, type Signal } from '../signals/signal';
import { observeAcceptedClient } from './accepted-client';
import { observeAccessToken } from './access-token';
import {
  concludeChallengeForm,
  concludeCrossOrigin,
  concludeErrorForm,
  concludeSilentRefusal,
  concludeSuccessStatus,
} from './answer-form';
import { concludeCallbackEncoding } from './callback-form';
import { observeCallbackWait } from './callback-wait';
import { observeCertificate } from './certificate';
import { concludeClientAssertion, observeAssertionKey } from './client-assertion';
import { observeClientAuthentication } from './client-authentication';
import { observeClientCertificate } from './client-certificate';
import { concludeClientIdForm } from './client-id-form';
import { concludeAssertionAudience, concludeUnauthenticated } from './client-refusal';
import { observeClockSkew } from './clock-skew';
import { observeCodeAge } from './code-age';
import { observeCodeOrigin } from './code-origin';
import { observeCodeParty } from './code-party';
import { observeCodeReuse } from './code-reuse';
import type { ConclusionRule } from './conclusion';
import { concludeDeviceCode, concludeRefusedApproval, concludeRefusedPing } from './device-code';
import { concludeDpopProof, observeDpopProof } from './dpop-proof';
import { concludeGrantAssertion, concludePasswordGrant } from './grant-request';
import { observeGrantType } from './grant-type';
import {
  observeAllowedMethods,
  observeChallenge,
  observeHtmlBody,
  observeLocation,
  observeRetryAfter,
} from './http-answer';
import { observeKeyId } from './key-id';
import { observeBrowserFailure, observeListenFailure } from './local-listener';
import { concludeMcpDocuments } from './mcp';
import type { EvidenceRule, Observation } from './observation';
import { observePkce } from './pkce';
import { observePreflight } from './preflight';
import { concludePushedByOther, observePushAge } from './pushed-request';
import { concludeRedirectLoop } from './redirect-loop';
import { observeRedirectUri } from './redirect-uri';
import { concludeRefreshToken } from './refresh-token';
import { observeRefusalDelay } from './refusal-delay';
import { concludeRefusedCode } from './refused-code';
import { concludeRefusedHits } from './refused-hits';
import { observeRequestObject } from './request-object';
import { observeGrantedScope, observeRequestedScope } from './scope';
import { concludeGuardedDiscovery, concludeOpenIdScope, concludePromptNone } from './sign-in-page';
import { observeStateOrigin } from './state-origin';
import { concludeTokenBinding } from './token-binding';
import {
  concludeBodyFormat,
  concludeClientAuthentication,
  concludeRedirectUriForm,
} from './token-request-form';
import { concludeVerifierForm } from './verifier-form';

/** Which rules look at the run for which entry. */
const RULES: Record<string, EvidenceRule[]> = {
  'invalid-grant': [
    observeCodeReuse,
    observeCodeOrigin,
    observeCodeParty,
    observeRedirectUri,
    observePkce,
    observeCodeAge,
  ],
  'invalid-client': [
    observeAcceptedClient,
    observeClientAuthentication,
    observeAssertionKey,
    observeClientCertificate,
    observeChallenge,
  ],
  'token-invalid-request': [observeGrantType, observeClientAuthentication],
  'token-unauthorized-client': [observeGrantType],
  'unsupported-grant-type': [observeGrantType],
  'authz-unauthorized-client': [observePreflight('preflight-response-type')],
  'unsupported-response-type': [observePreflight('preflight-response-type')],
  'unsupported-response-mode': [observePreflight('preflight-response-mode')],
  'authz-pkce-method-unsupported': [observePreflight('preflight-pkce')],
  'lib-jwt-alg-not-allowed': [observePreflight('preflight-id-token-alg')],
  'access-denied': [observeRefusalDelay],
  'jar-invalid-request-object': [observeRequestObject],
  'par-request-uri-invalid': [observePushAge],
  'lib-jarm-expired': [observeClockSkew],
  'authz-invalid-scope': [observeRequestedScope],
  'bearer-insufficient-scope': [observeGrantedScope],
  'bearer-invalid-token': [observeAccessToken, observeChallenge],
  'http-3xx-back-channel': [observeLocation],
  'http-400': [observeHtmlBody],
  'http-401': [observeAcceptedClient, observeChallenge],
  'http-403': [observeChallenge, observeHtmlBody],
  'http-404': [observeHtmlBody],
  'http-405': [observeAllowedMethods],
  'http-429': [observeRetryAfter],
  'http-500': [observeHtmlBody],
  'http-502': [observeHtmlBody],
  'http-503': [observeRetryAfter, observeHtmlBody],
  'temporarily-unavailable': [observeRetryAfter],
  'local-callback-timeout': [observeCallbackWait],
  'local-callback-wrong-path-or-duplicate': [observeCallbackWait],
  'local-pasted-callback-refused': [observeCallbackWait],
  'local-callback-certificate-refused': [observeCallbackWait],
  'callback-cancelled': [observeCallbackWait],
  'local-window-closed': [observeCallbackWait],
  'local-eaddrinuse': [observeListenFailure],
  'local-eacces': [observeListenFailure],
  'local-eaddrnotavail': [observeListenFailure],
  'local-browser-not-opened': [observeBrowserFailure],
  'lib-state-mismatch': [observeStateOrigin, observeCallbackWait],
  'lib-state-missing': [observeStateOrigin],
  'lib-jwt-expired': [observeClockSkew],
  'lib-jwt-not-before': [observeClockSkew],
  'lib-jwt-timestamp': [observeClockSkew],
  'lib-auth-time-too-old': [observeClockSkew],
  'dpop-invalid-proof': [observeDpopProof, observeClockSkew],
  'dpop-use-nonce': [observeDpopProof],
  'lib-jwks-no-key': [observeKeyId],
  'tls-self-signed-leaf': [observeCertificate],
  'tls-self-signed-in-chain': [observeCertificate],
  'tls-issuer-cert-not-local': [observeCertificate],
  'entra-aadsts7000215': [observeAcceptedClient],
  'entra-aadsts7000222': [observeAcceptedClient],
  'auth0-wrong-secret': [observeAcceptedClient],
  'github-incorrect-client-credentials': [observeAcceptedClient],
  'google-invalid-client': [observeAcceptedClient],
  'keycloak-invalid-client-credentials': [observeAcceptedClient],
  'oidc-provider-client-auth-failed': [observeAcceptedClient],
  'okta-invalid-client-secret': [observeAcceptedClient],
  'slack-bad-client-credentials': [observeAcceptedClient],
  'apple-invalid-client': [observeAcceptedClient],
};

/** Rules whose conclusions entries listen to, for every failed step. */
const CONCLUSION_RULES: ConclusionRule[] = [
  concludeRefusedCode,
  concludeVerifierForm,
  concludeRefreshToken,
  concludeGrantAssertion,
  concludePasswordGrant,
  concludeDeviceCode,
  concludeRefusedApproval,
  concludeRefusedPing,
  concludeClientIdForm,
  concludeMcpDocuments,
  concludeBodyFormat,
  concludeClientAuthentication,
  concludeClientAssertion,
  concludeAssertionAudience,
  concludeUnauthenticated,
  concludeRedirectUriForm,
  concludeTokenBinding,
  concludeDpopProof,
  concludePromptNone,
  concludePushedByOther,
  concludeOpenIdScope,
  concludeCrossOrigin,
  concludeRedirectLoop,
  concludeCallbackEncoding,
  concludeSuccessStatus,
  concludeSilentRefusal,
  concludeChallengeForm,
  concludeErrorForm,
  concludeGuardedDiscovery,
  concludeRefusedHits,
];

/** All observations for an entry, decisive ones first. */
export function observe(entryId: string, facts: RunFacts): Observation[] {
  const rules = Object.hasOwn(RULES, entryId) ? (RULES[entryId] ?? []) : [];
  const observations = rules.flatMap((rule) => rule(facts));
  return observations.sort((a, b) => Number(b.decisive) - Number(a.decisive));
}

/** What follows from comparing the parts of the run, as signals that catalog entries listen to. */
export function readEvidenceSignals(facts: RunFacts): Signal[] {
  const { step, signals } = facts;
  if (!step) return [];
  const where = signals.find((signal) => signal.where !== null)?.where ?? null;
  return CONCLUSION_RULES.flatMap((rule) => rule(facts)).map((conclusion) =>
    createSignal({ ...conclusion, kind: 'evidence', where, stepId: step.id }),
  );
}

/** The entries that have rules; a test holds each against the catalog. */
export const ENTRIES_WITH_RULES = Object.keys(RULES);
