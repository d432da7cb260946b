import { checkResend } from '@shared/checks/check-resend';
import { toOutgoingRequest } from '@shared/follow-ups/resend';
import type { OutgoingRequest } from '@shared/model/run-control';
import type { ExchangeView } from '@shared/model/session';
import type { Flow, FlowStep } from './flow';
import { throwOnFailedCheck } from './throw-on-failed-check';

/**
 * A request of an ended session once more, as it was or edited: one step beside the flow. Nothing is computed
 * anew: a code, a proof or an assertion that was used before is sent as it stands. An answer that is an error
 * ends the step, so that it is diagnosed like any other.
 */
export function createResendFlow(
  flow: string,
  exchange: ExchangeView,
  edited: OutgoingRequest | null,
): Flow<string> {
  const step: FlowStep = {
    name: 'resend',
    title: `Send the ${exchange.purpose} request again`,
    actor: 'client',
    branchOf: exchange.id,
    async run(context) {
      const { method, url, headers, body } = toOutgoingRequest(exchange.request);
      const fetch = context.fetchFor(exchange.purpose, 'back', edited ?? undefined);
      await fetch(url, { method, headers, ...(body === null ? {} : { body }) });
      const sent = context.findExchange(exchange.purpose);
      if (!sent?.response) return 'done';
      const row = checkResend(exchange.response ?? null, sent.response);
      context.check(row, sent.id);
      throwOnFailedCheck([row]);
      return 'done';
    },
  };
  return { id: flow, title: step.title, steps: () => [step] };
}
