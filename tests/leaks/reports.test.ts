import { REPORT_FORMATS } from '@shared/contract/host-api';
import { buildReport, writeReport } from '@shared/report/build-report';
import { redactSession } from '@shared/report/redact-session';
import { describe, expect, it } from 'vitest';
import { buildPlantedSession, createRandom } from '../support/planted-session';
import { seedCount, sweepLeaks } from '../support/sweep-leaks';

const OPTIONS = { now: 0, appVersion: '0.1.0' };

describe('a report of a session with a secret in every place', () => {
  it('shows none of them and has none in its file name, in any format', {
    timeout: 1_800_000,
  }, () => {
    const { leaks, textCount } = sweepLeaks(function* (events) {
      // The two halves of buildReport: what is redacted once serves all formats.
      const { final } = redactSession(events, undefined);
      for (const format of REPORT_FORMATS) {
        const { fileName, text } = writeReport(final, { format, ...OPTIONS });
        yield [format, text];
        yield ['file name', fileName];
      }
    });
    expect(leaks).toEqual([]);
    expect(textCount).toBe(seedCount * REPORT_FORMATS.length * 2);
  });

  it.each(REPORT_FORMATS)(
    'is the same to the byte for two sessions that differ in their secrets only, in %s',
    (format) => {
      const [one, other] = [11, 12].map((seed) => {
        const { events } = buildPlantedSession(createRandom(seed), 'token');
        return buildReport(events, { format, ...OPTIONS }).text;
      });
      expect(one).toBe(other);
    },
  );

  it.each(REPORT_FORMATS)('is the same to the byte when it is built again, in %s', (format) => {
    const build = () => {
      const { events } = buildPlantedSession(createRandom(5), 'mixed');
      return buildReport(events, { format, ...OPTIONS }).text;
    };
    expect(build()).toBe(build());
  });
});
