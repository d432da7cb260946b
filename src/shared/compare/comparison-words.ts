import { describeDifference, findSpellingDifference } from '../diagnosis/text-difference';
import { hasPlaceholder } from '../redact/span';
import type { AlignedStep, Difference, DifferenceClass, NoiseReason } from './comparison';

export const CLASS_LABELS: Record<DifferenceClass, string> = {
  'redirect-uri': 'redirect URI',
  client: 'client',
  'client-authentication': 'client authentication',
  scope: 'scope',
  pkce: 'PKCE',
  issuer: 'issuer',
  endpoint: 'endpoint',
  'signing-key': 'signing key',
  parameter: 'parameter',
  'request-header': 'request header',
  claim: 'claim',
  metadata: 'metadata',
  answer: 'answer',
  check: 'check',
  step: 'step',
  setting: 'setting',
  header: 'header',
  timing: 'timing',
};

export const NOISE_LABELS: Record<NoiseReason, string> = {
  random: 'new in each run',
  time: 'a time',
  port: 'a port that the system chose',
  order: 'the same in another order',
  transport: 'of the transport',
  redacted: 'redacted in the recording',
};

/** How two spellings differ, in words. A placeholder has no spelling to speak of. */
export function describeSpelling({ left, right }: Pick<Difference, 'left' | 'right'>): string {
  if (left === null || right === null || hasPlaceholder(left) || hasPlaceholder(right)) return '';
  const difference = findSpellingDifference(left, right);
  const words = difference ? describeDifference(difference) : '';
  return words
    .replaceAll('the expected value', 'the left value')
    .replaceAll('the actual value', 'the right value');
}

/** Each step that a difference shows in, with its events in either session. */
export function describePlaces({ places }: Difference, steps: readonly AlignedStep[]): string[] {
  return places.flatMap(({ row, left, right }) => {
    const step = row === null ? undefined : steps[row];
    const title = step?.left?.title ?? step?.right?.title;
    if (title === undefined) return [];
    const seqs = [left, right].map((place) => (place ? String(place.seq) : '-'));
    return [`${title} (events ${seqs.join(' and ')})`];
  });
}

export function countDifferences(count: number): string {
  return count === 0 ? 'none' : `${count} ${count === 1 ? 'difference' : 'differences'}`;
}
