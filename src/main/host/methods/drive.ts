import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { isReadOnly, READ_ONLY } from '@shared/follow-ups/is-read-only';
import { findResendObstacle } from '@shared/follow-ups/resend';
import { foldTrace } from '@shared/trace/fold-trace';
import { findFlow } from '../../flows/flows';
import type { HostContext } from '../host-context';
import { launchFollowUp, readEnded } from '../launch-run';
import { findGivenProfile, resolveResend } from '../resolve-run';

type DriveMethods = Pick<
  HostMethods,
  'planRun' | 'setBreakpoints' | 'pauseRun' | 'continueRun' | 'resendRequest'
>;

const NOT_RUNNING = 'This run has already ended.';

/** Stepping through a run, and sending a recorded request once more. */
export function createDriveMethods(context: HostContext): DriveMethods {
  const { services, runs } = context;
  return {
    async planRun(input) {
      const profile = findGivenProfile(services, input);
      if (!profile) return fail('not-found', 'This profile no longer exists.');
      const steps = findFlow(profile.flow)?.steps(profile) ?? [];
      return ok(steps.map(({ name, title, actor }) => ({ name, title, actor })));
    },
    async setBreakpoints({ sessionId, breakpoints }) {
      const run = runs.get(sessionId);
      if (!run) return fail('not-found', NOT_RUNNING);
      run.driver.setBreakpoints(breakpoints);
      return ok(null);
    },
    async pauseRun({ sessionId }) {
      const run = runs.get(sessionId);
      if (!run) return fail('not-found', NOT_RUNNING);
      run.driver.pauseNext();
      return ok(null);
    },
    async continueRun({ sessionId, ...decision }) {
      const run = runs.get(sessionId);
      if (!run) return fail('not-found', NOT_RUNNING);
      const place = run.driver.paused();
      if (place === 'navigation' && decision.skip) {
        return fail('not-supported', 'Without this request nobody would sign in. Cancel the run instead.');
      }
      if (place === 'step' && decision.request) {
        return fail('invalid-argument', 'The run is paused before a step: there is no request to change.');
      }
      if (run.driver.decide(decision)) return ok(null);
      return fail('conflict', 'The run is not paused there any more.');
    },
    async resendRequest({ sessionId, exchangeId, request }) {
      const summary = services.sessions.get(sessionId);
      if (!summary) return fail('not-found', 'There is no session with this id.');
      if (isReadOnly(summary)) return fail('read-only', READ_ONLY);
      const recorded = await readEnded(context, sessionId);
      const session = foldTrace(recorded);
      const exchange = session.steps.flatMap((step) => step.exchanges).find(({ id }) => id === exchangeId);
      if (!exchange) return fail('not-found', 'The session has no such request.');
      const obstacle = findResendObstacle(session, exchange);
      if (obstacle !== null) return fail('conflict', obstacle);
      const resolved = await resolveResend(services, session, exchange, request);
      if (!resolved.ok) return resolved;
      const choices = { action: 'resend' as const, recorded, callbackTimeoutMs: 1_000 };
      return launchFollowUp(context, sessionId, resolved.value, choices);
    },
  };
}
