import { findTokenExchanges } from '../run-facts';
import { type ConclusionRule, isRefusedWith } from './conclusion';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** invalid_grant while polling can only mean the device_code (RFC 8628 section 3.5 has codes for all else). */
export const concludeDeviceCode: ConclusionRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange || facts.token.get('grant_type') !== DEVICE_GRANT || !isRefusedWith(facts, 'invalid_grant')) {
    return [];
  }
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
