import { COPY_FORMS } from '@shared/contract/host-api';
import { createCopier } from '@shared/report/build-copy';
import { describe, expect, it } from 'vitest';
import { seedCount, sweepLeaks } from '../support/sweep-leaks';

describe('a copy for the clipboard', () => {
  it('shows no secret of any exchange in any form', { timeout: 1_800_000 }, () => {
    const { leaks, textCount } = sweepLeaks(function* (events) {
      const exchanges = events.filter((event) => event.type === 'exchange-started');
      const copy = createCopier(events);
      for (const form of COPY_FORMS) {
        const texts = exchanges.map(({ exchangeId }) => copy({ exchangeId, form })?.text ?? '');
        expect(texts.every((text) => text.length > 10)).toBe(true);
        yield [form, texts.join('\n\n')];
      }
    });
    expect(leaks).toEqual([]);
    expect(textCount).toBe(seedCount * COPY_FORMS.length);
  });
});
