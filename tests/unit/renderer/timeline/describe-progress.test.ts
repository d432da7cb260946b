import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it } from 'vitest';
import { describeProgress } from '../../../../src/renderer/src/timeline/describe-progress';
import { buildTrace } from '../../../support/session-builder';

describe('what is read aloud of a run', () => {
  it('is its newest result, and at the end how it ended', () => {
    const trace = buildTrace();
    const said = trace.map((_, index) => describeProgress(foldTrace(trace.slice(0, index + 1))));
    expect([...new Set(said)]).toMatchInlineSnapshot(`
      [
        "The run has started.",
        "discovery: succeeded.",
        "authorization-request: succeeded.",
        "callback: waiting for you.",
        "callback: succeeded.",
        "token: succeeded.",
        "id-token: succeeded.",
        "userinfo: succeeded.",
        "resource: succeeded.",
        "The run succeeded.",
      ]
    `);
  });
});
