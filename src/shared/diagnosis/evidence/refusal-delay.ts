import type { EvidenceRule } from './observation';

/** A person needs longer than this to read a page and refuse. */
const INSTANT_MS = 2_000;

/** Whether a person can have refused (RFC 6749 section 4.1.2.1), by the time from the request to the callback. */
export const observeRefusalDelay: EvidenceRule = ({ step }) => {
  const hit = step?.hits.findLast(({ verdict }) => verdict === 'accepted');
  if (!step?.wait || !hit) return [];
  const delayMs = hit.time - step.wait.startedAt;
  const pages = step.exchanges.filter(
    ({ channel, request }) => channel === 'front' && request.method === 'POST',
  );
  const isInstant = delayMs < INSTANT_MS && pages.length === 0;
  return [
    {
      seq: hit.seq,
      statement: isInstant
        ? `The refusal came after ${(delayMs / 1000).toFixed(1)} s and without a form being sent: no person pressed a button, so a policy or a missing assignment refused (RFC 6749 section 4.1.2.1).`
        : `The refusal came after ${(delayMs / 1000).toFixed(1)} s: long enough for a person to refuse (RFC 6749 section 4.1.2.1).`,
      expected: null,
      actual: `${(delayMs / 1000).toFixed(1)} s`,
      decisive: false,
      ...(isInstant
        ? {
            fix: 'Look for the rule at the provider: an assignment of the user, a policy, or a consent that only an administrator may give.',
          }
        : {}),
    },
  ];
};
