import { findTokenExchanges } from '../run-facts';
import { type ConclusionRule, isRefusedWith } from './conclusion';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';

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

/** access_denied while polling is the user's own word (RFC 8628 section 3.5, OpenID Connect CIBA Core section 11). */
export const concludeRefusedApproval: ConclusionRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  const grant = facts.token.get('grant_type') ?? '';
  if (!exchange || ![DEVICE_GRANT, CIBA_GRANT].includes(grant) || !isRefusedWith(facts, 'access_denied')) {
    return [];
  }
  return [
    {
      value: 'approval-refused',
      seq: exchange.seq,
      statement: 'The poll for the decision of the user was answered with a refusal (RFC 8628 section 3.5).',
      expected: 'tokens, or authorization_pending',
      actual: 'access_denied',
    },
  ];
};

/** Pings came, and none of them proved to be from the provider (OpenID Connect CIBA Core section 10.2). */
export const concludeRefusedPing: ConclusionRule = ({ session, step }) => {
  if (!step?.approval?.notificationUri) return [];
  // A ping may come before the step that waits for it.
  const hits = session.steps.flatMap((each) => each.hits);
  const refused = hits.filter(({ verdict }) => verdict === 'wrong-token');
  if (!refused[0] || hits.some(({ verdict }) => verdict === 'accepted')) return [];
  return [
    {
      value: 'ping-refused',
      seq: refused[0].seq,
      statement: `${refused.length === 1 ? 'A ping' : `${refused.length} pings`} arrived without the client_notification_token of this run (CIBA Core section 10.2).`,
      expected: 'Authorization: Bearer with the client_notification_token of the request',
      actual: 'another token, or none',
    },
  ];
};
