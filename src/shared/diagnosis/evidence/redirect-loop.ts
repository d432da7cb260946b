import { withoutQuery } from '../../model/read-message';
import type { ConclusionRule } from './conclusion';

/** A sign-in passes an address twice or three times; more often, only in a circle. */
const MAX_VISITS = 4;

/** Redirects that lead back to the same address again and again (RFC 9110 section 15.4). */
export const concludeRedirectLoop: ConclusionRule = ({ step }) => {
  const visits = new Map<string, number>();
  for (const { channel, request, response, seq } of step?.exchanges ?? []) {
    if (channel !== 'front' || !response || response.status < 300 || response.status > 399) continue;
    const count = (visits.get(request.url) ?? 0) + 1;
    visits.set(request.url, count);
    if (count <= MAX_VISITS) continue;
    return [
      {
        value: 'redirect-loop',
        seq,
        statement: `The browser was redirected to the same address more than ${MAX_VISITS} times (RFC 9110 section 15.4).`,
        expected: 'a page, or the callback',
        actual: withoutQuery(request.url),
      },
    ];
  }
  return [];
};
