import type { CheckResult } from '../model/check';
import { defineCheck } from './build-check';
import { REFERENCES } from './references';

const legacy = defineCheck(
  'password-grant-legacy',
  'The user signs in at the provider, not at the client',
  REFERENCES.passwordGrant,
);

/** The password grant shows the user's password to the client, so RFC 9700 section 2.4 forbids it. */
export function warnOfPasswordGrant(): CheckResult {
  return legacy('warn', 'another flow', 'the client sends the password of the user itself');
}
