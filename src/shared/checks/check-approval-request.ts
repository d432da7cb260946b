import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { isLoopbackHost, parseHttpUrl } from '../model/parse-profile';
import { readJsonObject } from '../model/read-message';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const DEVICE = {
  status: defineCheck('device-status', 'The device authorization was answered', REFERENCES.device),
  id: defineCheck('device-code', 'device_code is there', REFERENCES.device),
  expiry: defineCheck('device-expires-in', 'expires_in says how long the codes last', REFERENCES.device),
  interval: defineCheck('device-interval', 'interval says how often to poll', REFERENCES.device),
};
const userCode = defineCheck('device-user-code', 'user_code is there', REFERENCES.device);
const verificationUri = defineCheck(
  'device-verification-uri',
  'verification_uri is a safe address',
  REFERENCES.device,
);
const completeUri = defineCheck(
  'device-verification-uri-complete',
  'verification_uri_complete is a safe address',
  REFERENCES.deviceComplete,
);
const CIBA = {
  status: defineCheck('ciba-status', 'The backchannel request was acknowledged', REFERENCES.ciba),
  id: defineCheck('ciba-auth-req-id', 'auth_req_id is there', REFERENCES.ciba),
  expiry: defineCheck('ciba-expires-in', 'expires_in says how long the request lasts', REFERENCES.ciba),
  interval: defineCheck('ciba-interval', 'interval says how often to poll', REFERENCES.ciba),
};

/** The device authorization response, as the library checks it, and its addresses on top (RFC 8628 section 3.2). */
export function checkDeviceAuthorization(response: RecordedResponse, allowInsecure: boolean): CheckResult[] {
  const [rows, body] = checkAnswer(response, DEVICE, 'device_code');
  if (!body) return rows;
  const { user_code: code, verification_uri: uri, verification_uri_complete: complete } = body;
  return [
    ...rows,
    userCode(isText(code) ? 'pass' : 'fail', 'a non-empty string', describeText(code)),
    verificationUri(judgeUrl(uri, allowInsecure), SAFE_URL, showValue(uri)),
    complete === undefined
      ? completeUri('skip', SAFE_URL, 'absent, so the user types the code')
      : completeUri(judgeUrl(complete, allowInsecure), SAFE_URL, describeOrigin(complete)),
  ];
}

/** The acknowledgement of a backchannel request, as the library checks it (OpenID Connect CIBA Core section 7.3). */
export function checkBackchannelAuthentication(response: RecordedResponse): CheckResult[] {
  return checkAnswer(response, CIBA, 'auth_req_id')[0];
}

const SAFE_URL = 'an https URL, or http on loopback';
/** RFC 8628 section 3.2 and CIBA Core section 7.3: what counts where the server names none. */
export const DEFAULT_INTERVAL_SECONDS = 5;

function checkAnswer(
  response: RecordedResponse,
  rows: typeof DEVICE,
  idMember: string,
): [CheckResult[], Record<string, unknown> | null] {
  const { status } = response;
  const first = rows.status(status === 200 ? 'pass' : 'fail', '200', String(status));
  const body = status === 200 ? readJsonObject(response) : null;
  if (status === 200 && !body) return [[first, rows.id('fail', 'a JSON object', 'something else')], null];
  if (!body) return [[first], null];
  const { [idMember]: id, expires_in: expiresIn, interval } = body;
  const seconds = typeof expiresIn === 'number' ? expiresIn : Number.parseFloat(String(expiresIn));
  return [
    [
      first,
      rows.id(isText(id) ? 'pass' : 'fail', 'a non-empty string', describeText(id)),
      rows.expiry(
        Number.isFinite(seconds) && seconds >= 0 ? 'pass' : 'fail',
        'a number of seconds',
        showValue(expiresIn),
      ),
      interval === undefined
        ? rows.interval('info', 'a number of seconds', `absent, so ${DEFAULT_INTERVAL_SECONDS} s`)
        : rows.interval(isInterval(interval) ? 'pass' : 'fail', 'a number above 0', showValue(interval)),
    ],
    body,
  ];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isInterval(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/** Codes are secrets: a row tells how long they are. */
function describeText(value: unknown): string {
  return typeof value === 'string' ? `${value.length} characters` : showValue(value);
}

/** The address holds the user code. */
function describeOrigin(value: unknown): string {
  const url = typeof value === 'string' ? parseHttpUrl(value) : null;
  return url ? `${url.origin}${url.pathname}` : 'no http or https URL';
}

function judgeUrl(value: unknown, allowInsecure: boolean): 'pass' | 'info' | 'fail' {
  const url = typeof value === 'string' ? parseHttpUrl(value) : null;
  if (!url) return 'fail';
  if (url.protocol === 'https:' || isLoopbackHost(url.hostname)) return 'pass';
  return allowInsecure ? 'info' : 'fail';
}
