import { checkPreflight, FLOW_GRANTS } from '../checks/check-preflight';
import type { CheckResult } from '../model/check';
import type { Finding } from '../model/finding';
import type { Profile } from '../model/profile';
import { emptySession } from '../trace/fold-trace';
import { buildFinding, compareFindings } from './build-finding';
import { findEntry } from './catalog/index';
import { detectProvider } from './detect-provider';
import { createHideSecrets } from './hide-secrets';
import type { RunFacts } from './run-facts';
import { createSignal } from './signals/signal';

/** Evidence of a preflight stands on no event: this `seq` means "before the run". */
export const PREFLIGHT_SEQ = 0;

interface ForeseenRow {
  /** What the run would otherwise end in; of several the first that the catalog has. */
  entryIds: string[];
  /** The list in the metadata that the row is about. */
  member?: string;
}

const ROWS: Record<string, ForeseenRow> = {
  'preflight-issuer': { entryIds: ['lib-discovery-issuer-mismatch'] },
  'preflight-endpoints': { entryIds: ['lib-missing-server-metadata'] },
  'preflight-grant': { entryIds: ['unsupported-grant-type'], member: 'grant_types_supported' },
  'preflight-response-type': { entryIds: ['unsupported-response-type'], member: 'response_types_supported' },
  'preflight-response-mode': {
    entryIds: ['unsupported-response-mode', 'authz-invalid-request'],
    member: 'response_modes_supported',
  },
  'preflight-auth-method': { entryIds: ['invalid-client'], member: 'token_endpoint_auth_methods_supported' },
  'preflight-par': { entryIds: ['par-required'] },
  'preflight-request-object': { entryIds: ['jar-request-not-supported'] },
  'preflight-request-object-alg': {
    entryIds: ['jar-invalid-request-object'],
    member: 'request_object_signing_alg_values_supported',
  },
  'preflight-assertion-alg': {
    entryIds: ['invalid-client'],
    member: 'token_endpoint_auth_signing_alg_values_supported',
  },
  'preflight-dpop-alg': {
    entryIds: ['dpop-invalid-proof'],
    member: 'dpop_signing_alg_values_supported',
  },
  'preflight-pkce': {
    entryIds: ['authz-pkce-method-unsupported'],
    member: 'code_challenge_methods_supported',
  },
  'preflight-scope': { entryIds: ['authz-invalid-scope'], member: 'scopes_supported' },
  'preflight-id-token-alg': { entryIds: ['lib-jwt-alg-not-allowed'] },
  'preflight-https': { entryIds: ['lib-http-request-forbidden'] },
  'preflight-hosts': { entryIds: ['endpoint-on-another-host'] },
};

/**
 * Warns of what a run of this profile would run into, before there is one: the rows of the preflight
 * check that do not fit, as findings. A run has the same rows on its trace.
 */
export function foreseeFindings(profile: Profile, metadata: Record<string, unknown>): Finding[] {
  const session = { ...emptySession(), flow: profile.flow, profile };
  const hideSecrets = createHideSecrets(session);
  const grant = FLOW_GRANTS[profile.flow].at(-1);
  const facts: RunFacts = {
    session,
    metadata,
    authorize: new URLSearchParams({ client_id: profile.client.id }),
    token: new URLSearchParams(grant === undefined ? {} : { grant_type: grant }),
    provider: detectProvider(session, metadata),
    step: null,
    exchange: null,
    signals: [],
  };
  return checkPreflight(profile, metadata)
    .flatMap((row) => {
      const entry = findEntryOfRow(row);
      if (!entry || (row.verdict !== 'warn' && row.verdict !== 'info')) return [];
      const match = {
        entry,
        signal: toSignal(row),
        strength: 'plain' as const,
        isPrecise: false,
        confidence: row.verdict === 'warn' ? 0.8 : 0.4,
        excerpt: null,
      };
      const severity = row.verdict === 'warn' ? 'warning' : 'info';
      return [buildFinding({ entry, matches: [match], observations: [] }, facts, severity, hideSecrets)];
    })
    .sort(compareFindings);
}

function findEntryOfRow({ id }: CheckResult) {
  const entryIds = ROWS[id]?.entryIds ?? [];
  return entryIds.map(findEntry).find((entry) => entry !== null) ?? null;
}

function toSignal({ id, title, reference, expected, actual }: CheckResult) {
  const member = ROWS[id]?.member;
  return createSignal({
    kind: 'run',
    value: 'preflight',
    where: 'client-side validation',
    seq: PREFLIGHT_SEQ,
    stepId: null,
    statement:
      member === undefined
        ? `The rule "${title}" does not hold: ${actual} (${reference.label}).`
        : `${member} does not list ${actual} (${reference.label}).`,
    expected,
    actual,
  });
}
