import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { PAGE_URL } from '../../../../src/main/electron/page-address';
import { APP_SCHEMES, createAppProtocolHandler } from '../../../../src/main/electron/protocol';
import { loadStaticFiles } from '../../../../src/main/web/static-files';
import { createRendererFolder, OUTSIDE_TEXT, STATIC_PATHS } from '../../../support/renderer-folder';

const folder = createRendererFolder();
const answer = createAppProtocolHandler(loadStaticFiles(folder.path), randomBytes);
afterAll(() => folder.remove());

describe('app://', () => {
  it('serves the page with the policy of the browser UI', async () => {
    const response = answer(new Request(PAGE_URL));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; /,
    );
    expect(await response.text()).toContain('<meta property="csp-nonce"');
  });

  it.each(STATIC_PATHS)('serves %s', (path) => {
    expect(answer(new Request(`app://grantscope${path}`)).status).toBe(200);
  });

  it.each([
    'app://grantscope/../secret.txt',
    'app://grantscope/..%2fsecret.txt',
    'app://grantscope/assets/..%2f..%2fsecret.txt',
    'app://grantscope/assets/linked.txt',
    'app://grantscope/assets/parent/secret.txt',
    'app://grantscope/%ff',
    'app://elsewhere/index.html',
    'app://grantscope.evil.example/index.html',
  ])('serves nothing at %s', async (url) => {
    const response = answer(new Request(url));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toContain(OUTSIDE_TEXT);
  });

  it('is privileged to be an origin of its own and nothing more', () => {
    expect(APP_SCHEMES).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  });
});
