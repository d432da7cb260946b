import type { FrontChannelRequest } from '../../flows/flow';
import { CALLBACK_ANSWERS, CALLBACK_PAGES, type CallbackPage, PAGE_HEADERS } from '../callback-pages';
import { type CallbackVerdict, judgeCallback } from '../judge-callback';
import { MAX_CALLBACK_BYTES } from '../read-post';
import { createRedirectMatcher, hasOwnScheme, type MatchRedirect } from './match-redirect';

/** Something in the capture window that is on its way to the redirect URI. */
export interface Arrival {
  method: string;
  /** With its fragment. */
  url: URL;
  /** The form of a POST (form_post); null for none. */
  form: string | null;
}

/** What the window is shown in place of what it asked for. */
export interface DeskAnswer {
  status: number;
  headers: [name: string, value: string][];
  page: string;
  /** To be called once the window has it: what this arrival decided takes effect, and the window may close. */
  settle(): void;
}

/** Judges what reaches one redirect URI, for one authorization request. */
export interface CallbackDesk {
  redirectUri: string;
  matches: MatchRedirect;
  /** True for a URL of the redirect URI's own application scheme, which must not be handed to the system. */
  isOfOwnScheme(url: URL): boolean;
  /** The callback that was taken; at most one. */
  accepted: Promise<URL>;
  /** From here on a callback must carry this state to be accepted. */
  expect(state: string): void;
  /** A navigation to the redirect URI, or to another address of its own scheme. */
  receive(arrival: Arrival): DeskAnswer;
  /** A script's request: only a navigation can bring a callback. */
  refuse(arrival: Arrival): DeskAnswer;
  /** Judges and reports a URL that the user pasted. */
  submit(url: URL): CallbackVerdict;
}

type DeskRequest = Pick<FrontChannelRequest, 'redirectUri' | 'expects' | 'onHit'>;

/** The same verdicts as of the loopback listener, and as little fatal: see loopback-listener.ts. */
export function openCallbackDesk({ redirectUri, expects, onHit }: DeskRequest): CallbackDesk {
  const target = new URL(redirectUri);
  const matches = createRedirectMatcher(redirectUri);
  const accepted = Promise.withResolvers<URL>();
  let expectedState: string | null = null;
  let isUsed = false;

  const judge = (url: URL): ArrivalVerdict => {
    const isHere = matches(url);
    const verdict = isHere ? judgeCallback(url, target.pathname, expectedState, expects) : 'wrong-path';
    if (verdict === 'accepted') isUsed = true;
    return verdict;
  };
  const take = ({ method, url, form }: Arrival, verdictOf: (url: URL) => ArrivalVerdict): DeskAnswer => {
    if (isUsed) return renderAnswer(410, 'used', () => {});
    const isTooLarge = url.href.length + (form?.length ?? 0) > MAX_CALLBACK_BYTES;
    const callback = isTooLarge ? target : addForm(url, form);
    const verdict = isTooLarge ? 'too-large' : verdictOf(callback);
    onHit({ via: 'browser', method, url: callback.href, verdict });
    return renderAnswer(
      ...CALLBACK_ANSWERS[verdict],
      () => verdict === 'accepted' && accepted.resolve(callback),
    );
  };
  return {
    redirectUri,
    matches,
    isOfOwnScheme: (url) => hasOwnScheme(target) && url.protocol === target.protocol,
    accepted: accepted.promise,
    expect: (state) => {
      expectedState = state;
    },
    receive: (arrival) => take(arrival, judge),
    refuse: (arrival) => take(arrival, () => 'not-a-callback'),
    submit(url) {
      const isHere = url.protocol === target.protocol && url.host === target.host;
      const verdict = isUsed ? 'already-used' : isHere ? judge(url) : 'wrong-host';
      if (verdict === 'accepted') accepted.resolve(url);
      onHit({ via: 'pasted', method: 'GET', url: url.href, verdict });
      return verdict;
    },
  };
}

/** The parameters of a form stand in the query, as in every recorded callback. */
function addForm(url: URL, form: string | null): URL {
  const callback = new URL(url);
  for (const [name, value] of new URLSearchParams(form ?? '')) callback.searchParams.append(name, value);
  return callback;
}

/** What a navigation in the window can be judged as; the rest happens to a listener. */
type ArrivalVerdict = ReturnType<typeof judgeCallback> | 'too-large';

function renderAnswer(status: number, page: CallbackPage, settle: () => void): DeskAnswer {
  const { connection: _, ...headers } = PAGE_HEADERS;
  return { status, headers: Object.entries(headers), page: CALLBACK_PAGES[page], settle };
}
