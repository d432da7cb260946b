import { COPY_FORMS } from '@shared/contract/host-api';
import { buildCopy } from '@shared/report/build-copy';
import { describe, expect, it } from 'vitest';
import { seedCount, sweepLeaks } from '../support/sweep-leaks';

describe('a copy for the clipboard', () => {
  it('shows no secret of any exchange in any form, over 200 sessions', { timeout: 1_800_000 }, () => {
    const { leaks, textCount } = sweepLeaks(function* (events, seed) {
      // A tenth of the exchanges of a session in turn: each is copied in each form for 20 sessions.
      const exchanges = events.filter((event) => event.type === 'exchange-started');
      const wanted = exchanges.filter((_, index) => index % 10 === seed % 10);
      for (const form of COPY_FORMS) {
        const texts = wanted.map(({ exchangeId }) => buildCopy(events, { exchangeId, form })?.text ?? '');
        expect(texts.every((text) => text.length > 10)).toBe(true);
        yield [form, texts.join('\n\n')];
      }
    });
    expect(leaks).toEqual([]);
    expect(textCount).toBe(seedCount * COPY_FORMS.length);
  });
});
