import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { isReadOnly, READ_ONLY } from '@shared/follow-ups/is-read-only';
import { listFollowUps } from '@shared/follow-ups/list-follow-ups';
import { foldTrace } from '@shared/trace/fold-trace';
import { LocalFlowError } from '../../flows/flow-errors';
import type { HostContext } from '../host-context';
import { launchFollowUp, launchRun, readEnded } from '../launch-run';
import { resolveFollowUp, resolveRun } from '../resolve-run';

type RunMethods = Pick<
  HostMethods,
  'listFaults' | 'startRun' | 'startFollowUp' | 'cancelRun' | 'submitCallback' | 'openAuthorizationUrl'
>;

export function createRunMethods(context: HostContext): RunMethods {
  const { services, runs } = context;
  return {
    async listFaults() {
      return ok(services.practice.faults());
    },
    async startRun(input) {
      const resolved = await resolveRun(services, input);
      if (!resolved.ok) return resolved;
      return launchRun(context, resolved.value, input);
    },
    async startFollowUp({ sessionId, action, callbackTimeoutMs }) {
      const summary = services.sessions.get(sessionId);
      if (!summary) return fail('not-found', 'There is no session with this id.');
      if (isReadOnly(summary)) return fail('read-only', READ_ONLY);
      const recorded = await readEnded(context, sessionId);
      const session = foldTrace(recorded);
      const reason = listFollowUps(session).find((offer) => offer.action === action)?.reason ?? null;
      if (reason !== null || session.profile === null)
        return fail('conflict', reason ?? 'There is no profile.');
      const resolved = await resolveFollowUp(services, session.profile, action);
      if (!resolved.ok) return resolved;
      return launchFollowUp(context, sessionId, resolved.value, { action, recorded, callbackTimeoutMs });
    },
    async cancelRun({ sessionId }) {
      const run = runs.get(sessionId);
      if (!run) return fail('not-found', 'This run has already ended.');
      run.cancel.abort();
      await run.done;
      return ok(null);
    },
    async submitCallback({ sessionId, url }) {
      const submit = runs.get(sessionId)?.controls?.submitCallback;
      if (!submit) return fail('conflict', 'This run does not wait for a callback.');
      if (!URL.canParse(url.trim())) {
        return fail(
          'invalid-argument',
          'Paste the whole address from the browser, beginning with http:// or https://.',
        );
      }
      const verdict = submit(new URL(url.trim()));
      return verdict === 'accepted' ? ok(null) : fail('invalid-argument', REFUSED_CALLBACKS[verdict]);
    },
    async openAuthorizationUrl({ sessionId }) {
      const controls = runs.get(sessionId)?.controls;
      if (!controls) return fail('conflict', 'This run does not wait for a user in a browser.');
      if (!services.openBrowser && !controls.hasOwnWindow) {
        return fail('not-supported', 'No browser can be opened from here. Copy the URL instead.', {
          capability: 'systemBrowser',
        });
      }
      try {
        await controls.reopen();
        return ok(null);
      } catch (error) {
        if (!(error instanceof LocalFlowError)) throw error;
        return fail('not-supported', `${error.message} Copy the URL instead.`, {
          capability: 'systemBrowser',
        });
      }
    },
  };
}

const REFUSED_CALLBACKS = {
  'wrong-path': 'This address is not the redirect URI of this run: its path differs.',
  'wrong-state': 'This callback belongs to another attempt: its state is not the one this run sent.',
  'wrong-method': 'This callback cannot be taken.',
  'too-large': 'This callback is too large.',
  'not-a-callback': 'This address has neither a code nor an error in it.',
  'wrong-host': 'This address is not the redirect URI of this run: its scheme, host or port differs.',
  'already-used': 'This run has had its callback.',
  malformed: 'This callback cannot be taken.',
  'too-slow': 'This callback cannot be taken.',
  'not-secure': 'This callback cannot be taken.',
};
