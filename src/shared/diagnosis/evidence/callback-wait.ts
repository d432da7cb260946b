import { withoutQuery } from '../../model/read-message';
import type { CallbackWaitView, StepView } from '../../model/session';
import { describeHit } from '../../trace/describe-hit';
import { isHtml, readPageTitle } from '../signals/read-body';
import type { EvidenceRule, Observation } from './observation';

/** So many kinds of requests are told one by one. */
const MAX_KINDS = 4;

/**
 * How long the callback was awaited, what did reach the listener meanwhile (RFC 8252 section 7.3), and what the
 * browser last showed. Nothing where the callback came.
 */
export const observeCallbackWait: EvidenceRule = ({ step, session }) => {
  if (!step?.wait || step.hits.some(({ verdict }) => verdict === 'accepted')) return [];
  const waited = describeWaited(step);
  const { wait, hits } = step;
  const verdicts = [...new Set(hits.map(({ verdict }) => verdict))].join(', ');
  const isTimeout = step.error?.code === 'callback_timeout';
  return [
    {
      seq: hits[0]?.seq ?? step.endSeq ?? step.seq,
      statement:
        hits.length === 0
          ? `No request at all reached the redirect URI${waited}: look at the last page in the browser (RFC 8252 section 7.3).`
          : `${countHits(step)} reached the listener${waited}, none of them the callback: ${verdicts} (RFC 8252 section 7.3).`,
      expected: `a callback to ${withoutQuery(wait.redirectUri)}`,
      actual: hits.length === 0 ? 'nothing' : verdicts,
      decisive: false,
      ...(hits.length === 0 && isTimeout
        ? { fix: describeSilence(wait, session.profile?.browser === 'capture') }
        : {}),
    },
    ...describeHits(step, wait),
    ...describeElsewhere(step, wait.redirectUri),
    ...describeLastPage(step),
  ];
};

function describeWaited({ wait, endedAt }: StepView): string {
  const waitedMs = wait && endedAt !== null ? endedAt - wait.startedAt : 0;
  if (waitedMs <= 0) return '';
  if (waitedMs < 1_000) return ` in ${Math.round(waitedMs)} ms`;
  return ` in ${waitedMs < 10_000 ? (waitedMs / 1000).toFixed(1) : Math.round(waitedMs / 1000)} s`;
}

function countHits({ hits, notes }: StepView): string {
  const leftOut = notes.findLast(({ code }) => code === 'callback-hits-left-out')?.message ?? '';
  const total = hits.length + Number(/^\d+/.exec(leftOut)?.[0] ?? 0);
  return total === 1 ? '1 request' : `${total} requests`;
}

/** Nothing came: the user is still there, or the provider did not send the browser back. */
function describeSilence({ redirectUri, listener }: CallbackWaitView, isCaptured: boolean): string {
  const where = withoutQuery(redirectUri);
  if (listener === null && !isCaptured) {
    return `Nothing can listen at ${where} from here: paste the address that the browser ends up at.`;
  }
  return `See what the browser shows now. A form means that the sign-in is not finished; an error page mostly means that ${where} is not what is registered.`;
}

/** The first of each kind in words; what needs doing stands first. */
function describeHits({ hits }: StepView, { redirectUri }: CallbackWaitView): Observation[] {
  const kinds = [...Map.groupBy(hits, (hit) => describeHit(hit, redirectUri).meaning).values()];
  return kinds
    .flatMap((group) => {
      const [hit] = group;
      return hit ? [{ hit, times: group.length, ...describeHit(hit, redirectUri) }] : [];
    })
    .sort((a, b) => Number(b.advice !== null) - Number(a.advice !== null))
    .slice(0, MAX_KINDS)
    .map(({ hit, times, meaning, advice }) => ({
      seq: hit.seq,
      statement: times === 1 ? meaning : `${meaning} It happened ${times} times.`,
      expected: withoutQuery(redirectUri),
      actual: withoutQuery(hit.url),
      decisive: false,
      ...(advice === null ? {} : { fix: advice }),
    }));
}

/** A response that the browser took to another address of this machine: mostly another port. */
function describeElsewhere({ exchanges }: StepView, redirectUri: string): Observation[] {
  const elsewhere = exchanges.findLast(({ channel, request }) => {
    if (channel !== 'front' || !URL.canParse(request.url)) return false;
    const { hostname, searchParams } = new URL(request.url);
    const isResponse = searchParams.has('code') || (searchParams.has('error') && searchParams.has('state'));
    const isLocal = /^(localhost|127\.\d|\[::1\])/.test(hostname);
    return isResponse && isLocal && withoutQuery(request.url) !== withoutQuery(redirectUri);
  });
  if (!elsewhere) return [];
  return [
    {
      seq: elsewhere.seq,
      statement:
        'The browser took the response to another address than the one that is listened at (RFC 8252 section 7.3).',
      expected: withoutQuery(redirectUri),
      actual: withoutQuery(elsewhere.request.url),
      decisive: true,
      fix: `Register ${withoutQuery(redirectUri)} as it is, with its port and path, or run with the address that is registered.`,
    },
  ];
}

function describeLastPage({ exchanges }: StepView): Observation[] {
  const page = exchanges.findLast(
    ({ channel, response }) =>
      channel === 'front' && response && (response.status >= 400 || isHtml(response)),
  );
  if (!page?.response) return [];
  return [
    {
      seq: page.endSeq ?? page.seq,
      statement: `The last page that the browser showed was HTTP ${page.response.status} (RFC 6749 section 4.1.2.1).`,
      expected: 'a redirect to the redirect URI',
      actual: readPageTitle(page.response) || withoutQuery(page.request.url),
      decisive: false,
    },
  ];
}
