import type { HitView } from '@shared/model/session';
import { describeHit, isBrowserNoise } from '@shared/trace/describe-hit';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const AT = 'http://127.0.0.1:8400/callback';
const VERDICTS: Record<HitView['verdict'], true> = {
  accepted: true,
  'wrong-path': true,
  'wrong-state': true,
  'wrong-method': true,
  'too-large': true,
  'not-a-callback': true,
  'wrong-host': true,
  malformed: true,
  'too-slow': true,
  'already-used': true,
  'not-secure': true,
  'wrong-token': true,
  'wrong-request': true,
};
const ALL = Object.keys(VERDICTS) as HitView['verdict'][];

const hit = (more: Partial<HitView>) =>
  ({ via: 'listener', method: 'GET', url: AT, verdict: 'wrong-path', ...more }) as HitView;

it.each(ALL)('%s is said in whole sentences', (verdict) => {
  const { meaning, advice } = describeHit(hit({ verdict }), AT);
  for (const text of [meaning, advice ?? 'None.']) expect(text).toMatch(/^[A-Z].*\.$/);
});

it('no value of a parameter is ever said, whatever arrives', () => {
  const via = fc.constantFrom('listener' as const, 'pasted' as const);
  fc.assert(
    fc.property(fc.constantFrom(...ALL), via, fc.webUrl(), (verdict, way, base) => {
      const url = `${base}?code=kept-secret&state=kept-secret#id_token=kept-secret`;
      const words = describeHit(hit({ verdict, via: way, url }), `${AT}?tenant=kept-secret`);
      expect(JSON.stringify(words)).not.toContain('kept-secret');
    }),
  );
});

it.each(['/favicon.ico', '/favicon-32x32.png', '/apple-touch-icon.png', '/.well-known/appspecific/x.json'])(
  '%s is what browsers ask for by themselves',
  (path) => {
    const noise = hit({ url: new URL(path, AT).href });
    expect(isBrowserNoise(noise)).toBe(true);
    expect(describeHit(noise, AT)).toEqual({ meaning: expect.stringContaining('icon'), advice: null });
  },
);

it('an answer at another path says what to register', () => {
  const { advice } = describeHit(hit({ url: 'http://127.0.0.1:8400/cb#id_token=x&state=s' }), AT);
  expect(advice).toContain(`Register ${AT}`);
});
