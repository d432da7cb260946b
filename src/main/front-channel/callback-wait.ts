import type { CallbackHitFacts, FrontChannelRequest } from '../flows/flow';
import { bearsState, type CallbackVerdict, judgeCallback } from './judge-callback';
import { createRelays } from './read-post';

export type CallbackWait = ReturnType<typeof openCallbackWait>;

interface CallbackWaitOptions {
  onHit(hit: CallbackHitFacts): void;
  expects?: FrontChannelRequest['expects'];
}

/** What one redirect URI waits for, and whether it has had it. `redirectUri` may get its real port later. */
export function openCallbackWait(redirectUri: URL, { onHit, expects }: CallbackWaitOptions) {
  const accepted = Promise.withResolvers<URL>();
  let expectedState: string | null = null;
  let isUsed = false;
  const broken = new WeakSet<object>();
  const report = (method: string, url: URL, verdict: CallbackVerdict): void =>
    onHit({ via: 'listener', method, url: url.href, verdict });
  const judge = (url: URL, isNavigation = true): CallbackVerdict => {
    const found = judgeCallback(url, redirectUri.pathname, expectedState, expects);
    const isForeign = found === 'accepted' && !isNavigation && !bearsState(url);
    const verdict = isForeign ? 'wrong-state' : found;
    if (isUsed) return verdict === 'wrong-path' ? verdict : 'already-used';
    if (verdict === 'accepted') {
      isUsed = true;
      accepted.resolve(url);
    }
    return verdict;
  };
  return {
    redirectUri,
    path: redirectUri.pathname,
    accepted: accepted.promise,
    relays: createRelays(),
    isUsed: () => isUsed,
    isExpecting: () => expectedState !== null && !isUsed,
    expect(state: string): void {
      expectedState = state;
    },
    judge,
    /** What is pasted must be at the redirect URI as a whole: origin and path (RFC 9700 section 2.1). */
    judgePasted(url: URL): CallbackVerdict {
      return url.protocol === redirectUri.protocol && url.host === redirectUri.host
        ? judge(url)
        : 'wrong-host';
    },
    report,
    /** For a request that never became one; the first that is said about its connection counts. */
    reportBroken(socket: object, method: string, verdict: CallbackVerdict): void {
      if (broken.has(socket)) return;
      broken.add(socket);
      report(method, new URL(redirectUri.pathname, redirectUri), verdict);
    },
  };
}
