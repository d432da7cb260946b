import {
  CLAIM_NAMES,
  type NameRule,
  PARAMETER_NAMES,
  PUBLIC_NAMES,
  SENSITIVE_HEADERS,
  SENSITIVE_NAME_PATTERNS,
  SENSITIVE_NAMES,
  type SecretClass,
} from './rules';

/**
 * What surrounds a name. parameter: of a URL, fragment, form or profile. claims: a JSON object about a
 * user. word: a JSON member or `name: value` in running text.
 */
export type NameContext = 'parameter' | 'claims' | 'word';

const ANYWHERE = indexRules(SENSITIVE_NAMES);
const PARAMETERS = indexRules(PARAMETER_NAMES);
const CLAIMS = indexRules(CLAIM_NAMES);
const PUBLIC = new Set(PUBLIC_NAMES.map(normalizeName));

/** The class of secret that a value under this name is, or null where it may be shown. */
export function classifyName(name: string, value: string, context: NameContext): SecretClass | null {
  const key = normalizeName(name);
  if (PUBLIC.has(key)) return null;
  const rule = ANYWHERE.get(key);
  if (rule) return !rule.when || rule.when.test(value) ? rule.secret : null;
  const claim = context === 'claims' ? CLAIMS.get(key) : undefined;
  if (claim) return claim.secret;
  const parameter = PARAMETERS.get(key);
  if (parameter) {
    const isSecret = context === 'parameter' || (looksRandom(value) && !ERROR_CODE.test(value));
    return isSecret ? parameter.secret : null;
  }
  return SENSITIVE_NAME_PATTERNS.find(({ pattern }) => pattern.test(name))?.secret ?? null;
}

/** `ERR_HTTP2_STREAM_ERROR`, `AADSTS50011`, `http-400`: what a member named `code` most often holds. */
const ERROR_CODE = /^(?:[A-Z]+\d*(?:_[A-Z]+\d*)*|[A-Za-z]+(?:[-_][A-Za-z]+)*[-_]\d{1,3})$/;

/** True for names whose value a user interface hides at first, in whatever place they stand. */
export function isSensitiveName(name: string): boolean {
  const known = SENSITIVE_CACHE.get(name);
  if (known !== undefined) return known;
  const isSensitive =
    classifyHeader(name) !== null ||
    CONDITIONAL.has(normalizeName(name)) ||
    classifyName(name, PROBE, 'parameter') !== null;
  if (SENSITIVE_CACHE.size >= 5_000) SENSITIVE_CACHE.clear();
  SENSITIVE_CACHE.set(name, isSensitive);
  return isSensitive;
}

/** Scanning a large body asks for the same few names again and again. */
const SENSITIVE_CACHE = new Map<string, boolean>();
/** Any value that looks random. */
const PROBE = 'a1b2c3d4e5f6g7h8';
const CONDITIONAL = new Set(
  SENSITIVE_NAMES.filter(({ when }) => when).flatMap(({ names }) => names.map(normalizeName)),
);

export function classifyHeader(name: string): SecretClass | null {
  const key = name.toLowerCase();
  return Object.hasOwn(SENSITIVE_HEADERS, key)
    ? SENSITIVE_HEADERS[key as keyof typeof SENSITIVE_HEADERS]
    : null;
}

export function isPublicName(name: string): boolean {
  return PUBLIC.has(normalizeName(name));
}

/** True for text that no person would have typed as a word: a token, a key, a code. */
export function looksRandom(value: string): boolean {
  if (value.length < 8 || /\s/.test(value)) return false;
  if (/[0-9]/.test(value) && /[A-Za-z]/.test(value)) return true;
  return value.length >= 16 && /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value);
}

/** True for a long random value whose name says nothing; no URL, no list of words. */
export function isLongRandom(value: string): boolean {
  return (
    value.length >= 16 &&
    value.length <= 16_384 &&
    /[0-9]/.test(value) &&
    /[A-Za-z]/.test(value) &&
    /^[A-Za-z0-9._~+/=:-]+$/.test(value) &&
    !value.includes('://') &&
    new Set(value).size >= 10
  );
}

/** True for a name that a program made of random characters: a token or an address that serves as a key. */
export function isRandomName(name: string): boolean {
  if (name.length < 20) return false;
  return name.split(/[^A-Za-z0-9]+/).some((part) => {
    return part.length >= 20 && (part.match(/[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])/g)?.length ?? 0) >= 4;
  });
}

function indexRules(rules: readonly NameRule[]): Map<string, NameRule> {
  return new Map(rules.flatMap((rule) => rule.names.map((name) => [normalizeName(name), rule] as const)));
}

function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.\s]|\[\]$/g, '');
}
