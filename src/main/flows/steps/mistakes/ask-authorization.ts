import { isAnswerForm, listAnswers } from '@shared/mutations/judge-authorization';
import { ASK_STEP, MISTAKE_STEP } from '@shared/mutations/mutation';
import type { FlowStep, StepContext } from '../../flow';
import { LocalFlowError } from '../../flow-errors';
import { authorizationOf } from '../authorization-request';

declare module '../../flow' {
  interface FlowState {
    /** The mistake has its answer, and the browser would be led to an address that nobody listens at. */
    isAnswered?: boolean;
  }
}

/**
 * Asks the authorization endpoint as a browser without a session would, so that a refusal needs no user. A
 * pushed request is left alone: its request_uri may work once only (RFC 9126 section 4).
 */
export const askAuthorizationStep: FlowStep = {
  name: ASK_STEP,
  title: 'Ask before a user is troubled',
  actor: 'client',
  async run(context) {
    if (context.profile.par) return 'skipped';
    const { url, redirectUri } = authorizationOf(context);
    await askAsBrowser(context, url);
    const isLed = listAnswers(context.session()).length > 0;
    context.state.isAnswered = isLed && !isListened(redirectUri);
    return 'done';
  },
};

/** Nothing is left to do once the mistake has its answer. */
export function unlessAnswered(step: FlowStep): FlowStep {
  return { ...step, run: async (context) => (context.state.isAnswered ? 'skipped' : step.run(context)) };
}

/** RFC 9126 section 7.3: the request_uri of this sign-in once more. */
export const reuseRequestUriStep: FlowStep = {
  name: MISTAKE_STEP,
  title: 'Use the request_uri a second time',
  actor: 'client',
  async run(context) {
    await askAsBrowser(context, authorizationOf(context).url);
    return 'done';
  },
};

/** A navigation without cookies. An error page ends the step, as it ends one of a browser of our own. */
export async function askAsBrowser(
  context: StepContext,
  url: URL,
  purpose: 'authorization' | 'logout' = 'authorization',
): Promise<Response> {
  const response = await context.fetchFor(purpose)(url, { headers: { Accept: 'text/html' } });
  const { status } = response;
  const recorded = context.findExchange(purpose)?.response;
  const isAnswer = recorded != null && isAnswerForm(recorded, context.state.authorization?.redirectUri ?? '');
  if (status >= 400 && !isAnswer) {
    throw new LocalFlowError('provider_error_page', `The provider showed a page with status ${status}.`, {
      facts: { status, url: `${url.origin}${url.pathname}` },
    });
  }
  return response;
}

function isListened(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  return url?.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
}
