import { withoutQuery } from '../../model/read-message';
import type { HitView } from '../../model/session';
import { carriesAnswer, describeHit } from '../../trace/describe-hit';
import type { Conclusion, ConclusionRule } from './conclusion';

/**
 * What kept the callback out, where something did arrive and none of it was taken (RFC 6749 section 3.1.2.3,
 * RFC 8252 section 7.3): it explains more than the end of the wait does.
 */
export const concludeRefusedHits: ConclusionRule = ({ step }) => {
  if (!step?.wait || step.hits.some(({ verdict }) => verdict === 'accepted')) return [];
  const { redirectUri } = step.wait;
  const conclude = (value: string, hit: HitView | undefined): Conclusion[] => {
    if (!hit) return [];
    const { meaning: statement } = describeHit(hit, redirectUri);
    return [
      { value, seq: hit.seq, statement, expected: withoutQuery(redirectUri), actual: withoutQuery(hit.url) },
    ];
  };
  return [
    ...conclude(
      'answer-at-other-path',
      step.hits.find((hit) => hit.via === 'listener' && hit.verdict === 'wrong-path' && carriesAnswer(hit)),
    ),
    ...conclude(
      'pasted-callback-refused',
      step.hits.find(({ via, verdict }) => via === 'pasted' && REFUSED_PASTES.has(verdict)),
    ),
    ...conclude(
      'certificate-refused',
      step.hits.find(({ verdict }) => verdict === 'not-secure'),
    ),
  ];
};

/** A pasted answer to another attempt has an entry of its own. */
const REFUSED_PASTES: ReadonlySet<HitView['verdict']> = new Set([
  'wrong-path',
  'wrong-host',
  'not-a-callback',
]);
