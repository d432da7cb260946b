import type { RecordedResponse } from '../../model/exchange';
import { type Challenge, parseWwwAuthenticate } from '../www-authenticate';
import type { ExchangeReading } from './exchange-reading';
import { isHtml, isLoginAnswer, readPageTitle } from './read-body';
import { createSignal, type Signal } from './signal';

/** Words that a rule of the kind `answer` may listen to. Permanent, as ids are. */
export type AnswerOddity =
  | 'empty'
  | 'cut-off'
  | 'not-utf8'
  | 'repeated-member'
  | 'proto-member'
  | 'error-with-success-status'
  | 'error-in-form'
  | 'error-not-standard'
  | 'json-in-5xx'
  | 'login-page'
  | 'error-page'
  | 'challenge-missing'
  | 'challenge-without-scheme'
  | 'challenge-unknown-scheme'
  | 'challenge-other-scheme'
  | 'challenge-bearer-at-token'
  | 'token-inactive';

type Oddity = { value: AnswerOddity; statement: string } & Partial<
  Pick<Signal, 'expected' | 'actual' | 'text'>
>;

/** Schemes of the IANA registry "HTTP Authentication Schemes", in lower case. */
const SCHEMES = new Set(
  'basic bearer concealed digest dpop gnap hoba mutual negotiate ntlm oauth privatetoken scram-sha-1 scram-sha-256 vapid'.split(
    ' ',
  ),
);

/**
 * What is odd about the form of an answer, each named once: how libraries lose the provider's error,
 * and what real servers send in place of one. Proof beside other signals; an entry may listen to one.
 */
export function readAnswerSignals(reading: ExchangeReading): Signal[] {
  const { place } = reading;
  return [...describeBody(reading), ...describeError(reading), ...describeChallenges(reading)].map((oddity) =>
    createSignal({ ...place, kind: 'answer', ...oddity, text: oddity.text ?? oddity.actual ?? '' }),
  );
}

function describeBody({ response, body, place, exchange }: ExchangeReading): Oddity[] {
  const found: Oddity[] = [];
  const { where } = place;
  const status = `HTTP ${response.status}`;
  if (response.status >= 400 && body.text.trim() === '' && (response.body?.bodyBytes ?? 0) === 0) {
    found.push({
      value: 'empty',
      statement: `The ${where} is ${status} without a body: it names no error.`,
      expected: 'error in JSON (RFC 6749 section 5.2)',
      actual: 'an empty body',
    });
  }
  if (isCutOff(response, body.json)) {
    found.push({
      value: 'cut-off',
      statement: `The body of the ${where} is cut off${body.error ? '; its error was read from what is there' : ''}.`,
      expected: 'a whole body',
      actual: `${response.body?.bodyBytes ?? 0} bytes that end in the middle`,
    });
  }
  if (body.otherCharset !== null) {
    found.push({
      value: 'not-utf8',
      statement: `The body of the ${where} is not UTF-8${body.otherCharset === 'unknown' ? '' : `; it was read as ${body.otherCharset}`} (RFC 8259 section 8.1).`,
      expected: 'UTF-8',
      actual: body.otherCharset,
    });
  }
  const repeated = body.json?.duplicates ?? [];
  if (repeated.length > 0) {
    found.push({
      value: 'repeated-member',
      statement: `The JSON of the ${where} repeats a member, of which readers keep the first or the last (RFC 8259 section 4).`,
      actual: repeated.slice(0, 10).join(', '),
    });
  }
  if (body.json?.hasProtoMember) {
    found.push({
      value: 'proto-member',
      statement: `The JSON of the ${where} has a member called __proto__, which no provider sends in earnest.`,
      actual: '__proto__',
    });
  }
  const isAsked = exchange.purpose === 'other' || exchange.purpose === 'introspection';
  if (isAsked && body.json?.members.get('active') === false) {
    found.push({
      value: 'token-inactive',
      statement: `The ${where} says that the token is not active (RFC 7662 section 2.2).`,
      expected: 'active: true',
      actual: 'active: false',
    });
  }
  if (exchange.channel === 'back' && isHtml(response)) found.push(...describePage(response, where));
  return found;
}

function describePage(response: RecordedResponse, where: string | null): Oddity[] {
  const isLogin = isLoginAnswer(response);
  if (!isLogin && response.status < 400) return [];
  const title = readPageTitle(response) || 'an HTML page';
  return [
    {
      value: isLogin ? 'login-page' : 'error-page',
      statement: isLogin
        ? `The ${where} is a login page with HTTP ${response.status}: something asks a person to sign in.`
        : `The ${where} is an HTML error page with HTTP ${response.status}.`,
      expected: 'application/json',
      actual: title,
    },
  ];
}

function describeError({ response, body, place }: ExchangeReading): Oddity[] {
  const { error } = body;
  if (!error) return [];
  const found: Oddity[] = [];
  const { where } = place;
  if (response.status < 300) {
    found.push({
      value: 'error-with-success-status',
      statement: `The ${where} has HTTP ${response.status}, and its body is an error all the same.`,
      expected: 'HTTP 400 or 401 (RFC 6749 section 5.2)',
      actual: `HTTP ${response.status} with ${error.error}`,
    });
  }
  if (response.status >= 500 && error.format === 'json') {
    found.push({
      value: 'json-in-5xx',
      statement: `The ${where} is HTTP ${response.status} with an error in JSON, which libraries do not read.`,
      actual: error.error,
    });
  }
  if (error.format === 'form') {
    found.push({
      value: 'error-in-form',
      statement: `The ${where} carries its error form-encoded; RFC 6749 section 5.2 asks for JSON.`,
      expected: 'application/json',
      actual: 'a form',
    });
  }
  if (!error.isStandardForm) {
    found.push({
      value: 'error-not-standard',
      statement: `The ${where} names its error in ${error.member === 'error' ? 'a form of its own' : `the member ${error.member}`}, not as error in the form of RFC 6749 section 5.2.`,
      expected: 'error: a registered code',
      actual: `${error.member}: ${error.error}`,
    });
  }
  return found;
}

function isCutOff(response: RecordedResponse, json: ExchangeReading['body']['json']): boolean {
  if (response.body === null) return false;
  if (response.body.truncated) return false;
  return json !== null && !json.isComplete;
}

function describeChallenges({ response, exchange, place, challengeFields }: ExchangeReading): Oddity[] {
  const { where } = place;
  const challenges = parseWwwAuthenticate(challengeFields);
  const isProtected = exchange.purpose === 'userinfo' || exchange.purpose === 'resource';
  if (challengeFields.length === 0) {
    if (response.status !== 401 || exchange.channel === 'front') return [];
    return [
      {
        value: 'challenge-missing',
        statement: `The ${where} is HTTP 401 without WWW-Authenticate, which must say what is asked for (RFC 9110 section 15.5.2).`,
        expected: isProtected ? 'WWW-Authenticate: Bearer' : 'WWW-Authenticate',
        actual: 'no WWW-Authenticate',
      },
    ];
  }
  if (response.status < 400) return [];
  const found: Oddity[] = [];
  const nameless = challengeFields.find(hasNoScheme);
  if (nameless !== undefined) {
    found.push({
      value: 'challenge-without-scheme',
      statement: `WWW-Authenticate of the ${where} begins with a parameter where the scheme belongs (RFC 9110 section 11.6.1).`,
      expected: 'Bearer, then its parameters',
      actual: nameless,
    });
  }
  return [...found, ...describeSchemes(challenges, exchange.purpose === 'token', isProtected, where)];
}

function describeSchemes(
  challenges: Challenge[],
  isToken: boolean,
  isProtected: boolean,
  where: string | null,
): Oddity[] {
  const schemes = challenges.map(({ scheme }) => scheme);
  const actual = schemes.join(', ');
  const unknown = schemes.find((scheme) => !SCHEMES.has(scheme.toLowerCase()));
  const found: Oddity[] = [];
  if (unknown !== undefined) {
    found.push({
      value: 'challenge-unknown-scheme',
      statement: `WWW-Authenticate of the ${where} names the scheme ${unknown}, which is not a registered one.`,
      actual,
    });
  }
  if (isProtected && schemes.length > 0 && !schemes.some(isTokenScheme)) {
    found.push({
      value: 'challenge-other-scheme',
      statement: `WWW-Authenticate of the ${where} asks for ${actual}, not for an access token (RFC 6750 section 3).`,
      expected: 'Bearer or DPoP',
      actual,
    });
  }
  if (isToken && schemes.some((scheme) => /^bearer$/i.test(scheme))) {
    found.push({
      value: 'challenge-bearer-at-token',
      statement:
        'The token endpoint answers with a Bearer challenge; RFC 6749 section 5.2 asks for the scheme the client used.',
      expected: 'Basic, or the scheme the client used',
      actual,
    });
  }
  return found;
}

export function isTokenScheme(scheme: string): boolean {
  return /^(bearer|dpop)$/i.test(scheme);
}

/** A field whose first word is followed by "=": a parameter, and no scheme before it. */
export function hasNoScheme(field: string): boolean {
  return /^\s{0,9}[\w-]{1,60}\s{0,9}=\s{0,9}["\w]/.test(field.slice(0, 200));
}
