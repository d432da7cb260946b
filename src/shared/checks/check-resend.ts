import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { parseJsonObject } from '../model/read-message';
import { rfc } from '../model/reference';
import { defineCheck } from './build-check';

const answer = defineCheck('resend-answer', 'The request that was sent again is answered', rfc(6749, '5.2'));

/** `first` is what the recorded request got, null for no answer at all. An answer that is an error fails the row. */
export function checkResend(first: RecordedResponse | null, again: RecordedResponse): CheckResult {
  const isError = again.status >= 400 || readError(again) !== null;
  return answer(isError ? 'fail' : 'pass', `no error; the first time ${describe(first)}`, describe(again));
}

function describe(response: RecordedResponse | null): string {
  if (response === null) return 'no answer came';
  const error = readError(response);
  return error === null ? `HTTP ${response.status}` : `HTTP ${response.status}, ${error}`;
}

function readError({ body }: RecordedResponse): string | null {
  const error = body?.encoding === 'utf8' ? parseJsonObject(body.text)?.['error'] : null;
  return typeof error === 'string' ? error : null;
}
