import { COPY_FORMS } from '@shared/contract/host-api';
import { buildCopy } from '@shared/report/build-copy';
import { describe, expect, it } from 'vitest';
import { seedCount, sweepLeaks } from '../support/sweep-leaks';

describe('a copy for the clipboard', () => {
  it.each(COPY_FORMS)(
    'shows no secret of any exchange as %s, over 200 sessions',
    { timeout: 600_000 },
    (form) => {
      const { leaks, textCount } = sweepLeaks(function* (events, seed) {
        // Each session has some thirty exchanges: a fifth of them in turn, so that each is copied 40 times.
        const exchanges = events.filter((event) => event.type === 'exchange-started');
        const wanted = exchanges.filter((_, index) => index % 5 === seed % 5);
        const texts = wanted.map(({ exchangeId }) => buildCopy(events, { exchangeId, form })?.text ?? '');
        expect(texts.every((text) => text.length > 10)).toBe(true);
        yield ['copy', texts.join('\n\n')];
      });
      expect(leaks).toEqual([]);
      expect(textCount).toBe(seedCount);
    },
  );
});
