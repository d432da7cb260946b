import type { Account, AccountClaims } from 'oidc-provider';

/** The password of every practice user; the sign-in page says so. No word of any text, so that redacting it
 * everywhere in a report leaves the report readable. */
export const PRACTICE_PASSWORD = 'let-me-in';

/** Fictional people with a full set of personal claims, so that reports have something to redact. */
const CLAIMS: Record<string, AccountClaims> = {
  alice: {
    sub: 'alice',
    name: 'Alice Example',
    given_name: 'Alice',
    family_name: 'Example',
    preferred_username: 'alice',
    email: 'alice@example.com',
    email_verified: true,
    phone_number: '+1 202 555 0143',
    phone_number_verified: true,
    address: { street_address: '1 Example Street', locality: 'Springfield', country: 'US' },
  },
  bob: {
    sub: 'bob',
    name: 'Bob Example',
    given_name: 'Bob',
    family_name: 'Example',
    preferred_username: 'bob',
    email: 'bob@example.com',
    email_verified: false,
    phone_number: '+1 202 555 0178',
    phone_number_verified: false,
    address: { street_address: '2 Example Street', locality: 'Springfield', country: 'US' },
  },
};

export const PRACTICE_USERS: string[] = Object.keys(CLAIMS);

/** Which claims each scope of OpenID Connect Core 1.0 section 5.4 opens. */
export const CLAIMS_BY_SCOPE = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
};

export function findAccount(accountId: string): Account | undefined {
  const claims = CLAIMS[accountId];
  return claims && { accountId, claims: () => claims };
}

/** True where the name is a practice user's and the password is theirs. */
export function isRightPassword(accountId: string, password: string): boolean {
  return PRACTICE_USERS.includes(accountId) && password === PRACTICE_PASSWORD;
}
