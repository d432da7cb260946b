import { STATUS_PHRASES } from '@shared/diagnosis/signals/status-names';
import { withoutQuery } from '@shared/model/read-message';

/** What one line of a log says of an HTTP answer. */
export interface LoggedStatus {
  status: number;
  /** Null where the line does not say it. */
  method: string | null;
  /** An address or a path, as it stands there. */
  target: string | null;
  /** The line states the answer as the outcome of a call, not as one of many in an access log. */
  isToldInWords: boolean;
}

const METHOD = '(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)';
const STATUS = '([1-5]\\d\\d)(?![\\d.:]\\d)\\b';
/** A number is none of HTTP where something is counted or timed. */
const NO_COUNT =
  '(?!\\s?(?:ms|s|sec|seconds?|min|bytes?|[kKM]i?B|rows?|items?|records?|messages?|events?|files?|lines?|users?|entries|tokens|requests|%)\\b)';

// Each is bounded and held against one line; the first that fits counts.
const IN_A_REQUEST_LINE: RegExp[] = [
  // Access logs: "POST /token HTTP/1.1" 400 162
  new RegExp(`\\b${METHOD} \\S{1,1000} HTTP/\\d(?:\\.\\d)?["']?\\s{1,3}(?:-\\s)?["']?${STATUS}`),
  // A status before the request it answers: 503 212 - - "POST /token HTTP/1.1", | 401 | 1.2ms | POST "/token"
  new RegExp(`[\\s|]${STATUS}[\\s|]{1,3}[^"]{0,120}"${METHOD} \\S`),
  new RegExp(`\\|\\s{1,5}${STATUS}\\s{1,5}\\|.{0,120}\\b${METHOD}\\b`),
  // POST /token 401 5.1 ms, POST https://id.example/token: 504, GET /x -> 404
  new RegExp(
    `\\b${METHOD}\\s{1,3}["']?\\S{1,1000}?["']?[:,]?\\s{1,3}(?:[-=]>|→|-|=|:|\\|)?\\s{0,3}(?:HTTP/\\d(?:\\.\\d)?\\s)?["'(\\[]?${STATUS}${NO_COUNT}`,
  ),
];

const IN_WORDS: RegExp[] = [
  new RegExp(`\\bHTTP/\\d(?:\\.\\d)?"?\\s{1,3}${STATUS}`, 'i'),
  // 404 Not Found, 401 (Unauthorized), 503_SERVICE_UNAVAILABLE, Unauthorized (401)
  new RegExp(`(?<![\\d.:])\\b${STATUS}[\\s:_("'\\[-]{1,3}(?:${STATUS_PHRASES})\\b`, 'i'),
  new RegExp(`\\b(?:${STATUS_PHRASES})[\\s:("'\\[-]{1,3}${STATUS}`, 'i'),
  /\b([45]\d\d) (?:client|server) error\b/i,
  // status=401, http.status_code: 502, "statusCode":401, responseCode 500
  new RegExp(
    `(?:^|[^\\w])(?:\\w{0,30}[._-])?(?:http|response|resp|upstream)?[._ -]?(?:status|sc)(?:[._ -]?code)?["']?\\s{0,3}[:=]\\s{0,3}["'(\\[]?${STATUS}${NO_COUNT}`,
    'i',
  ),
  new RegExp(
    `\\b(?:http|response|resp|server)[._ -]?(?:code|error|status)["']?\\s{0,3}[:=]?\\s{0,3}["'(\\[]?${STATUS}${NO_COUNT}`,
    'i',
  ),
  // with status code 401, unexpected status: 429, status of 500
  new RegExp(
    `\\bstatus(?:[ -]?code)?(?:\\s(?:is|was|of|code))?["']?\\s{0,2}[:=(]?\\s{0,2}["'(\\[]?${STATUS}${NO_COUNT}`,
    'i',
  ),
  new RegExp(`\\bHTTP(?:S)?\\s{1,2}(?:status\\s|error\\s|code\\s|response\\s)?${STATUS}${NO_COUNT}`, 'i'),
  // .NET: HTTP response headers after 61.2ms - 403
  new RegExp(`\\bHTTP\\b.{0,200}\\s-\\s${STATUS}(?:\\s|$)`, 'i'),
  // responded 503 in 12ms, returned 401, answered with 500
  new RegExp(
    `\\b(?:returned|returns|responded|responds|answered|replied|completed|failed|rejected|refused)(?:\\s(?:with|by))?(?:\\san?)?(?:\\s(?:http|status|code|error|response))*[:=(\\s]{1,3}${STATUS}${NO_COUNT}`,
    'i',
  ),
];

/** Words that stand before any number; they count only where the line is about a request. */
const LOOSE = new RegExp(
  `(?:(?:\\b(?:got|received|gave|code|unexpected|exchange|request|response|endpoint|fail(?:ure|ed))|error|exception)\\b|<-{1,2}|[-=]>|→)["']?[\\s:=(]{1,3}(?:http\\s|an?\\s)?["']?${STATUS}${NO_COUNT}`,
  'i',
);
const ABOUT_A_REQUEST =
  /http|auth|\b(?:endpoint|request|response|token|introspect\w*|userinfo|jwks|discovery|oidc|login|callback|server|gateway|upstream|idp|issuer|provider|api)\b/i;

const URL_IN_LINE = /\bhttps?:\/\/[^\s"'<>(){}[\],;|\\]{1,1000}/i;
const REQUEST_IN_LINE = new RegExp(
  `\\b(${METHOD})\\b[\\s"':|]{1,6}(https?://[^\\s"'<>()]{1,1000}|/[^\\s"'<>()]{0,1000})`,
);
const PATH_IN_LINE = /(?:^|[\s"'=(])(\/[a-z.][\w./-]{1,300})/i;
const MAX_LINE = 2_000;

/** The HTTP answer that a line of a log or a message of an error tells of, null where it tells of none. */
export function readLoggedStatus(line: string): LoggedStatus | null {
  const text = line.slice(0, MAX_LINE);
  if (!/[1-5]\d\d/.test(text)) return null;
  const request = find(IN_A_REQUEST_LINE, text);
  const status = request ?? find(IN_WORDS, text) ?? (ABOUT_A_REQUEST.test(text) ? find([LOOSE], text) : null);
  if (status === null) return null;
  return { status, ...readTarget(text), isToldInWords: request === null };
}

/** The request that a line names. */
export function readTarget(line: string): Pick<LoggedStatus, 'method' | 'target'> {
  const request = REQUEST_IN_LINE.exec(line);
  if (request) return { method: request[1] ?? null, target: trimEnd(request[2] ?? '') };
  const found = URL_IN_LINE.exec(line)?.[0] ?? PATH_IN_LINE.exec(line)?.[1] ?? null;
  return { method: null, target: found === null ? null : trimEnd(found) };
}

/** Files of a page, which fail without any harm to a sign-in. */
const DECORATION =
  /\/favicon\.|\/robots\.txt|\/apple-touch-icon|\.(?:ico|png|svg|jpe?g|gif|woff2?|map|css)$/i;

/**
 * The answers among these that were failures and stayed so: what was asked again with success is none.
 * A redirect is one only where somebody says so in words, since browsers follow them.
 */
export function findFailedAnswers<Said extends LoggedStatus>(answers: readonly Said[]): Said[] {
  const last = new Map<string, number>();
  for (const answer of answers) if (answer.status < 400) last.set(nameOf(answer), answers.indexOf(answer));
  return answers.filter((answer, index) => {
    const isFailed =
      answer.status >= 400 || (isRedirect(answer.status) && answer.isToldInWords && isCall(answer));
    if (!isFailed || DECORATION.test(withoutQuery(answer.target ?? ''))) return false;
    return answer.target === null || (last.get(nameOf(answer)) ?? -1) < index || answer.status < 400;
  });
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** A call of the client itself, which must not be redirected. */
function isCall({ method, target }: LoggedStatus): boolean {
  return method === 'POST' || /\/(token|userinfo|introspect|jwks|certs)\b|\.well-known\//.test(target ?? '');
}

function nameOf({ target }: LoggedStatus): string {
  return withoutQuery(target ?? '').replace(/^https?:\/\/[^/]+/i, '');
}

function find(patterns: readonly RegExp[], text: string): number | null {
  for (const pattern of patterns) {
    const status = Number(pattern.exec(text)?.[1] ?? Number.NaN);
    if (!Number.isNaN(status)) return status;
  }
  return null;
}

function trimEnd(target: string): string {
  return target.replace(/[.,:;!?]{1,5}$/, '');
}
