import type { ExchangeView } from '../../model/session';
import { type RunFacts, readAuthMethod, readForm } from '../run-facts';
import type { Signal } from '../signals';
import { ERROR_HEADERS } from '../signals/exchange-signals';
import type { Conclusion, ConclusionRule } from './conclusion';

const REFUSALS = new Set([400, 401, 403]);

/** The words of signals/answer-signals.ts that an entry explains, beside the entry of the status. */
const CHALLENGES = new Set([
  'challenge-missing',
  'challenge-without-scheme',
  'challenge-unknown-scheme',
  'challenge-bearer-at-token',
]);

/**
 * What a challenge lacks (RFC 9110 section 11.6.1): suggests who answered, and proves nothing more. A
 * scheme that nobody knows explains the refusal only where no other is offered beside it.
 */
export const concludeChallengeForm: ConclusionRule = ({ signals }) =>
  signals
    .filter(({ kind, value }) => kind === 'answer' && CHALLENGES.has(value))
    .map(({ value, seq, statement, expected, actual }) => {
      const isBeside = value === 'challenge-unknown-scheme' && (actual ?? '').includes(',');
      return {
        value: isBeside ? 'challenge-unknown-beside' : value,
        seq,
        statement,
        expected,
        actual,
      };
    });

/** A refusal without a word, with what the request suggests (RFC 6749 section 5.2, RFC 6750 section 3). */
export const concludeSilentRefusal: ConclusionRule = (facts) => {
  const { exchange, signals } = facts;
  const status = exchange?.response?.status ?? 0;
  const empty = signals.find(
    ({ kind, value, exchangeId }) => kind === 'answer' && value === 'empty' && exchangeId === exchange?.id,
  );
  if (!exchange || !empty || !REFUSALS.has(status)) return [];
  if (exchange.response?.headers.some(([name]) => ERROR_HEADERS.test(name))) return [];
  if (signals.some((signal) => signal.exchangeId === exchange.id && saysSomething(signal))) return [];
  const value = SILENT[empty.where ?? ''] ?? findPushed(exchange);
  if (value === null) return [];
  return [
    {
      value,
      seq: empty.seq,
      statement: `HTTP ${status} without a body; what the request suggests: ${suggestCause(facts, exchange, status)}.`,
      expected: 'an error code',
      actual: 'an empty body',
    },
  ];
};

/** Errors and codes are words, and so is a challenge for something else than what this endpoint takes. */
function saysSomething({ kind, value }: Signal): boolean {
  if (kind === 'answer') return ASKS_FOR_ANOTHER.has(value);
  return kind === 'oauth-error' || kind === 'challenge' || kind === 'provider-code';
}

const ASKS_FOR_ANOTHER: ReadonlySet<string> = new Set([
  'challenge-other-scheme',
  'challenge-unknown-scheme',
  'challenge-bearer-at-token',
]);

const SILENT: Record<string, string> = {
  'token response': 'silent-token-response',
  'PAR response': 'silent-par-response',
  'device authorization response': 'silent-par-response',
  'CIBA response': 'silent-par-response',
  'authorization page': 'silent-authorization-page',
  'userinfo response': 'silent-resource-response',
  'resource response': 'silent-resource-response',
};

/** A pushed request at a path that does not tell so: it has what an authorization request has (RFC 9126 section 2.1). */
function findPushed(exchange: ExchangeView): string | null {
  const form = readForm(exchange);
  return form.has('response_type') && exchange.request.method === 'POST' ? 'silent-par-response' : null;
}

function suggestCause(facts: RunFacts, exchange: ExchangeView, status: number): string {
  if (exchange.purpose === 'authorization')
    return 'the client_id, the redirect_uri, or a firewall before the page';
  if (exchange.purpose === 'resource' || exchange.purpose === 'userinfo') {
    return status === 403
      ? 'the token lacks a scope or role, or a gateway refused the caller'
      : 'the token is missing, expired or meant for another audience';
  }
  const grant = readForm(exchange).get('grant_type') ?? facts.token.get('grant_type');
  if (grant === 'password' && status !== 400) {
    return `the username or password, or the client authentication, sent as ${readAuthMethod(exchange)}`;
  }
  if (status === 401) return `the client authentication, sent as ${readAuthMethod(exchange)}`;
  if (status === 403) {
    return `a gateway or firewall before the endpoint, or the client authentication, sent as ${readAuthMethod(exchange)}`;
  }
  return grant === null
    ? 'a missing parameter'
    : `the ${grant === 'authorization_code' ? 'code, its redirect_uri or code_verifier' : 'grant'}, or a missing parameter`;
}

/**
 * An error named by a number or in words where RFC 6749 section 5.2 asks for a code. It says more than
 * the status only where that is one of those of OAuth, and where it is not the status once more.
 */
export const concludeErrorForm: ConclusionRule = ({ exchange, signals }) => {
  const odd = signals.find(
    ({ kind, value, where }) =>
      kind === 'answer' &&
      value === 'error-not-standard' &&
      (where === 'token response' || where === 'PAR response'),
  );
  const returned = signals.find(
    ({ kind, value, where }) =>
      kind === 'oauth-error' &&
      where !== 'resource response' &&
      (/[\s\d]/.test(value) || !/^[\w.:-]{1,100}$/.test(value)),
  );
  const found = odd ?? returned;
  if (!found) return [];
  const { seq, actual } = found;
  const status = exchange?.response?.status ?? 0;
  const isStatus = /\b(bad request|unauthorized|forbidden|[45]\d\d)$/i.test(actual ?? '');
  const isTelling = !isStatus && (status < 400 || REFUSALS.has(status));
  return [
    {
      value: isTelling ? 'error-not-standard' : 'status-not-standard',
      seq,
      statement: 'The error is not a code of OAuth (RFC 6749 sections 4.1.2.1 and 5.2).',
      expected: 'error: a registered code',
      actual,
    },
  ];
};

function isProviderError({ kind }: Signal): boolean {
  return kind === 'oauth-error' || kind === 'provider-code';
}

/** A success of another status than the endpoint must answer with (RFC 9126 section 2.2, RFC 7591 section 3.2.1). */
export const concludeSuccessStatus: ConclusionRule = ({ exchange, signals }) => {
  const status = exchange?.response?.status ?? 0;
  const isRefused = signals.some(
    ({ kind, value }) => kind === 'error-code' && value === 'OAUTH_RESPONSE_IS_NOT_CONFORM',
  );
  // A recording of another client has no library that refused it: there the two endpoints that must create count.
  const isCreation =
    exchange?.purpose === 'par' ||
    (exchange?.purpose === 'registration' && exchange.request.method === 'POST');
  const isUnexpected = isRefused || (isCreation && status !== 201 && !signals.some(isProviderError));
  if (!exchange || !isUnexpected || status < 200 || status > 299) return [];
  return [
    {
      value: 'success-status',
      seq: exchange.endSeq ?? exchange.seq,
      statement: `The server succeeded with HTTP ${status}, which the client does not take for this endpoint.`,
      expected: 'the one status that the specification names',
      actual: `HTTP ${status}`,
    },
  ];
};

/** An answer in the browser that a script of another origin may not read (Fetch standard, CORS protocol). */
export const concludeCrossOrigin: ConclusionRule = (facts) => {
  const { exchange } = facts;
  const origin = exchange?.request.headers.find(([name]) => /^origin$/i.test(name))?.[1];
  if (!exchange || origin === undefined || exchange.request.url.startsWith(`${origin}/`)) return [];
  if (!exchange.response) return concludeUnread(facts, origin);
  const isPreflight = exchange.request.method === 'OPTIONS';
  const isScript = exchange.request.headers.some(
    ([name, value]) => /^sec-fetch-mode$/i.test(name) && value === 'cors',
  );
  const allowed = exchange.response.headers.find(([name]) =>
    /^access-control-allow-origin$/i.test(name),
  )?.[1];
  if ((!isPreflight && !isScript) || allowed === '*' || allowed === origin) return [];
  const conclusion: Conclusion = {
    value: 'cross-origin',
    seq: exchange.endSeq ?? exchange.seq,
    statement: `The ${isPreflight ? 'preflight' : 'answer'} does not allow the origin of the page to read it (Fetch standard, CORS protocol).`,
    expected: `Access-Control-Allow-Origin: ${origin}`,
    actual: allowed ?? 'no Access-Control-Allow-Origin',
  };
  return [conclusion];
};

/** Browsers keep an answer that a script may not read out of their own records as well. */
function concludeUnread({ exchange, step }: RunFacts, origin: string): Conclusion[] {
  if (!exchange || !/\bERR_FAILED\b/.test(exchange.error?.message ?? '')) return [];
  const preflight = step?.exchanges.find(
    ({ request }) => request.method === 'OPTIONS' && request.url === exchange.request.url,
  );
  const allowed = preflight?.response?.headers.find(([name]) => /^access-control-allow-origin$/i.test(name));
  return [
    {
      value: 'cross-origin',
      seq: exchange.endSeq ?? exchange.seq,
      statement: `A page of another origin sent the request, and the browser gave it no answer${preflight && !allowed ? ': the preflight does not allow that origin' : ''} (Fetch standard, CORS protocol).`,
      expected: `Access-Control-Allow-Origin: ${origin}`,
      actual: exchange.error?.message ?? '',
    },
  ];
}
