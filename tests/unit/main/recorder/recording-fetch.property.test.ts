import type { RecordedBody } from '@shared/model/exchange';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecordedFetch } from '../../../support/recorded-fetch';
import { readBody, startServer, type TestServer } from '../../../support/test-server';

let echo: TestServer;

/** Answers with the body and the X-Value field it was sent. */
beforeAll(async () => {
  echo = await startServer(async (request, response) => {
    const body = await readBody(request);
    response.writeHead(200, { 'X-Value': request.headers['x-value'] ?? '' }).end(body);
  });
});

afterAll(() => echo.close());

/** Field content of RFC 9110 section 5.5: visible characters and obs-text, blanks inside only. */
const fieldValue = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 60 },
  )
  .map((codes) => String.fromCharCode(...codes).replace(/^[ ]+|[ ]+$/g, ''));

const readRecorded = (body: RecordedBody | null | undefined): Buffer =>
  body ? Buffer.from(body.text, body.encoding) : Buffer.alloc(0);

test('any field value and any body survive byte for byte, on the wire and on the record', async () => {
  await fc.assert(
    fc.asyncProperty(
      fieldValue,
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
      ),
      async (value, bytes) => {
        const { fetch, ended } = createRecordedFetch();
        const response = await fetch(echo.origin, {
          method: 'POST',
          headers: [['X-Value', value]],
          body: new Uint8Array(bytes),
        });
        expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(bytes));
        const { request, response: recorded } = ended();
        expect(request.headers).toContainEqual(['X-Value', value]);
        expect(recorded?.headers).toContainEqual(['X-Value', value]);
        expect(readRecorded(request.body)).toEqual(Buffer.from(bytes));
        expect(readRecorded(recorded?.body)).toEqual(Buffer.from(bytes));
      },
    ),
    { numRuns: 60, examples: [['\u00a0', new Uint8Array()]] },
  );
}, 30_000);
