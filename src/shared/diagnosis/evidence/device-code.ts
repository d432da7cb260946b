import { findTokenExchanges } from '../run-facts';
import { type ConclusionRule, isRefusedWith } from './conclusion';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** access_denied and invalid_grant of a poll: the latter can only mean the device_code (RFC 8628 section 3.5 has codes for all else). */
export const concludeDeviceCode: ConclusionRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange || facts.token.get('grant_type') !== DEVICE_GRANT) return [];
  if (isRefusedWith(facts, 'access_denied')) {
    return [
      {
        value: 'device-refused',
        seq: exchange.seq,
        statement:
          'The refused grant is a device_code: the user said no on the other device (RFC 8628 section 3.5).',
        expected: 'the consent of the user',
        actual: 'access_denied',
      },
    ];
  }
  if (!isRefusedWith(facts, 'invalid_grant')) return [];
  return [
    {
      value: 'device-code-refused',
      seq: exchange.seq,
      statement:
        'The refused grant is a device_code; waiting and expiry have codes of their own (RFC 8628 section 3.5).',
      expected: 'the device_code of this run, not used before',
      actual: 'invalid_grant',
    },
  ];
};
