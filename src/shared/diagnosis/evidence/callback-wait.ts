import type { EvidenceRule } from './observation';

/** What did reach the listener while the callback was awaited (RFC 8252 section 7.3). */
export const observeCallbackWait: EvidenceRule = ({ step }) => {
  if (!step?.wait) return [];
  const refused = step.hits.filter(({ verdict }) => verdict !== 'accepted');
  const seq = refused[0]?.seq ?? step.endSeq ?? step.seq;
  return [
    {
      seq,
      statement:
        refused.length === 0
          ? 'No request at all reached the redirect URI: look at the last page in the browser (RFC 8252 section 7.3).'
          : `${refused.length} requests reached the listener, none of them the callback: ${listVerdicts()}.`,
      expected: `a callback to ${step.wait.redirectUri}`,
      actual: refused.length === 0 ? 'nothing' : listVerdicts(),
      decisive: false,
    },
  ];

  function listVerdicts(): string {
    return [...new Set(refused.map(({ verdict }) => verdict))].join(', ');
  }
};
