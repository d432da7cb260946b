import { readPolls } from '@shared/model/read-polls';
import type { ApprovalWaitView, StepView } from '@shared/model/session';
import { formatCount } from '../ui/format';

/** How often the server was asked so far, in one line. */
export function describePolling(step: Pick<StepView, 'exchanges'>, approval: ApprovalWaitView): string {
  const { intervalSeconds, startedAt } = approval;
  if (intervalSeconds === null) return 'Not polled: the provider sends a ping.';
  const {
    polls,
    slowDowns,
    intervalSeconds: now,
  } = readPolls(step.exchanges, { intervalSeconds, startedAt });
  const asked = slowDowns === 0 ? '' : ', because the server asked to slow down';
  return `${formatCount(polls.length, 'poll')} so far, one every ${now} s${asked}.`;
}
