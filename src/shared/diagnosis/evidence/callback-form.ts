import type { ConclusionRule } from './conclusion';

/** Parameters of the callback that only a second decoding makes readable (RFC 6749 section 4.1.2 and appendix B). */
export const concludeCallbackEncoding: ConclusionRule = ({ signals }) => {
  const odd = signals.find(({ kind, value }) => kind === 'callback' && value === 'encoded-twice');
  // An error that was read all the same is what there is to repair.
  if (!odd || signals.some(({ kind }) => kind === 'oauth-error')) return [];
  return [
    {
      value: 'callback-encoded-twice',
      seq: odd.seq,
      statement:
        'Only decoded twice do the parameters of the callback give a response (RFC 6749 section 4.1.2).',
      expected: 'parameters encoded once',
      actual: 'parameters encoded twice',
    },
  ];
};
