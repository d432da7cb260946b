import { EXPLAINED_PARAMETERS, explainParameter } from '@shared/parameters/explain';
import { describe, expect, test } from 'vitest';

describe('the explained parameters', () => {
  test('are many, and each stands once in its place', () => {
    const keys = EXPLAINED_PARAMETERS.map(({ place, name }) => `${place} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(EXPLAINED_PARAMETERS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(250);
  });

  test('are told in one to three plain sentences', () => {
    for (const { name, text } of EXPLAINED_PARAMETERS) {
      expect(text, name).toMatch(/^[A-Zw].{5,238}\.$/);
      expect(text.split(/[.;?] /).length, name).toBeLessThanOrEqual(3);
    }
  });

  test('lead to a specification over https, at a section or a part of it', () => {
    for (const { name, reference } of EXPLAINED_PARAMETERS) {
      const url = new URL(reference.url);
      expect(url.protocol, name).toBe('https:');
      expect(['www.rfc-editor.org', 'openid.net', 'fetch.spec.whatwg.org', 'www.w3.org']).toContain(url.host);
      const [, rfc, section] = /^RFC (\d+) (?:section|appendix) ([\dA-Z.]+)$/.exec(reference.label) ?? [];
      if (url.host === 'www.rfc-editor.org') {
        expect(url.pathname, name).toBe(`/rfc/rfc${rfc}.html`);
        expect(url.hash, name).toMatch(new RegExp(`^#(section|appendix)-${section}$`));
      } else if (url.host === 'openid.net') {
        expect(url.pathname, name).toMatch(/^\/specs\/[\w-]+\.html$/);
        expect(reference.label, name).toMatch(/ section [\d.]+$/);
      }
    }
  });

  test.each(EXPLAINED_PARAMETERS.filter(({ place }) => place === 'header').map(({ name }) => name))(
    'the header %s is written in lower case, and found in any',
    (name) => {
      expect(name).toBe(name.toLowerCase());
      expect(explainParameter(name.toUpperCase(), 'header')?.name).toBe(name);
    },
  );
});

test('one name means what it means where it stands', () => {
  expect(explainParameter('scope', 'request')?.text).toContain('asked for');
  expect(explainParameter('scope', 'answer')?.text).toContain('granted');
  expect(explainParameter('iss', 'answer')?.reference.label).toBe('RFC 9207 section 2');
  expect(explainParameter('iss', 'claim')?.reference.label).toBe('RFC 7519 section 4.1');
});

test('a neighbour answers where the place itself knows nothing', () => {
  expect(explainParameter('sub', 'answer')?.place).toBe('claim');
  expect(explainParameter('registration_endpoint', 'claim')).toBeNull();
});

test.each(['', 'constructor', '__proto__', 'acme_internal'])('nothing is made up about %j', (name) => {
  expect(explainParameter(name, 'request')).toBeNull();
});
