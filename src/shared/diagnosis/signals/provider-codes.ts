import { CATALOG } from '../catalog/index';
import type { ProviderName } from '../providers';
import { isOAuthErrorCode } from './oauth-error-codes';
import type { AnswerBody } from './read-error';

/** A code of a provider's own numbering; `provider` where its shape alone tells whose it is. */
export interface ProviderCode {
  code: string;
  provider: ProviderName | null;
  /** What the provider says beside it, '' for nothing. */
  text: string;
}

const MAX_TEXT = 65_536;
const MAX_CODES = 12;
const MAX_BESIDE = 400;

// One pass: no part of it can match twice at one place, and each is bounded.
const NUMBERED =
  /\b(?:(AADSTS|AADB2C)\d{5,8}|(E)\d{7}|([A-Z][A-Za-z]{2,50}Exception)|ORA-\d{5}|MSIS\d{4}|CAA\d{5}|(PKIX|IDX)\d{5})\b/g;

/**
 * Entra's codes without their prefix: in the members of an error that a library prints, in records of
 * sign-ins, and before the time in messages of MSAL. A number counts where the catalog knows the code.
 */
const BARE_NUMBER =
  /\b(?:error_?codes?|sign-?in error code|result_?type)["']?\s{0,3}[:=]?\s{0,3}[["']{0,2}(\d{5,7})\b|: (\d{5,7}) - \[\d{4}-/gi;

/** A word that a code may be: parts joined by underscores. */
const WORDS = /\b[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,10}\b/g;

/** Codes that the catalog listens to: only these are read as one where they stand in running text. */
const KNOWN_CODES: ReadonlySet<string> = new Set(
  CATALOG.flatMap(({ match }) =>
    match.filter(({ signal }) => signal === 'provider-code').map(({ value }) => value),
  ),
);

/** Codes in a text: numbered ones, and words that the catalog knows as one. */
export function findCodesInText(text: string): ProviderCode[] {
  const read = text.slice(0, MAX_TEXT);
  return [...findNumbered(read), ...findBareNumbers(read), ...findKnownWords(read)].slice(0, MAX_CODES);
}

function findBareNumbers(text: string): ProviderCode[] {
  return [...text.matchAll(BARE_NUMBER)].slice(0, MAX_CODES).flatMap((match): ProviderCode[] => {
    const code = `AADSTS${match[1] ?? match[2]}`;
    return KNOWN_CODES.has(code) ? [{ code, provider: 'Microsoft Entra ID', text: '' }] : [];
  });
}

/** Codes with a number or a form of their own; safe to look for in scripts too. */
export function findNumbered(text: string): ProviderCode[] {
  const codes: ProviderCode[] = [];
  for (const match of text.slice(0, MAX_TEXT).matchAll(NUMBERED)) {
    const provider = match[1] ? 'Microsoft Entra ID' : match[2] ? 'Okta' : null;
    codes.push({ code: match[0], provider, text: readBeside(text, match.index) });
    if (codes.length >= MAX_CODES) break;
  }
  return codes;
}

function findKnownWords(text: string): ProviderCode[] {
  const codes: ProviderCode[] = [];
  for (const match of text.matchAll(WORDS)) {
    const [code] = match;
    if (!KNOWN_CODES.has(code) || isOAuthErrorCode(code)) continue;
    codes.push({ code, provider: null, text: readBeside(text, match.index) });
    if (codes.length >= MAX_CODES) break;
  }
  return codes;
}

/** The code and what follows it, up to where the sentence of a script or a tag ends. */
function readBeside(text: string, start: number): string {
  return text.slice(start, start + MAX_BESIDE).split(/["<>\r\n]|\\[nrtu"]/, 1)[0] ?? '';
}

/** Members that hold a code of the provider beside `error`, or in place of it. */
const CODE_MEMBERS = [
  'suberror',
  'error_subtype',
  'error_subcode',
  'error_reason',
  'error.code',
  'error.error_subcode',
  'error.type',
  'error.status',
  'errorCode',
  'error_code',
];

/** The codes of a body: its own members first, then what its messages name. */
export function findCodesInBody({ json, form, error, messages }: AnswerBody): ProviderCode[] {
  const beside = messages[0] ?? '';
  const codes: ProviderCode[] = [];
  const add = (code: string, provider: ProviderName | null = null): void => {
    codes.push({ code, provider: provider ?? findOwner(code), text: beside });
  };
  // Entra lists the numbers of its codes, without their prefix.
  for (let index = 0; index < MAX_CODES; index += 1) {
    const number = json?.members.get(`error_codes.${index}`);
    if (typeof number !== 'number') break;
    add(`AADSTS${number}`, 'Microsoft Entra ID');
  }
  if (error && !isOAuthErrorCode(error.error)) add(readShortName(error.error));
  const isFacebook = json?.members.has('error.fbtrace_id') ?? false;
  for (const member of CODE_MEMBERS) {
    const value = json?.members.get(member) ?? form?.get(member);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const code = String(value).trim().slice(0, 100);
    if (code !== '' && code !== '0' && !isOAuthErrorCode(code)) add(code, isFacebook ? 'Facebook' : null);
  }
  const texts = error ? [error.error, ...messages] : messages;
  return [...codes, ...findCodesInText(texts.join(' \n'))];
}

/** AWS joins the namespace and the name of an exception, or the name and an address. */
function readShortName(code: string): string {
  return code.split('#').at(-1)?.split(':', 1)[0]?.slice(0, 100) || code;
}

function findOwner(code: string): ProviderName | null {
  if (/^AAD(STS|B2C)\d/.test(code)) return 'Microsoft Entra ID';
  return /^E\d{7}$/.test(code) ? 'Okta' : null;
}

/** Each code once, the one that says most beside it first. */
export function mergeCodes(codes: ProviderCode[]): ProviderCode[] {
  const merged = new Map<string, ProviderCode>();
  for (const each of codes) {
    const known = merged.get(each.code);
    if (!known) merged.set(each.code, each);
    else if (known.text === '') merged.set(each.code, { ...each, provider: known.provider ?? each.provider });
  }
  return [...merged.values()].slice(0, MAX_CODES);
}
