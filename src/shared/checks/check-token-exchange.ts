import type { CheckResult } from '../model/check';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const ACCESS_TOKEN_TYPES = [
  'urn:ietf:params:oauth:token-type:access_token',
  'urn:ietf:params:oauth:token-type:jwt',
];

const subjectToken = defineCheck(
  'exchange-subject-token',
  'There is a subject token to exchange',
  REFERENCES.tokenExchange,
);
const issuedType = defineCheck(
  'exchange-issued-token-type',
  'issued_token_type is what was asked for',
  REFERENCES.tokenExchange,
);
const use = defineCheck(
  'exchange-token-use',
  'token_type says how the issued token is used',
  REFERENCES.tokenExchange,
);

export function checkSubjectToken(token: string | null, type: string): CheckResult {
  return token === null
    ? subjectToken('fail', `a token of the type ${type}`, 'the session has none')
    : subjectToken('pass', `a token of the type ${type}`, `${token.length} characters`);
}

/** The members that a token exchange adds to a token response, which the library does not look at. */
export function checkExchangeResponse(
  body: Record<string, unknown>,
  requestedType: string | null,
): CheckResult[] {
  const { issued_token_type: issued, token_type: tokenType } = body;
  const isGiven = typeof issued === 'string' && issued !== '';
  const isAsAsked = isGiven && (requestedType === null || issued === requestedType);
  const isNotUsable = typeof tokenType === 'string' && tokenType.toLowerCase() === 'n_a';
  const mayBeUsable = isGiven && ACCESS_TOKEN_TYPES.includes(issued);
  return [
    issuedType(isAsAsked ? 'pass' : 'warn', requestedType ?? 'a token type', showValue(issued)),
    isNotUsable
      ? use('info', 'Bearer, DPoP or N_A', `${tokenType}: it is no access token`)
      : use(
          mayBeUsable || !isGiven ? 'pass' : 'warn',
          mayBeUsable || !isGiven ? 'Bearer or DPoP' : 'N_A, since it is no access token',
          showValue(tokenType),
        ),
  ];
}
