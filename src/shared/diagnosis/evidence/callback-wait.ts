import { withoutQuery } from '../../model/read-message';
import type { StepView } from '../../model/session';
import { isHtml, readPageTitle } from '../signals/read-body';
import type { EvidenceRule, Observation } from './observation';

/** What did reach the listener while the callback was awaited (RFC 8252 section 7.3), and what the browser last showed. */
export const observeCallbackWait: EvidenceRule = ({ step }) => {
  if (!step?.wait) return [];
  const refused = step.hits.filter(({ verdict }) => verdict !== 'accepted');
  const seq = refused[0]?.seq ?? step.endSeq ?? step.seq;
  const verdicts = [...new Set(refused.map(({ verdict }) => verdict))].join(', ');
  return [
    {
      seq,
      statement:
        refused.length === 0
          ? 'No request at all reached the redirect URI: look at the last page in the browser (RFC 8252 section 7.3).'
          : `${refused.length} requests reached the listener, none of them the callback: ${verdicts}.`,
      expected: `a callback to ${step.wait.redirectUri}`,
      actual: refused.length === 0 ? 'nothing' : verdicts,
      decisive: false,
    },
    ...describeElsewhere(step, step.wait.redirectUri),
    ...describeLastPage(step),
  ];
};

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
