import type { CatalogEntry, MatchRule } from './catalog-entry';

/** What a sentence is about, and what it says of that; in either order, a few words apart. */
interface Gist {
  about: string;
  says: string;
  /** Words of a provider rather than of a client. */
  isSaid?: boolean;
}

const NOT = '(?:does|did|do|is|was|are|has|could|can)(?: ?n.{1,6}t| ?not|not)';
const WRONG = `mismatch(?:ed|ing|es)?|${NOT} (?:match|equal|contain|include|correspond|valid|accept|trusted|the (?:same|one))\\w*|not (?:equal|match|valid|accept|allowed|expected|trusted|recogni[sz]ed)\\w*|differ(?:s|ent)?|wrong|incorrect|invalid|unexpected|rejected|forbidden|bad|unacceptable|tampered`;
const GONE = `missing|not (?:found|set|present|provided|available)|absent|lost|no longer (?:there|known|exists)|could not find|cannot find|unable to find|unknown|undefined|expired`;
const FAILS = `${WRONG}|fail(?:s|ed|ure)?|unverifiable|(?:could|can)(?: ?not|n.{1,6}t) (?:be )?verif\\w+`;

const STATE =
  'state (?:token|param(?:eter)?|value|cookie|key)|(?:oauth2?|oidc|saved|login|csrf|anti-?forgery)[ _-]?state|(?:value|param(?:eter)?|cookie|field) .?state|csrf (?:token|cookie)|matching (?:login |auth\\w{0,12} )?session';
const REDIRECT = 'redirect(?:ion)?[ _-]?ur[il]|(?:callback|reply|return) ur[il]';

/**
 * What a failure comes down to, for programs that put it in words of their own. Each proves little: it
 * counts where no code, no status and no known wording tells more.
 */
export const GISTS: Readonly<Record<string, Gist>> = {
  'lib-state-mismatch': { about: STATE, says: `${WRONG}|${GONE}` },
  'lib-id-token-nonce': { about: '(?<!dpop[ _-])nonce', says: `${WRONG}|${GONE}` },
  'lib-id-token-aud': { about: 'aud(?:iences?)?', says: `${WRONG}|${GONE}` },
  'lib-id-token-iss': {
    about: '(?:token|jwt|claim).{0,24}\\biss(?:uer)?|iss(?:uer)? (?:claim|of the token)|iss',
    says: WRONG,
  },
  'lib-discovery-issuer-mismatch': {
    about:
      'issuer.{0,40}\\b(?:discovery|metadata|authority|well-known|configuration)|(?:discovery|metadata|authority|well-known|configuration).{0,40}\\bissuer',
    says: WRONG,
  },
  'lib-jwt-expired': {
    about: '(?:jwt|id[ _-]?token|exp|(?:bearer|security|session|the) token|token lifetime|expiration time)',
    says: 'expired|no longer valid|(?:has|is) (?:passed|in the past)|too old|stale|on or after the expir\\w+',
  },
  'lib-jwt-not-before': {
    about: '(?:jwt|token|nbf|iat|issued[ _-]?at)',
    says: 'prior to|not yet (?:valid|active)|in the future|too early|before its time|not valid yet',
  },
  'lib-jwt-signature-invalid': {
    about: '(?:jwt|jws|token|id[ _-]?token).{0,40}\\bsignature|signature.{0,40}\\b(?:jwt|jws|token)',
    says: FAILS,
  },
  'lib-jwks-no-key': {
    about: '(?:kid|key[ _-]?id|jwks?|jwk ?set|signing keys?|verification keys?|key ?set)',
    says: `${GONE}|no (?:match|suitable|usable|such|valid)\\w*|not in|does ?n.{1,6}t (?:contain|match)|not (?:contain|match)\\w*|no keys?`,
  },
  'lib-jwt-alg-not-allowed': {
    about: '(?:jwt|jws|token|signing|signature) alg(?:orithm)?|alg (?:header|value|none)',
    says: `${WRONG}|(?:un|not )supported|disallowed`,
  },
  'lib-hash-claim-mismatch': { about: '(?:at|c|s)_hash', says: `${WRONG}|${GONE}` },
  'lib-id-token-azp': { about: 'azp|authorized party', says: `${WRONG}|${GONE}` },
  'token-code-verifier-missing': { about: '(?:pkce|code)[ _-]?verifier', says: GONE },
  'invalid-grant-pkce-mismatch': { about: '(?:pkce|code)[ _-]?(?:verifier|challenge)', says: FAILS },
  'refresh-token-missing': {
    about: 'refresh[ _-]?token',
    says: 'no|missing|not (?:set|present|returned|provided|available|stored)|without|lacks',
  },
  'invalid-grant-refresh-token': {
    about: 'refresh[ _-]?token',
    says: 'expired|revoked|invalid|rejected|reus(?:e|ed)|already used|unknown|no longer valid|not valid',
  },
  'invalid-grant-code-reused': {
    about: '(?:authori[sz]ation|auth) code',
    says: 'already|reused|twice|used before|second time',
  },
  'invalid-grant-code-expired': {
    about: '(?:authori[sz]ation|auth) code',
    says: 'expired|too old|timed out|no longer valid',
  },
  'invalid-client': {
    about: 'client[ _-]?(?:secret|credentials?|authentication)',
    says: `${WRONG}|expired|revoked|fail(?:s|ed)?`,
  },
  'authz-redirect-uri-or-client-invalid': {
    about: `${REDIRECT}|redirect`,
    says: `mismatch(?:ed|ing)?|${NOT} (?:match|registered|allowed|whitelisted)|not (?:registered|allowed|whitelisted|permitted|authori[sz]ed|configured)|unregistered|unauthori[sz]ed|invalid|illegal|unknown`,
    isSaid: true,
  },
  'authz-invalid-scope': {
    about: '(?:requested )?scopes?',
    says: 'invalid|unknown|unsupported|not (?:allowed|supported|permitted|available|recogni[sz]ed)|malformed',
    isSaid: true,
  },
};

/** A sentence that is about a subject and says something of it, as one pattern. */
function join({ about, says }: Gist): string {
  return `\\b(?:${about})\\b.{0,60}\\b(?:${says})\\b|\\b(?:${says})\\b.{0,60}\\b(?:${about})\\b`;
}

export function deriveGistRules({ id }: Pick<CatalogEntry, 'id'>): MatchRule[] {
  const gist = Object.hasOwn(GISTS, id) ? GISTS[id] : undefined;
  if (!gist) return [];
  const rule = { value: '*', pattern: join(gist), strength: 'weak' as const };
  return gist.isSaid
    ? [{ signal: 'text', where: ['authorization page', 'other response'], ...rule }]
    : [{ signal: 'error-code', ...rule }];
}
