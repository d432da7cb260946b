import { checkRefreshedIdToken } from '@shared/checks/check-refresh';
import type { CheckResult } from '@shared/model/check';
import { type DecodedJwt, decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import type { ClassifiedExchange } from './attempts';
import { readParameters } from './classify-exchange';

/** An ID token that a refresh brought is about the same sign-in as the first (OpenID Connect Core section 12.2). */
export function checkRefreshedOf(exchanges: readonly ClassifiedExchange[]): CheckResult[] {
  const last = exchanges.at(-1);
  if (!last || readParameters(last.request).get('grant_type') !== 'refresh_token') return [];
  const first = exchanges.slice(0, -1).flatMap(readIdToken).at(0);
  const [refreshed] = readIdToken(last);
  return first && refreshed ? checkRefreshedIdToken(first.claims, refreshed.claims) : [];
}

function readIdToken({ response }: ClassifiedExchange): DecodedJwt[] {
  const text = response ? readJsonObject(response)?.['id_token'] : null;
  const jwt = typeof text === 'string' ? decodeJwt(text) : null;
  return jwt ? [jwt] : [];
}
