import type { CheckResult } from '../model/check';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

export interface CallbackExpectations {
  issuer: string;
  /** `authorization_response_iss_parameter_supported` of the metadata (RFC 9207 section 3). */
  issSupported: boolean;
  state: string;
  /** The response_type that was asked for; `code` unless told. */
  responseType?: string;
}

const duplicates = defineCheck('callback-duplicates', 'No parameter repeats', REFERENCES.duplicates);
const iss = defineCheck('iss', 'iss names this authorization server', REFERENCES.iss);
const state = defineCheck('state', 'state is the one this run sent', REFERENCES.state);
const error = defineCheck('callback-error', 'The answer is not an error', REFERENCES.callbackError);
const code = defineCheck('callback-code', 'An authorization code came back', REFERENCES.callbackCode);

const idToken = defineCheck(
  'callback-id-token',
  'An ID token came through the browser',
  REFERENCES.hybridAnswer,
);
const accessToken = defineCheck(
  'callback-access-token',
  'An access token came through the browser',
  REFERENCES.implicitAnswer,
);
const tokens = defineCheck(
  'callback-tokens',
  'Only a code came through the browser',
  REFERENCES.callbackCode,
);

/** A JARM response holds everything else; the library refuses it first, since this run did not ask for one. */
const IN_JARM = 'a JARM response came';

const SINGLE_PARAMETERS = ['response', 'iss', 'state', 'error', 'code', 'id_token', 'token'];

/** The checks of an authorization response (RFC 6749 section 4.1.2, RFC 9207), in the library's order. */
export function checkCallback(parameters: URLSearchParams, expected: CallbackExpectations): CheckResult[] {
  const words = (expected.responseType ?? 'code').split(' ');
  const hasIdToken = words.includes('id_token');
  return [
    checkDuplicates(parameters),
    checkIss(parameters, hasIdToken ? { ...expected, issSupported: false } : expected),
    checkState(parameters, expected.state),
    checkError(parameters),
    ...(hasIdToken ? [checkPresence(idToken, 'id_token', parameters)] : []),
    ...(words.includes('token') ? [checkPresence(accessToken, 'access_token', parameters)] : []),
    ...(words.includes('code') ? [checkCode(parameters)] : []),
    ...(words.join() === 'code' ? [checkTokens(parameters)] : []),
  ];
}

function checkDuplicates(parameters: URLSearchParams): CheckResult {
  const repeated = SINGLE_PARAMETERS.filter((name) => parameters.getAll(name).length > 1);
  return duplicates(
    repeated.length === 0 ? 'pass' : 'fail',
    'every parameter at most once',
    repeated.length === 0 ? 'each once' : `repeated: ${showNames(repeated)}`,
  );
}

/** Where an ID token comes along, its own iss says who answers (RFC 9207 section 2.4). */
function checkIss(parameters: URLSearchParams, expected: CallbackExpectations): CheckResult {
  if (parameters.get('response')) return iss('skip', expected.issuer, IN_JARM);
  const actual = parameters.get('iss') ?? undefined;
  if (actual === undefined || actual === '') {
    return expected.issSupported
      ? iss('fail', expected.issuer, showValue(actual))
      : iss('skip', '(not promised by the metadata)', showValue(actual));
  }
  return iss(actual === expected.issuer ? 'pass' : 'fail', expected.issuer, showValue(actual));
}

function checkState(parameters: URLSearchParams, expected: string): CheckResult {
  if (parameters.get('response')) return state('skip', expected, IN_JARM);
  const values = parameters.getAll('state');
  if (values.length > 1) return state('skip', expected, `it repeats: ${values.join(', ')}`);
  return state(values[0] === expected ? 'pass' : 'fail', expected, showValue(values[0]));
}

function checkError(parameters: URLSearchParams): CheckResult {
  const actual = parameters.get('error');
  if (!actual) return error('pass', 'no error parameter', '(absent)');
  const description = parameters.get('error_description');
  return error('fail', 'no error parameter', showValue(description ? `${actual}: ${description}` : actual));
}

function checkCode(parameters: URLSearchParams): CheckResult {
  if (parameters.get('response')) return code('skip', 'a code', IN_JARM);
  const actual = parameters.get('code');
  if (parameters.get('error')) return code('skip', 'a code', 'an error came instead');
  if (!actual) return code('fail', 'a code', showValue(actual ?? undefined));
  return code('pass', 'a code', `a code of ${actual.length} characters`);
}

function checkPresence(
  row: typeof idToken,
  name: 'id_token' | 'access_token',
  parameters: URLSearchParams,
): CheckResult {
  const actual = parameters.get(name);
  if (parameters.get('error')) return row('skip', name, 'an error came instead');
  if (!actual) return row('fail', name, showValue(actual ?? undefined));
  return row('pass', name, `${actual.length} characters`);
}

/** The library takes no ID token here; an access token it does not look at. */
function checkTokens(parameters: URLSearchParams): CheckResult {
  const names = ['id_token', 'token', 'access_token'].filter((name) => parameters.has(name));
  const expected = 'neither id_token nor access_token';
  if (names.length === 0) return tokens('pass', expected, '(absent)');
  if (parameters.get('error')) return tokens('skip', expected, 'an error came instead');
  return tokens(names[0] === 'access_token' ? 'warn' : 'fail', expected, showNames(names));
}
