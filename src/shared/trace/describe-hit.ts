import { isAnswer, readAnswer } from '../model/authorization-response';
import type { HitView } from '../model/session';

/** What one request that reached the redirect URI (or was pasted) means for the run, in words for the user. */
export interface HitWords {
  meaning: string;
  /** What to do about it; null where nothing is to be done. */
  advice: string | null;
}

type Hit = Pick<HitView, 'via' | 'method' | 'url' | 'verdict'>;

/** `awaitedAt`: the address that is waited at, with its real port. No value of a parameter is ever said. */
export function describeHit(hit: Hit, awaitedAt: string): HitWords {
  return WORDS[hit.verdict](hit, awaitedAt);
}

/** True for what browsers ask for by themselves beside a page. */
export function isBrowserNoise({ url }: Pick<HitView, 'url'>): boolean {
  const path = URL.parse(url)?.pathname ?? '';
  return /^\/(favicon[\w.-]*|apple-touch-icon[\w.-]*|robots\.txt|\.well-known\/appspecific\/.*)$/i.test(path);
}

/** True for an authorization response, wherever it went. */
export function carriesAnswer({ url }: Pick<HitView, 'url'>): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isAnswer(readAnswer(parsed).parameters);
}

const WORDS: Record<HitView['verdict'], (hit: Hit, awaitedAt: string) => HitWords> = {
  accepted: () => ({ meaning: 'This is the callback.', advice: null }),
  'wrong-path': describeWrongPath,
  'wrong-state': () => ({
    meaning: 'The answer to another attempt: its state is not the one of this run.',
    advice: 'Close older sign-in tabs, and sign in on the page of this run.',
  }),
  'wrong-method': ({ method }) => ({
    meaning: `${method} brings no answer: a callback is a GET, or a form sent by POST.`,
    advice: null,
  }),
  'too-large': ({ url }) => ({
    meaning: 'More than 64 KiB, which no callback needs.',
    advice: `If it was your browser, delete the cookies it keeps for ${URL.parse(url)?.hostname ?? 'this host'}.`,
  }),
  'not-a-callback': ({ method }) => ({
    meaning:
      method === 'POST'
        ? 'A POST to the redirect URI that is no form with an answer in it.'
        : 'The redirect URI was opened with neither code nor error.',
    advice:
      method === 'POST'
        ? 'A provider sends form_post answers as application/x-www-form-urlencoded.'
        : 'If the provider sent the browser here, look for the answer in the address bar and paste it.',
  }),
  'wrong-host': ({ via }, awaitedAt) =>
    via === 'pasted'
      ? {
          meaning: 'What was pasted is at another address than the redirect URI.',
          advice: `Paste the address that begins with ${withoutQuery(awaitedAt)}.`,
        }
      : { meaning: 'It came under a host name that is not loopback, and was refused.', advice: null },
  malformed: (_hit, awaitedAt) => ({
    meaning: 'No whole HTTP request: a scanner sends such, or a browser that tries the other scheme.',
    advice: `If the browser shows an error, check that its address begins with ${scheme(awaitedAt)}.`,
  }),
  'too-slow': () => ({ meaning: 'It began a request and did not end it in time.', advice: null }),
  'already-used': () => ({
    meaning: 'It came after the callback. An answer counts once, so it was left alone.',
    advice: null,
  }),
  'not-secure': (_hit, awaitedAt) => ({
    meaning: 'The connection broke off before it was secure: the browser does not trust the certificate yet.',
    advice: `Open ${new URL(awaitedAt).origin} in that browser and go on past its warning, if the fingerprint is the one shown here.`,
  }),
  'wrong-token': () => ({
    meaning: 'A ping without the notification token of this run.',
    advice: 'The provider must send client_notification_token as its bearer token.',
  }),
  'wrong-request': () => ({
    meaning: 'A ping about another request than the one of this run.',
    advice: null,
  }),
};

function describeWrongPath(hit: Hit, awaitedAt: string): HitWords {
  if (isBrowserNoise(hit)) {
    return {
      meaning: 'The browser asked for an icon or the like, as it does beside any page.',
      advice: null,
    };
  }
  const path = URL.parse(awaitedAt)?.pathname ?? '/';
  if (!carriesAnswer(hit)) {
    return { meaning: `Another page than ${path} was asked for, and there is none.`, advice: null };
  }
  return {
    meaning: `An answer of the provider came to another path than ${path}.`,
    advice: `The redirect URI that is registered differs. Register ${withoutQuery(awaitedAt)}, or put the registered one into the profile.`,
  };
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}

function scheme(url: string): string {
  return `${URL.parse(url)?.protocol ?? 'http:'}//`;
}
