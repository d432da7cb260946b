import { scanJson } from '@shared/diagnosis/signals/scan-json';
import { withoutQuery } from '@shared/model/read-message';
import type { ClassifiedExchange } from './attempts';
import type { ImportedPurpose } from './classify-exchange';
import type { Remark } from './repair-text';

/** What messages of the protocol are called in a note; others may repeat what they like. */
const NAMES: Partial<Record<ImportedPurpose, [request: string, response: string]>> = {
  authorization: ['authorization request', 'answer to the authorization request'],
  callback: ['authorization response', 'page at the redirect URI'],
  token: ['token request', 'token response'],
  discovery: ['discovery request', 'discovery response'],
  jwks: ['JWKS request', 'JWKS response'],
  userinfo: ['UserInfo request', 'UserInfo response'],
};

/** RFC 8707 section 2 lets `resource` repeat, RFC 8693 section 2.1 also `audience`. */
const MAY_REPEAT = new Set(['resource', 'audience']);
const ODD_MEMBERS = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_NAMES = 10;
const MAX_TEXT = 65_536;

/** What is malformed in an exchange without ending it: readers differ in what they make of it. */
export function describeOddities({ purpose, request, response }: ClassifiedExchange): Remark[] {
  const names = NAMES[purpose];
  if (!names) return [];
  const [sent, received] = names;
  return [
    ...describeRepeated(sent, readQuery(request.url)),
    ...describeRepeated(sent, readForm(request.body?.text ?? '')),
    ...describeJson(sent, request.body?.text ?? ''),
    ...(response?.body?.encoding === 'utf8' ? describeJson(received, response.body.text) : []),
  ];
}

function readQuery(url: string): URLSearchParams {
  return new URLSearchParams(url.slice(withoutQuery(url).length, MAX_TEXT).replace(/^\?|#.*$/gs, ''));
}

function readForm(text: string): URLSearchParams {
  return new URLSearchParams(/^\s{0,9}[{[<]/.test(text) ? '' : text.slice(0, MAX_TEXT).trim());
}

/** `message` is what the parameters came in, as a note calls it. */
export function describeRepeated(message: string, parameters: URLSearchParams): Remark[] {
  const known = new Set<string>();
  const repeated = new Set<string>();
  for (const name of parameters.keys()) {
    if (name === '' || MAY_REPEAT.has(name)) continue;
    if (known.has(name)) repeated.add(name);
    known.add(name);
  }
  return [...repeated].slice(0, MAX_NAMES).map((name) => ({
    code: 'duplicate-parameter',
    message: `Duplicate parameter ${cut(name)} in the ${message}, which RFC 6749 section 3.1 forbids: some read the first value, some the last.`,
  }));
}

/** `message` is what the text was found in, as a note calls it. */
export function describeJson(message: string, text: string): Remark[] {
  const found: Remark[] = [];
  const json = scanJson(text);
  for (const name of json?.duplicates.slice(0, MAX_NAMES) ?? []) {
    found.push({
      code: 'duplicate-member',
      message: `Duplicate member ${cut(name)} in the JSON of the ${message}: some read the first value, some the last (RFC 8259 section 4).`,
    });
  }
  const names = [...(json?.members.keys() ?? [])].flatMap((path) => path.split('.'));
  for (const name of new Set(names.filter((each) => ODD_MEMBERS.has(each)))) {
    found.push({
      code: 'odd-member',
      message: `The JSON of the ${message} has a member called ${name}; it was read as a name like any other.`,
    });
  }
  if (text.slice(0, MAX_TEXT).includes('\u0000')) {
    found.push({ code: 'nul-character', message: `The ${message} holds NUL characters.` });
  }
  return found;
}

function cut(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}...` : name;
}
