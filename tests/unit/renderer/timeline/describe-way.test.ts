import { expect, it } from 'vitest';
import { describeWay } from '../../../../src/renderer/src/timeline/describe-way';

const way = (more: Partial<Parameters<typeof describeWay>[0]>) =>
  describeWay({ browser: 'system', canOpenBrowser: true, way: 'in', isListening: true, ...more });

it.each([
  [{}, 'Sign in in the browser that opened. It comes back here by itself.'],
  [{ canOpenBrowser: false }, 'No browser opens by itself here.'],
  [{ browser: 'print' as const }, 'Open the URL in any browser, here or on another device, and sign in.'],
  [{ browser: 'practice' as const, way: 'out' as const }, 'The practice provider signs out by itself.'],
  [
    { browser: 'capture' as const, isCaptured: true },
    'in the window that opened. The callback is taken there',
  ],
  [{ isListening: false }, 'Then paste the address that the browser ends up at'],
])('%o', (more, said) => {
  expect(way(more)).toContain(said);
});
