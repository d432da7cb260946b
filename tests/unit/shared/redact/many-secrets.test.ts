import { createRedactor } from '@shared/redact/redactor';
import { describe, expect, it } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';
import { buildTrace, SECRETS, type TraceOptions } from '../../../support/session-builder';

const listAddresses = (count: number) =>
  Array.from({ length: count }, (_, index) => `user${index}@acme.example`);

const asResource = (body: string): TraceOptions => ({ answers: { resource: { body } } });

/** How an answer may hold them; each way was slow for a reason of its own. */
const WAYS: [count: number, name: string, hold: (addresses: string[]) => TraceOptions][] = [
  [20_000, 'in one list', (addresses) => asResource(JSON.stringify({ members: addresses }))],
  [20_000, 'in one list in base64', (addresses) => asResource(btoa(JSON.stringify({ members: addresses })))],
  [
    4_000,
    'in a header each',
    (addresses) => ({
      answers: {
        resource: {
          headers: Object.fromEntries(addresses.map((each, index) => [`x-member-${index}`, each])),
        },
      },
    }),
  ],
];

describe('a recording with very many secrets', () => {
  it.each(WAYS)('with %d addresses %s is redacted and searched within seconds', (count, _, hold) => {
    const addresses = listAddresses(count);
    const events = buildTrace(hold(addresses));
    let text = '';
    const spent = measureCpuMs(
      () => {
        // A copy, because what was learnt of a recording is known the next time.
        const redactor = createRedactor([...events]);
        text = JSON.stringify(redactor.redactEvents());
        expect(redactor.findLeaks(text)).toEqual([]);
        expect(redactor.findLeaks(`${text} ${btoa(addresses.join())}`)).not.toEqual([]);
      },
      { runs: 1, enoughMs: 8_000 },
    );
    expect(text).not.toContain('@acme.example');
    expect(spent).toBeLessThan(10_000);
  });

  it('knows a token that came after 30,000 addresses in every spelling', () => {
    const pages = [{ body: listAddresses(30_000).join('\n') }];
    const redactor = createRedactor(buildTrace({ pages }));
    const spelled = `${btoa(`x${SECRETS.accessToken}`)} ${Buffer.from(SECRETS.code).toString('hex')}`;
    expect(redactor.findLeaks(spelled)).toHaveLength(2);
    expect(redactor.redactText(btoa(`x${SECRETS.accessToken}`))).toMatch(/^\[redacted:access_token-\d+\]$/);
  });
});
