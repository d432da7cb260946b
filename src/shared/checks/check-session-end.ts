import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const revocation = defineCheck(
  'revocation-status',
  'HTTP status of the revocation response',
  REFERENCES.revocation,
);
const state = defineCheck('logout-state', 'state came back from the logout', REFERENCES.logout);

/** 200 also for a token that the server does not know: what the client wants is true then (RFC 7009 section 2.2). */
export function checkRevocation(response: RecordedResponse): CheckResult {
  return revocation(response.status === 200 ? 'pass' : 'fail', '200', String(response.status));
}

/** The return from a logout (OpenID Connect RP-Initiated Logout section 3). */
export function checkLogoutReturn(parameters: URLSearchParams, sent: string): CheckResult {
  const came = parameters.get('state');
  return state(came === sent ? 'pass' : 'warn', sent, showValue(came ?? undefined));
}
