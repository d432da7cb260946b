import { DEFAULT_RESPONSE_TYPES } from '../model/authorization-response';
import { isRedirectNeeded } from '../model/check-flow-members';
import type { Finding, Severity } from '../model/finding';
import { isLoopbackHost, parseHttpUrl } from '../model/parse-profile';
import type { FlowId, Profile } from '../model/profile';
import { emptySession } from '../trace/fold-trace';
import { buildFinding, compareFindings } from './build-finding';
import { findEntry } from './catalog/index';
import { detectProvider } from './detect-provider';
import { createHideSecrets } from './hide-secrets';
import { AUTHORIZATION_RULES } from './preflight-authorization';
import { type Concern, compare, type Metadata, type PreflightRule, readList } from './preflight-rule';
import type { RunFacts } from './run-facts';
import { createSignal } from './signals/signal';

/** Evidence of a preflight stands on no event: this `seq` means "before the run". */
export const PREFLIGHT_SEQ = 0;

/**
 * Compares a profile with the metadata of its server before a run, and warns with the entries that the
 * run would otherwise end in. Pure. Lists that the metadata leaves out say nothing: the defaults of
 * RFC 8414 section 2 are seldom what a server really does.
 */
export function checkPreflight(profile: Profile, metadata: Record<string, unknown>): Finding[] {
  const session = { ...emptySession(), flow: profile.flow, profile };
  const hideSecrets = createHideSecrets(session);
  const facts: RunFacts = {
    session,
    metadata,
    authorize: new URLSearchParams({ client_id: profile.client.id }),
    token: new URLSearchParams(
      profile.flow === 'registration' ? {} : { grant_type: GRANTS[profile.flow].at(-1) ?? '' },
    ),
    provider: detectProvider(session, metadata),
    step: null,
    exchange: null,
    signals: [],
  };
  const concerns = RULES.flatMap((rule) => rule(profile, metadata));
  const findings = [...Map.groupBy(concerns, findConcernedEntry)].flatMap(([entry, group]) => {
    if (!entry) return [];
    const matches = group.map((concern) => ({
      entry,
      signal: toSignal(concern),
      strength: 'plain' as const,
      isPrecise: false,
      confidence: CONFIDENCE[concern.severity],
      excerpt: null,
    }));
    const severity = group.some((each) => each.severity === 'warning') ? 'warning' : 'info';
    return [buildFinding({ entry, matches, observations: [] }, facts, severity, hideSecrets)];
  });
  return findings.sort(compareFindings);
}

const CONFIDENCE: Record<Severity, number> = { error: 0.9, warning: 0.8, info: 0.4 };

function findConcernedEntry({ entryIds }: Concern) {
  return entryIds.map(findEntry).find((entry) => entry !== null) ?? null;
}

function toSignal({ statement, expected, actual }: Concern) {
  const place = { where: 'client-side validation' as const, seq: PREFLIGHT_SEQ, stepId: null };
  return createSignal({ ...place, kind: 'run', value: 'preflight', statement, expected, actual });
}

/** The grants that a flow needs, the one it is named after last. */
const GRANTS: Record<FlowId, string[]> = {
  'authorization-code': ['authorization_code'],
  hybrid: ['implicit', 'authorization_code'],
  implicit: ['implicit'],
  'client-credentials': ['client_credentials'],
  'refresh-token': ['authorization_code', 'refresh_token'],
  'device-code': ['urn:ietf:params:oauth:grant-type:device_code'],
  ciba: ['urn:openid:params:grant-type:ciba'],
  'token-exchange': ['urn:ietf:params:oauth:grant-type:token-exchange'],
  'jwt-bearer': ['urn:ietf:params:oauth:grant-type:jwt-bearer'],
  password: ['password'],
  registration: [],
};

const NEEDED_ENDPOINTS: Partial<Record<FlowId, string>> = {
  'device-code': 'device_authorization_endpoint',
  ciba: 'backchannel_authentication_endpoint',
  registration: 'registration_endpoint',
};

const checkIssuer: PreflightRule = ({ issuer }, metadata) => {
  const stated = metadata['issuer'];
  if (issuer === undefined || typeof stated !== 'string') return [];
  if (issuer.includes('/.well-known/') || issuer === stated) return [];
  return [
    {
      entryIds: ['lib-discovery-issuer-mismatch'],
      severity: 'warning',
      statement: 'The issuer of the profile is not the one that the metadata names (RFC 8414 section 3.3).',
      expected: issuer,
      actual: stated,
    },
  ];
};

const checkEndpoints: PreflightRule = (profile, metadata) => {
  const { flow, par } = profile;
  const isCode = isRedirectNeeded(profile);
  const needed = [
    isCode ? 'authorization_endpoint' : undefined,
    flow === 'implicit' || flow === 'registration' ? undefined : 'token_endpoint',
    NEEDED_ENDPOINTS[flow],
    isCode && par ? 'pushed_authorization_request_endpoint' : undefined,
  ].filter((name) => name !== undefined);
  return needed
    .filter((name) => typeof metadata[name] !== 'string')
    .map((name) => ({
      entryIds: ['lib-missing-server-metadata'],
      severity: 'warning' as const,
      statement: `The metadata has no ${name}, which this flow calls (RFC 8414 section 2).`,
      expected: name,
      actual: '(absent)',
    }));
};

const checkGrants: PreflightRule = ({ flow }, metadata) =>
  compare(GRANTS[flow], readList(metadata, 'grant_types_supported'), (missing) => ({
    entryIds: ['unsupported-grant-type'],
    severity: 'warning',
    statement: `grant_types_supported does not list ${missing} (RFC 8414 section 2).`,
  }));

/** Few servers list "none", although they take public clients: that alone is only worth a note. */
const checkAuthMethod: PreflightRule = ({ client, flow }, metadata) =>
  compare(
    flow === 'implicit' || flow === 'registration' ? [] : [client.auth],
    readList(metadata, 'token_endpoint_auth_methods_supported'),
    (missing) => ({
      entryIds: ['invalid-client'],
      severity: missing === 'none' ? 'info' : 'warning',
      statement: `token_endpoint_auth_methods_supported does not list ${missing} (RFC 8414 section 2).`,
    }),
  );

const checkPkce: PreflightRule = ({ pkce, flow }, metadata) => {
  const isUsed = pkce !== 'off' && DEFAULT_RESPONSE_TYPES[flow]?.split(' ').includes('code');
  return compare(isUsed ? [pkce] : [], readList(metadata, 'code_challenge_methods_supported'), (missing) => ({
    entryIds: ['authz-pkce-method-unsupported'],
    severity: 'warning',
    statement: `code_challenge_methods_supported does not list ${missing} (RFC 8414 section 2).`,
  }));
};

const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** Servers need not list every scope; those of OpenID Connect are listed where they exist. */
const checkScopes: PreflightRule = ({ scope }, metadata) =>
  compare(
    scope.split(/\s+/).filter((word) => word !== ''),
    readList(metadata, 'scopes_supported'),
    (missing) => ({
      entryIds: ['authz-invalid-scope'],
      severity: STANDARD_SCOPES.includes(missing) ? 'warning' : 'info',
      statement: `scopes_supported does not list ${missing} (RFC 8414 section 2).`,
    }),
  );

/** What a client can verify with published keys alone. */
const VERIFIABLE = /^(RS|PS|ES)(256|384|512)$|^(EdDSA|Ed25519)$|^ML-DSA-\d\d$/;

const checkAlgorithms: PreflightRule = ({ scope }, metadata) => {
  const listed = readList(metadata, 'id_token_signing_alg_values_supported');
  const isAsked = scope.split(/\s+/).includes('openid');
  if (!isAsked || !listed || listed.some((each) => VERIFIABLE.test(each))) return [];
  return [
    {
      entryIds: ['lib-jwt-alg-not-allowed'],
      severity: 'warning',
      statement: 'None of the algorithms that ID tokens are signed with can be verified with published keys.',
      expected: 'RS256 or another asymmetric algorithm',
      actual: listed.join(', ') || 'an empty list',
    },
  ];
};

/** mTLS aliases and the like are on hosts of their own by design; only what this client calls counts. */
const CALLED = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'];

const checkHosts: PreflightRule = (profile, metadata) => {
  const stated = metadata['issuer'];
  const issuer = parseHttpUrl(typeof stated === 'string' ? stated : (profile.issuer ?? ''));
  return listEndpoints(metadata).flatMap(([name, url]): Concern[] => {
    const concerns: Concern[] = [];
    if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
      concerns.push({
        entryIds: ['lib-http-request-forbidden'],
        severity: 'warning',
        statement: `${name} is plain http (RFC 6749 section 3.2, RFC 9700 section 2.6).`,
        expected: `https://${url.host}${url.pathname}`,
        actual: `${url.origin}${url.pathname}`,
      });
    }
    if (issuer && url.host !== issuer.host) {
      concerns.push({
        entryIds: ['endpoint-on-another-host'],
        severity: 'info',
        statement: `${name} is on another host than the issuer.`,
        expected: issuer.host,
        actual: url.host,
      });
    }
    return concerns;
  });
};

const RULES: PreflightRule[] = [
  checkIssuer,
  checkEndpoints,
  checkGrants,
  checkAuthMethod,
  checkPkce,
  ...AUTHORIZATION_RULES,
  checkScopes,
  checkAlgorithms,
  checkHosts,
];

function listEndpoints(metadata: Metadata): [name: string, url: URL][] {
  return CALLED.flatMap((name): [string, URL][] => {
    const value = metadata[name];
    const url = typeof value === 'string' ? parseHttpUrl(value) : null;
    return url ? [[name, url]] : [];
  });
}
