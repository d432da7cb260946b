import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { readJsonObject } from '../model/read-message';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

export interface ProbeResult {
  label: string;
  verdict: 'accepted' | 'refused' | 'unclear';
}

const variantRow = defineCheck(
  'client-auth-probe',
  'The server lets the client in this way',
  REFERENCES.clientSecret,
);
const conclusionRow = defineCheck(
  'client-auth-conclusion',
  'The profile sends the secret in a way the server takes',
  REFERENCES.clientSecret,
);

/** Errors that come only after the client was let in (RFC 6749 section 5.2). */
const LET_IN = new Set(['invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope']);

/** What the answer to a refresh token that nobody issued says about the client authentication before it. */
export function checkProbedVariant(
  label: string,
  response: RecordedResponse,
): { row: CheckResult; result: ProbeResult } {
  const { error } = readJsonObject(response) ?? {};
  const verdict = judge(response.status, error);
  const actual = `HTTP ${response.status}, error ${showValue(error)}: ${verdict}`;
  const row = variantRow(
    verdict === 'accepted' ? 'pass' : 'info',
    `${label}: any error but invalid_client`,
    actual,
  );
  return { row, result: { label, verdict } };
}

/** `configured` is the way of the profile, by its label. */
export function checkProbeConclusion(results: readonly ProbeResult[], configured: string): CheckResult {
  const accepted = results.filter(({ verdict }) => verdict === 'accepted').map(({ label }) => label);
  const actual = `accepted: ${showNames(accepted)}`;
  if (accepted.length === 0) return conclusionRow('fail', configured, actual);
  return conclusionRow(accepted.includes(configured) ? 'pass' : 'warn', configured, actual);
}

function judge(status: number, error: unknown): ProbeResult['verdict'] {
  if (status === 401 || error === 'invalid_client') return 'refused';
  return status === 200 || LET_IN.has(String(error)) ? 'accepted' : 'unclear';
}
