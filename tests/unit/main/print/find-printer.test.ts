import { expect, it } from 'vitest';
import { findPrinter } from '../../../../src/main/print/find-printer';

const find = (environment: Record<string, string>) =>
  findPrinter({ environment, userId: 1000, exists: (path) => path === '/usr/bin/chromium' });

it('prints with an installed browser, also where there is no display', () => {
  expect(find({ PATH: '/usr/bin' })).toEqual({ print: expect.any(Function), reason: null });
});

it('says what to do where there is none, or where the named one is missing', () => {
  expect(find({ PATH: '/bin' })).toEqual({
    print: null,
    reason:
      'No Chromium, Chrome or Edge was found to make a PDF with. Install one, or name it in GRANTSCOPE_CHROMIUM.',
  });
  expect(find({ PATH: '/usr/bin', GRANTSCOPE_CHROMIUM: '/opt/gone' }).reason).toBe(
    'GRANTSCOPE_CHROMIUM names a file that does not exist: /opt/gone.',
  );
});
