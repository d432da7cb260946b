import * as encode from './encode';
import type { Planter } from './planter';

/** One body for each spelling. A session says nothing of these values but there. */
export function plantEncodings({ plant, token, answer, record }: Planter): void {
  const json = (value: string) => JSON.stringify({ access_token: value, expires_in: 3600 });
  const inBody = (id: string, type: string, build: (value: string) => string) =>
    answer(id, type, build(plant(`token in ${id}`)));

  inBody('percent-once', 'text/plain', (value) => `see /cb?access_token=${encode.encodeUri(value)} there`);
  inBody('percent-twice', 'text/plain', (value) =>
    encode.encodeUri(`/cb?access_token=${encode.encodeUri(value)}`),
  );
  inBody('percent-each-byte', 'text/plain', (value) => `/cb?access_token=${encode.escapeEachByte(value)}`);
  inBody(
    'json-escapes',
    'application/json',
    (value) => `{"access_token":"${encode.escapeEachInJson(value)}"}`,
  );
  inBody('html-decimal', 'text/html', (value) => `<p>access_token=${encode.escapeEachDecimal(value)}</p>`);
  inBody('html-hexadecimal', 'text/html', (value) => `<p>access_token=${encode.escapeEachHex(value)}</p>`);
  for (const shift of [0, 1, 2]) {
    inBody(`base64-shift-${shift}`, 'application/json', (value) =>
      JSON.stringify({ blob: encode.encodeBase64(`${' '.repeat(shift)}${json(value)}`) }),
    );
  }
  inBody('base64url', 'application/json', (value) =>
    JSON.stringify({ blob: encode.encodeBase64Url(json(value)) }),
  );
  inBody('hex', 'application/json', (value) => JSON.stringify({ blob: encode.encodeHex(json(value)) }));
  inBody('hex-upper', 'application/json', (value) =>
    JSON.stringify({ blob: encode.encodeHex(json(value)).toUpperCase() }),
  );
  inBody('gzip-base64', 'application/json', (value) =>
    JSON.stringify({ blob: encode.gzipToBase64(json(value)) }),
  );
  inBody('zlib-base64', 'application/json', (value) =>
    JSON.stringify({ blob: encode.zlibToBase64(json(value)) }),
  );
  inBody('utf16-base64', 'application/json', (value) =>
    JSON.stringify({ blob: encode.utf16(json(value)).toString('base64') }),
  );
  inBody('utf16-big-endian-base64', 'application/json', (value) =>
    JSON.stringify({ blob: encode.utf16BigEndian(json(value)).toString('base64') }),
  );
  inBody('base64-of-hex', 'application/json', (value) =>
    JSON.stringify({ blob: encode.encodeBase64(encode.encodeHex(json(value))) }),
  );
  inBody('base64-twice', 'application/json', (value) =>
    JSON.stringify({ blob: encode.encodeBase64(encode.encodeBase64(json(value))) }),
  );
  inBody('base64-of-percent', 'text/plain', (value) =>
    encode.encodeBase64(`/cb?access_token=${encode.encodeUri(value)}`),
  );
  inBody('wrapped-base64', 'text/plain', (value) =>
    encode.encodeBase64(`${'A line of prose. '.repeat(6)}${json(value)}`).replace(/.{64}/g, '$&\r\n'),
  );
  answer(
    'nul-text',
    'text/plain',
    encode.utf16(`access_token=${token('token in text with NULs')}`).toString('latin1'),
  );
  answer(
    'nul-text-big-endian',
    'text/plain',
    encode.utf16BigEndian(`access_token=${token('token in text with NULs first')}`).toString('latin1'),
  );
  const binary = (id: string, bytes: Buffer) =>
    answer(id, 'application/json', {
      text: bytes.toString('base64'),
      encoding: 'base64',
      bodyBytes: 64,
      truncated: false,
    });
  binary('gzip-body', Buffer.from(encode.gzipToBase64(json(plant('token in a gzip body'))), 'base64'));
  binary('utf16-body', encode.utf16(json(plant('token in a UTF-16 body'))));
  binary(
    'nested-gzip-body',
    Buffer.from(encode.gzipToBase64(encode.gzipToBase64(json(plant('token in gzip in gzip')))), 'base64'),
  );
  plantRepeats({ plant, answer, record });
}

/** A value that is named once, and stands elsewhere without its name in every spelling. */
function plantRepeats({ plant, answer, record }: Pick<Planter, 'plant' | 'answer' | 'record'>): void {
  const spellings: [string, (value: string) => string][] = [
    ['percent', encode.encodeUri],
    ['percent twice', (value) => encode.encodeUri(encode.encodeUri(value))],
    ['JSON escapes', encode.escapeEachInJson],
    ['decimal entities', encode.escapeEachDecimal],
    ['hexadecimal entities', encode.escapeEachHex],
    ['base64', encode.encodeBase64],
    ['base64, one byte on', (value) => encode.encodeBase64(`\u0001${value}\u0002`)],
    ['base64, two bytes on', (value) => encode.encodeBase64(`\u0001\u0001${value}\u0002`)],
    ['base64url', (value) => encode.encodeBase64Url(`\u0001?${value}`)],
    ['hex', (value) => `0f${encode.encodeHex(value)}a`],
    ['hex in capitals', (value) => encode.encodeHex(value).toUpperCase()],
    ['gzip', (value) => encode.gzipToBase64(`It is ${value}, is it not?`)],
    ['zlib', (value) => encode.zlibToBase64(`It is ${value}, is it not?`)],
    [
      'raw deflate',
      (value) => encode.deflateToBase64(`It is ${value}, is it not? And what it is, it is for long.`),
    ],
    ['UTF-16', (value) => encode.utf16(`\ufeff${value}`).toString('base64')],
    ['UTF-16 big-endian', (value) => encode.utf16BigEndian(`\ufeff${value}`).toString('base64')],
    ['hex of base64', (value) => encode.encodeHex(encode.encodeBase64(value))],
    ['base64 of hex', (value) => encode.encodeBase64(encode.encodeHex(value))],
    ['a path', (value) => `https://api.acme.example/a/${encode.encodeUri(value)}/b`],
  ];
  for (const [name, spell] of spellings) {
    const value = plant(`secret that is repeated as ${name}`);
    record({ type: 'artifact', stepId: 'other-traffic', name: 'device-secret', kind: 'secret', value });
    answer(`repeat-${name.replaceAll(/\W+/g, '-')}`, 'text/plain', `before ${spell(value)} after`);
  }
}
