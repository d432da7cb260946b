import { readHeader } from '../../model/read-message';
import type { ExchangeView } from '../../model/session';
import type { EvidenceRule } from './observation';

/** Beyond the second that the Date field rounds to, and what a request takes. */
const NOTABLE_SECONDS = 5;

/**
 * How far the clock here is from the provider's, from the Date fields of its answers (RFC 9110 section
 * 6.6.1). A token that is refused for its times fails for this first (RFC 7519 section 4.1.4).
 */
export const observeClockSkew: EvidenceRule = ({ session, step }) => {
  const measured = session.steps
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ channel }) => channel === 'back')
    .flatMap((exchange) => measureSkew(exchange));
  const skew = measured.toSorted((a, b) => a - b)[Math.floor(measured.length / 2)];
  if (skew === undefined || !step) return [];
  const seconds = `${skew > 0 ? '+' : ''}${skew}`;
  const isOff = Math.abs(skew) > NOTABLE_SECONDS;
  return [
    {
      seq: step.endSeq ?? step.seq,
      statement: isOff
        ? `The clock of this machine is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} the provider's, by the Date fields of ${measured.length} answers (RFC 9110 section 6.6.1).`
        : `The clock of this machine agrees with the provider's, by the Date fields of ${measured.length} answers (RFC 9110 section 6.6.1).`,
      expected: `0 s, at most ${NOTABLE_SECONDS} s`,
      actual: `${seconds} s`,
      decisive: isOff,
      ...(isOff
        ? {
            fix: `Set the clock: the one here is off by ${seconds} s against the provider. Synchronise both with NTP.`,
          }
        : {}),
    },
  ];
};

/** Seconds that the clock here is ahead, at the middle of the exchange; nothing without a Date field. */
function measureSkew({ startedAt, timings, response }: ExchangeView): number[] {
  const date = response ? Date.parse(readHeader(response.headers, 'date') ?? '') : Number.NaN;
  if (Number.isNaN(date)) return [];
  const middle = startedAt + (timings?.totalMs ?? 0) / 2;
  // The Date field has no fraction: half a second is what it leaves out on average.
  return [Math.round((middle - date - 500) / 1000)];
}
