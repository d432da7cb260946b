import { createRedactor } from '@shared/redact/redactor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFindPlanted } from '../support/find-planted';
import * as encode from '../support/planted/encode';
import { createMakeValue, createRandom } from '../support/planted/plant-value';
import { buildTrace } from '../support/session-builder';

/** Each may stand around each. */
const LAYERS: Record<string, (text: string) => string> = {
  percent: encode.encodeUri,
  json: (text) => JSON.stringify({ text }),
  escapes: encode.escapeEachInJson,
  entities: encode.escapeEachDecimal,
  base64: encode.encodeBase64,
  base64Url: encode.encodeBase64Url,
  hex: encode.encodeHex,
  gzip: encode.gzipToBase64,
  zlib: encode.zlibToBase64,
  utf16: (text) => encode.utf16(text).toString('base64'),
};
const layers = fc.array(fc.constantFrom(...Object.keys(LAYERS)), { minLength: 1, maxLength: 3 });
const wrap = (text: string, names: string[]) =>
  names.reduce((inner, name) => LAYERS[name]?.(inner) ?? inner, text);

describe('a secret in up to three encodings, in any order', () => {
  it('is hidden and not left in the finished text', () => {
    fc.assert(
      fc.property(layers, fc.nat(), fc.constantFrom('token', 'awkward'), (names, seed, style) => {
        const value = createMakeValue(createRandom(seed))(style as 'token' | 'awkward');
        const url = `https://id.acme.example/?password=${encode.encodeUri(value)}`;
        const redactor = createRedactor(buildTrace({ hits: [{ url, verdict: 'wrong-path' }] }));
        const text = `before ${wrap(`{"it":${JSON.stringify(value)}}`, names)} after`;
        const find = createFindPlanted([{ place: 'password', value, whole: value }]);
        expect(find(text)).toEqual(['password']);
        expect(redactor.findLeaks(text)).not.toEqual([]);
        expect(find(redactor.redactText(text))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
