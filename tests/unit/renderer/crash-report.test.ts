import { describe, expect, it, vi } from 'vitest';
import { buildCrashReport } from '../../../src/renderer/src/shell/crash-report';
import { createAppStore } from '../../../src/renderer/src/store/app-store';
import { addEvents, createOpenSession } from '../../../src/renderer/src/store/open-session';
import { buildPlantedSession, createRandom } from '../../support/planted-session';
import { createStubHostClient } from '../../support/stub-host-client';

vi.stubGlobal('navigator', { userAgent: 'Test browser 1.0', platform: 'Linux' });

function buildState(events: Parameters<typeof addEvents>[1] = []) {
  const store = createAppStore(createStubHostClient({}));
  store.setState({ open: addEvents(createOpenSession('session-1'), events) });
  return store.getState();
}

describe('a crash report', () => {
  it('says which part failed, how and where, without addresses', () => {
    const error = new TypeError('x is undefined');
    error.stack = 'TypeError: x is undefined\n    at draw (http://127.0.0.1:4711/assets/index-1.js:1:20)';
    const text = buildCrashReport(
      { region: 'The inspector', error, componentStack: '\n    at TokenTab (app://grantscope/a/b.js:2:3)' },
      buildState(),
    );
    expect(text).toContain('Part: The inspector (session)');
    expect(text).toContain('Error: TypeError: x is undefined');
    expect(text).toContain('at draw (index-1.js:1:20)');
    expect(text).toContain('at TokenTab (b.js:2:3)');
    expect(text).not.toContain('4711');
  });

  it('shows no secret of the session, wherever the error quotes it', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { events, plants } = buildPlantedSession(createRandom(seed));
      const state = buildState(events);
      for (const { value, place } of plants) {
        const error = new Error(`Cannot read "${value}"`);
        error.stack = `Error: ${value}\n    at ${encodeURIComponent(value)} (http://host/${value}/x.js:1:1)`;
        const text = buildCrashReport({ region: 'The timeline', error, componentStack: '' }, state);
        expect(text.includes(value), `${place}: ${text}`).toBe(false);
      }
    }
  });

  it('makes do with whatever was thrown', () => {
    for (const error of [null, undefined, 'text', 7, {}, Object.create(null)]) {
      expect(() =>
        buildCrashReport({ region: 'The lists', error, componentStack: '' }, buildState()),
      ).not.toThrow();
    }
  });
});
