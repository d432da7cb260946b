import { isLoopbackHost } from '@shared/model/parse-profile';
import type { StepContext } from '../flow';

const MAX_REDIRECTS = 5;

/**
 * A discovery document's own URL may redirect: each hop is recorded as an exchange of its own and
 * said in a note, so that nothing is followed silently.
 */
export function followDiscoveryRedirects(context: StepContext): typeof fetch {
  const fetch = context.fetchFor('discovery');
  return async (input, init) => {
    let url = new URL(String(input));
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(url.href, init);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null || hops === MAX_REDIRECTS) {
        return response;
      }
      const next = URL.parse(location, url.href);
      if (!next || !isSafe(url, next, context)) return response;
      context.note('discovery-redirected', `${url.href} redirects to ${next.href}.`);
      url = next;
    }
  };
}

/** Never from https down to http, and to http beyond loopback only where the profile allows it. */
function isSafe(from: URL, to: URL, { profile }: StepContext): boolean {
  if (to.protocol === 'https:') return true;
  if (to.protocol !== 'http:' || from.protocol === 'https:') return false;
  return profile.allowInsecure || isLoopbackHost(to.hostname);
}
