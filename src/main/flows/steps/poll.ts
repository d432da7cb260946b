import { checkPolling } from '@shared/checks/check-polling';
import { type Polls, readPolls } from '@shared/model/read-polls';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { stageCall } from '../staged-call';
import { wantsIdToken } from './authorization-request';
import { beginDecision, type DecisionOptions } from './await-decision';
import { readTokens, stageOptionsOf, type Tokens } from './redeem-code';
import { createTokenStep } from './token';

/** A request that waits for the user, and how its tokens are asked for. */
export interface PendingRequest {
  decision: DecisionOptions;
  /** One library call that polls until the server has decided. */
  poll(by: client.Configuration, signal: AbortSignal): Promise<Tokens>;
  /** Resolves when to ask, for a client that is told; the interval counts for any other. */
  told?: Promise<void>;
}

interface PollStepOptions {
  name: string;
  title: string;
  read(context: StepContext): PendingRequest;
}

/**
 * The step in which the user decides elsewhere: the token endpoint is asked until it answers with something
 * else than authorization_pending or slow_down (RFC 8628 section 3.5, OpenID Connect CIBA Core section 10).
 */
export function createPollStep({ name, title, read }: PollStepOptions): FlowStep {
  const step = createTokenStep({
    name,
    title,
    hasIdTokenStep: wantsIdToken,
    start(context) {
      const { decision: options, poll, told } = read(context);
      const decision = beginDecision(context, options);
      return stageCall(
        async (fetch) => {
          await decision.race(told ?? Promise.resolve());
          const ask = (by: client.Configuration, recorded: typeof fetch) => {
            by[client.customFetch] = recorded as client.CustomFetch;
            return poll(by, decision.signal);
          };
          return decision.race(readTokens(context, ask, fetch));
        },
        stageOptionsOf(context, watchPolls(context)),
      );
    },
  });
  return {
    ...step,
    actor: 'user',
    async run(context) {
      let isDecided = false;
      try {
        const result = await step.run(context);
        isDecided = true;
        return result;
      } finally {
        await context.state.decision?.end(isDecided);
        const polls = readPollsOf(context);
        if (polls && polls.polls.length > 0) context.check(checkPolling(polls));
      }
    },
  };
}

/** Says so when the server asks to slow down, and stops the clock once it has decided. */
function watchPolls(context: StepContext): StepContext['fetchFor'] {
  let slowDowns = 0;
  return (purpose) => async (input, init) => {
    const response = await context.fetchFor(purpose)(input, init);
    if (purpose !== 'token') return response;
    if (response.ok) context.state.decision?.decide();
    const polls = readPollsOf(context);
    if (polls && polls.slowDowns > slowDowns) {
      slowDowns = polls.slowDowns;
      context.note(
        'slow-down',
        `The server asked to slow down; the interval is now ${polls.intervalSeconds} s.`,
      );
    }
    return response;
  };
}

/** Null where nothing is polled. */
function readPollsOf({ state, listExchanges }: StepContext): Polls | null {
  const { intervalSeconds = null, startedAt = 0 } = state.decision ?? {};
  return intervalSeconds === null ? null : readPolls(listExchanges('token'), { intervalSeconds, startedAt });
}
