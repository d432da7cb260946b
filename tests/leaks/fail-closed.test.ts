import { createRedactor } from '@shared/redact/redactor';
import { buildReport, ReportLeakError } from '@shared/report/build-report';
import { describe, expect, it } from 'vitest';
import * as encode from '../support/planted/encode';
import { buildTrace, SECRETS } from '../support/session-builder';

const json = (value: string) => JSON.stringify({ access_token: value });

/** How a careless renderer could write a value. */
const SPELLINGS: [name: string, spell: (value: string) => string][] = [
  ['as it is', (value) => value],
  ['percent-encoded', encode.escapeEachByte],
  ['percent-encoded twice', (value) => encode.encodeUri(encode.escapeEachByte(value))],
  ['with JSON escapes', encode.escapeEachInJson],
  ['with decimal entities', encode.escapeEachDecimal],
  ['with hexadecimal entities', encode.escapeEachHex],
  ['in base64', encode.encodeBase64],
  ['in base64, one byte on', (value) => encode.encodeBase64(`x${value}y`)],
  ['in base64, two bytes on', (value) => encode.encodeBase64(`xx${value}y`)],
  ['in base64url', (value) => encode.encodeBase64Url(`?>${value}`)],
  ['in hex', encode.encodeHex],
  ['in hex with capitals', (value) => encode.encodeHex(value).toUpperCase()],
  ['in UTF-16', (value) => encode.utf16(value).toString('base64')],
  ['in big-endian UTF-16', (value) => encode.utf16BigEndian(value).toString('base64')],
  ['in gzip', (value) => encode.gzipToBase64(value)],
  ['in zlib', (value) => encode.zlibToBase64(value)],
  ['in raw deflate', (value) => encode.deflateToBase64(`${json(value)} and so on and on and so on`)],
  ['in base64 of base64', (value) => encode.encodeBase64(encode.encodeBase64(json(value)))],
  ['in gzip of base64 of hex', (value) => encode.gzipToBase64(encode.encodeBase64(encode.encodeHex(value)))],
];

/** What no session has seen, and no report may show. */
const UNSEEN: [name: string, text: string][] = [
  ['a JWT with its signature', encode.buildJwt({ iss: 'x' }, 'c2lnbmF0dXJlLXRoYXQtaXMtbGl2ZQ')],
  ['a PEM key', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----'],
  [
    'a private JWK',
    '{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}',
  ],
  ['a token under its name', 'access_token=4f9Qm2Lx8Zr1Tn6VbK3w'],
  ['a token after Bearer', 'Bearer 4f9Qm2Lx8Zr1Tn6VbK3w'],
  ['a secret in a URL', 'https://app:4f9Qm2Lx8Zr1Tn6VbK3w@id.example/'],
  ['a GitHub token', 'ghp_4f9Qm2Lx8Zr1Tn6VbK3w4f9Qm2Lx8Zr1Tn6V'],
  ['a token in base64 of JSON', encode.encodeBase64('{"refresh_token":"4f9Qm2Lx8Zr1Tn6VbK3w"}')],
  ['a token in hex of JSON', encode.encodeHex('{"refresh_token":"4f9Qm2Lx8Zr1Tn6VbK3w"}')],
  ['a token in gzip of JSON', encode.gzipToBase64('{"refresh_token":"4f9Qm2Lx8Zr1Tn6VbK3w"}')],
  ['more than can be looked through', encode.gzipToBase64('a'.repeat(30_000_000))],
];

const events = buildTrace();

/** The version is the one text that renderers are given beside the redacted session. */
const buildSabotaged = (format: 'html' | 'md' | 'json' | 'har', text: string) =>
  buildReport(events, { format, now: 0, appVersion: `1.0 ${text} end` });

describe('a renderer that puts in a secret of the session', () => {
  for (const format of ['html', 'md', 'json', 'har'] as const) {
    it.each(SPELLINGS)(`is found out, in ${format}: %s`, (_, spell) => {
      expect(() => buildSabotaged(format, spell(SECRETS.accessToken))).toThrow(ReportLeakError);
    });

    it.each(UNSEEN)(`is found out without the session, in ${format}: %s`, (_, text) => {
      expect(() => buildSabotaged(format, text)).toThrow(ReportLeakError);
    });

    it(`is let through with nothing secret in ${format}`, () => {
      const harmless = `${encode.encodeBase64('{"iss":"https://id.acme.example"}')} ${encode.encodeHex('nothing to see')}`;
      expect(buildSabotaged(format, harmless).text).toContain('1.0');
    });
  }

  it('is found out with zero bytes between the characters', () => {
    const text = encode.utf16(`x ${SECRETS.accessToken} y`).toString('latin1');
    expect(createRedactor(events).findLeaks(text)).toEqual(['[redacted:access_token-1]']);
  });

  it('names placeholders and never a value', () => {
    try {
      buildSabotaged('md', SECRETS.accessToken);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toMatch(/would still show \[redacted:access_token-\d+\]/);
      expect(String(error)).not.toContain(SECRETS.accessToken);
    }
  });
});
