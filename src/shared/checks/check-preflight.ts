import { DEFAULT_RESPONSE_TYPES, readResponseType } from '../model/authorization-response';
import type { CheckResult, Verdict } from '../model/check';
import { isRedirectNeeded } from '../model/check-flow-members';
import { readParameter } from '../model/parameters';
import { isLoopbackHost, parseHttpUrl } from '../model/parse-profile';
import type { FlowId, Profile } from '../model/profile';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

type Metadata = Record<string, unknown>;

/** A row, or null where the profile asks for nothing that the rule is about. */
type Rule = (profile: Profile, metadata: Metadata) => CheckResult | null;

/**
 * Compares what a profile asks for with what the metadata of its server offers (RFC 8414 section 2).
 * Verdict warn: the metadata contradicts the profile. info: it leaves out what servers often leave out
 * although they have it. Never fail: metadata is only what a server says of itself. Pure and total. A
 * list that is absent is skipped: the defaults of the RFC are seldom what a server really does.
 */
export function checkPreflight(profile: Profile, metadata: Metadata): CheckResult[] {
  return RULES.map((rule) => rule(profile, metadata)).filter((row) => row !== null);
}

/** The grants that a flow needs, the one it is named after last. */
export const FLOW_GRANTS: Record<FlowId, string[]> = {
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

/** Flows that send no token request. */
const WITHOUT_TOKEN_REQUEST: FlowId[] = ['implicit', 'registration'];

const issuerRow = defineCheck(
  'preflight-issuer',
  'The metadata names the issuer of the profile',
  REFERENCES.discovery,
);
const endpointsRow = defineCheck(
  'preflight-endpoints',
  'The metadata has the endpoints that this flow calls',
  REFERENCES.metadata,
);
const pushingRow = defineCheck(
  'preflight-par',
  'The request is pushed where the server demands it',
  REFERENCES.metadata,
);
const requestRow = defineCheck(
  'preflight-request-object',
  'The server takes request objects',
  REFERENCES.metadata,
);
const algorithmRow = defineCheck(
  'preflight-id-token-alg',
  'ID tokens are signed with an algorithm that published keys can verify',
  REFERENCES.metadata,
);
const httpsRow = defineCheck(
  'preflight-https',
  'The endpoints are served over https',
  REFERENCES.endpointTls,
);
const hostsRow = defineCheck(
  'preflight-hosts',
  'The endpoints are on the host of the issuer',
  REFERENCES.metadata,
);

const checkIssuer: Rule = ({ issuer }, metadata) => {
  const stated = metadata['issuer'];
  if (issuer === undefined || issuer.includes('/.well-known/') || typeof stated !== 'string') return null;
  return issuerRow(issuer === stated ? 'pass' : 'warn', issuer, showValue(stated));
};

const checkEndpoints: Rule = (profile, metadata) => {
  const { flow, par } = profile;
  const isRedirect = isRedirectNeeded(profile);
  const needed = [
    isRedirect ? 'authorization_endpoint' : undefined,
    WITHOUT_TOKEN_REQUEST.includes(flow) ? undefined : 'token_endpoint',
    NEEDED_ENDPOINTS[flow],
    isRedirect && par ? 'pushed_authorization_request_endpoint' : undefined,
  ].filter((name) => name !== undefined);
  const missing = needed.filter((name) => typeof metadata[name] !== 'string');
  if (missing.length === 0) return endpointsRow('pass', showNames(needed), 'as expected');
  return endpointsRow('warn', showNames(needed), `no ${missing.join(', no ')}`);
};

const checkGrants: Rule = ({ flow }, metadata) =>
  compareList(metadata, {
    id: 'preflight-grant',
    member: 'grant_types_supported',
    what: 'the grant of this flow',
    wanted: FLOW_GRANTS[flow],
  });

const checkResponseType: Rule = (profile, metadata) => {
  const wanted = isRedirectNeeded(profile) ? readResponseType(profile) : undefined;
  return compareList(metadata, {
    id: 'preflight-response-type',
    member: 'response_types_supported',
    what: 'the response type',
    wanted: wanted === undefined ? [] : [wanted],
    // The order of the words has no meaning (OAuth 2.0 Multiple Response Types section 1).
    normalize: (text) => text.trim().split(/\s+/).sort().join(' '),
  });
};

const checkResponseMode: Rule = ({ parameters }, metadata) => {
  const wanted = readParameter(parameters.authorize, 'response_mode');
  return compareList(metadata, {
    id: 'preflight-response-mode',
    member: 'response_modes_supported',
    what: 'the response mode',
    wanted: wanted === undefined ? [] : [wanted],
  });
};

/** Few servers list "none", although they take public clients: that alone is only worth a note. */
const checkAuthMethod: Rule = ({ client, flow }, metadata) =>
  compareList(metadata, {
    id: 'preflight-auth-method',
    member: 'token_endpoint_auth_methods_supported',
    what: 'the client authentication',
    wanted: WITHOUT_TOKEN_REQUEST.includes(flow) ? [] : [client.auth],
    isCertain: (missing) => missing !== 'none',
  });

const checkPkceMethod: Rule = ({ pkce, flow }, metadata) => {
  const isUsed = pkce !== 'off' && DEFAULT_RESPONSE_TYPES[flow]?.split(' ').includes('code');
  return compareList(metadata, {
    id: 'preflight-pkce',
    member: 'code_challenge_methods_supported',
    what: 'the PKCE method',
    wanted: isUsed ? [pkce] : [],
  });
};

/** RFC 9126 section 5. */
const checkPushing: Rule = (profile, metadata) => {
  if (metadata['require_pushed_authorization_requests'] !== true || !isRedirectNeeded(profile)) return null;
  return pushingRow(profile.par ? 'pass' : 'warn', 'par: true', `par: ${profile.par}`);
};

/** RFC 9101 section 10.5. */
const checkRequestObject: Rule = ({ requestObject, client }, metadata) => {
  if (requestObject === null) return null;
  if (metadata['request_parameter_supported'] === false) {
    return requestRow('warn', 'requestObject: null', 'request_parameter_supported is false');
  }
  return compareList(metadata, {
    id: 'preflight-request-object-alg',
    member: 'request_object_signing_alg_values_supported',
    what: 'the algorithm of the request object',
    wanted: client.key?.alg === undefined ? [] : [client.key.alg],
  });
};

/** RFC 8414 section 2: which algorithms a client assertion may be signed with. */
const checkAssertionAlg: Rule = ({ client }, metadata) =>
  compareList(metadata, {
    id: 'preflight-assertion-alg',
    member: 'token_endpoint_auth_signing_alg_values_supported',
    what: 'the algorithm of the client assertion',
    wanted: client.auth === 'private_key_jwt' && client.key?.alg !== undefined ? [client.key.alg] : [],
  });

/** RFC 9449 section 5.1. */
const checkDpopAlg: Rule = ({ dpop }, metadata) =>
  compareList(metadata, {
    id: 'preflight-dpop-alg',
    member: 'dpop_signing_alg_values_supported',
    what: 'the algorithm of the DPoP proofs',
    wanted: dpop ? [dpop.alg] : [],
  });

const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** Servers need not list every scope; those of OpenID Connect are listed where they exist. */
const checkScopes: Rule = ({ scope }, metadata) =>
  compareList(metadata, {
    id: 'preflight-scope',
    member: 'scopes_supported',
    what: 'the scopes',
    wanted: scope.split(/\s+/).filter((word) => word !== ''),
    isCertain: (missing) => STANDARD_SCOPES.includes(missing),
  });

/** What a client can verify with published keys alone. */
const VERIFIABLE = /^(RS|PS|ES)(256|384|512)$|^(EdDSA|Ed25519)$|^ML-DSA-\d\d$/;

const checkAlgorithms: Rule = ({ scope }, metadata) => {
  if (!scope.split(/\s+/).includes('openid')) return null;
  const listed = readList(metadata, 'id_token_signing_alg_values_supported');
  const expected = 'RS256 or another asymmetric algorithm';
  if (!listed) return algorithmRow('skip', expected, 'not in the metadata');
  const verdict = listed.some((each) => VERIFIABLE.test(each)) ? 'pass' : 'warn';
  return algorithmRow(verdict, expected, showValue(showNames(listed)));
};

/** http is safe on loopback (RFC 8252 section 7.3); elsewhere the profile must ask for it. */
const checkHttps: Rule = ({ allowInsecure }, metadata) => {
  const plain = listEndpoints(metadata).filter(
    ({ url }) => url.protocol === 'http:' && !isLoopbackHost(url.hostname),
  );
  if (plain.length === 0) return httpsRow('pass', 'https, or http on loopback', 'as expected');
  const actual = plain.map(({ name, url }) => `${name} ${url.origin}${url.pathname}`).join(', ');
  return httpsRow(allowInsecure ? 'info' : 'warn', 'https, or http on loopback', showValue(actual));
};

/** Large providers use several hosts, so another one is only worth a look. */
const checkHosts: Rule = (profile, metadata) => {
  const stated = metadata['issuer'];
  const issuer = parseHttpUrl(typeof stated === 'string' ? stated : (profile.issuer ?? ''));
  if (!issuer) return null;
  const others = listEndpoints(metadata).filter(({ url }) => url.host !== issuer.host);
  if (others.length === 0) return hostsRow('pass', issuer.host, issuer.host);
  return hostsRow(
    'info',
    issuer.host,
    showValue(others.map(({ name, url }) => `${name} ${url.host}`).join(', ')),
  );
};

const RULES: Rule[] = [
  checkIssuer,
  checkEndpoints,
  checkGrants,
  checkResponseType,
  checkResponseMode,
  checkPushing,
  checkRequestObject,
  checkAuthMethod,
  checkAssertionAlg,
  checkDpopAlg,
  checkPkceMethod,
  checkScopes,
  checkAlgorithms,
  checkHttps,
  checkHosts,
];

interface ListRule {
  id: string;
  /** The member of the metadata that lists what is offered. */
  member: string;
  what: string;
  wanted: string[];
  normalize?: (text: string) => string;
  /** Whether a value that is not listed is likely not to exist; true unless told. */
  isCertain?: (missing: string) => boolean;
}

function compareList(metadata: Metadata, rule: ListRule): CheckResult | null {
  const { id, member, what, wanted, normalize = (text) => text, isCertain = () => true } = rule;
  if (wanted.length === 0) return null;
  const row = defineCheck(id, `${member} lists ${what}`, REFERENCES.metadata);
  const listed = readList(metadata, member);
  if (!listed) return row('skip', showValue(showNames(wanted)), 'not in the metadata');
  const known = new Set(listed.map(normalize));
  const missing = wanted.filter((each) => !known.has(normalize(each)));
  const verdict: Verdict = missing.length === 0 ? 'pass' : missing.some(isCertain) ? 'warn' : 'info';
  return row(
    verdict,
    showValue(showNames(listed)),
    showValue(showNames(missing.length === 0 ? wanted : missing)),
  );
}

/** Longer lists than this are no list of a server. */
const MAX_LIST = 200;

function readList(metadata: Metadata, name: string): string[] | null {
  const value = Object.hasOwn(metadata, name) ? metadata[name] : null;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, MAX_LIST) : null;
}

/** mTLS aliases and the like are on hosts of their own by design; only what this client calls counts. */
const CALLED = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'];

function listEndpoints(metadata: Metadata): { name: string; url: URL }[] {
  return CALLED.flatMap((name) => {
    const value = metadata[name];
    const url = typeof value === 'string' ? parseHttpUrl(value) : null;
    return url ? [{ name, url }] : [];
  });
}
