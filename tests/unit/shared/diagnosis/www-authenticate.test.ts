import { parseWwwAuthenticate } from '@shared/diagnosis/www-authenticate';
import fc from 'fast-check';
import { expect, test } from 'vitest';

function parse(...fields: string[]) {
  return parseWwwAuthenticate(fields).map(({ scheme, token68, parameters }) => ({
    scheme,
    token68,
    parameters: Object.fromEntries(parameters),
  }));
}

test('reads the example with two challenges in one field of RFC 9110 section 11.6.1', () => {
  expect(parse('Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""')).toEqual([
    { scheme: 'Basic', token68: null, parameters: { realm: 'simple' } },
    { scheme: 'Newauth', token68: null, parameters: { realm: 'apps', type: '1', title: 'Login to "apps"' } },
  ]);
});

test('reads the challenge of RFC 6750 section 3.1', () => {
  expect(
    parse('Bearer realm="example", error="invalid_token", error_description="The access token expired"'),
  ).toEqual([
    {
      scheme: 'Bearer',
      token68: null,
      parameters: { realm: 'example', error: 'invalid_token', error_description: 'The access token expired' },
    },
  ]);
});

test('tells token68 from parameters', () => {
  expect(parse('Negotiate YWJj+/==, Bearer')).toEqual([
    { scheme: 'Negotiate', token68: 'YWJj+/==', parameters: {} },
    { scheme: 'Bearer', token68: null, parameters: {} },
  ]);
});

test('takes blanks around "=", empty list members and names in any case', () => {
  expect(parse(', ,Bearer  Error = "invalid_token" ,, scope="a b"')).toEqual([
    { scheme: 'Bearer', token68: null, parameters: { error: 'invalid_token', scope: 'a b' } },
  ]);
});

test('reads several fields', () => {
  expect(parse('Bearer', 'DPoP algs="ES256"').map(({ scheme }) => scheme)).toEqual(['Bearer', 'DPoP']);
});

test('the first of two parameters with one name counts', () => {
  expect(parse('Bearer error="a", error="b"')[0]?.parameters).toEqual({ error: 'a' });
});

test('keeps what came before a syntax error', () => {
  expect(parse('Bearer error="invalid_token", scope="never closed')).toEqual([
    { scheme: 'Bearer', token68: null, parameters: { error: 'invalid_token' } },
  ]);
});

test('a parameter named __proto__ is a parameter like any other', () => {
  expect(parseWwwAuthenticate(['Bearer __proto__="x"'])[0]?.parameters.get('__proto__')).toBe('x');
});

test('reads back every challenge of a well-formed field', () => {
  const token = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
  const challenge = fc.record({
    scheme: token,
    parameters: fc.dictionary(token, fc.string(), { minKeys: 1, maxKeys: 4 }),
  });
  fc.assert(
    fc.property(fc.array(challenge, { minLength: 1, maxLength: 5 }), (challenges) => {
      const field = challenges
        .map(({ scheme, parameters }) => {
          const pairs = Object.entries(parameters).map(
            ([name, value]) => `${name}="${value.replaceAll(/["\\]/g, '\\$&')}"`,
          );
          return `${scheme} ${pairs.join(', ')}`;
        })
        .join(', ');
      expect(parse(field).map(({ scheme, parameters }) => ({ scheme, parameters }))).toEqual(
        challenges.map(({ scheme, parameters }) => ({ scheme, parameters: { ...parameters } })),
      );
    }),
  );
});

test('never throws and stays quick, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 200 })),
      (fields) => void parseWwwAuthenticate(fields),
    ),
  );
  const start = performance.now();
  for (const part of ['a ', 'a=', '"\\', ',', 'a a=b,', 'A']) parseWwwAuthenticate([part.repeat(200_000)]);
  expect(performance.now() - start).toBeLessThan(500);
});
