import { parseCurlError } from './curl-errors';
import { buildExchange, type ImportedExchange, MAX_EXCHANGES, UNKNOWN_REQUEST } from './imported-exchange';
import { pairMessages } from './parse-http-messages';
import { toBody } from './parse-response-text';

/** Remarks of one attempt, and what crossed the wire in it. */
interface Attempt {
  remarks: string[];
  sent: string[];
  received: string[];
  body: string[];
}

const MARKED = /^[*<>](?: |$)/;
const SIGNS = [/^> [A-Z]{3,10} [^\s]+ HTTP\/\d/m, /^< HTTP\/\d/m, /^curl: \(\d{1,3}\)/m];
/** Of `--trace-time`. */
const TIME = /^\d\d:\d\d:\d\d\.\d{1,9} /;
/** Byte counts, and the meter of progress. */
const NOISE = /^(?:[{}] \[\d+ bytes data\]|\s*% Total\b|\s*Dload\b|[\s\d.:kMG-]{40,}$)/;
const MAX_REMARKS = 50;

/** The exchanges in what `curl -v` prints; null where the text is something else. */
export function parseCurlOutput(text: string): ImportedExchange[] | null {
  const clean = text.replaceAll(/\r/g, '');
  const lines = clean.split('\n').map((line) => line.replace(TIME, ''));
  const untimed = lines.join('\n');
  if (!SIGNS.some((sign) => sign.test(untimed))) return null;
  const exchanges: ImportedExchange[] = [];
  let attempt = createAttempt();
  const close = (): void => {
    exchanges.push(...readAttempt(attempt));
    attempt = createAttempt();
  };
  for (const line of lines) {
    if (exchanges.length >= MAX_EXCHANGES) break;
    if (/^> [A-Z]{3,10} [^\s]+ HTTP\/\d/.test(line) && attempt.sent.length > 0) close();
    if (/^< HTTP\/\d/.test(line) && attempt.received.length > 0) {
      // An interim answer, or one to a request that was not printed.
      const isInterim = /^< HTTP\/\S+ 1\d\d/.test(attempt.received[0] ?? '');
      if (isInterim) attempt.received = [];
      else close();
    }
    const error = parseCurlError(line, attempt.remarks);
    if (!error) addLine(attempt, line);
    else {
      const request = readAttempt(attempt)[0]?.request ?? { ...UNKNOWN_REQUEST, url: findUrl(attempt) };
      exchanges.push(buildExchange({ request, error }));
      attempt = createAttempt();
    }
  }
  close();
  return exchanges.length > 0 ? addCommandBody(exchanges, readCommandBody(clean)) : null;
}

/** The output of `-v` leaves out the body of a request; the command above it has it. */
function addCommandBody(exchanges: ImportedExchange[], body: string): ImportedExchange[] {
  const posts = exchanges.filter(({ request }) => request.method === 'POST' && request.body === null);
  const [post] = posts;
  if (body !== '' && posts.length === 1 && post) post.request = { ...post.request, body: toBody(body) };
  return exchanges;
}

const COMMAND = /^\s{0,20}(?:[$#>%]\s{1,3})?curl\s[^\n]{1,8000}/m;
const DATA =
  /\s(?:-d|--data(?:-raw|-binary|-urlencode|-ascii)?)[\s=]{1,3}(?:'([^']{0,8000})'|"((?:[^"\\]|\\.){0,8000})"|([^\s'"]{1,8000}))/g;

/** Data of several options is joined as in a form (the manual of curl, `--data`). */
function readCommandBody(text: string): string {
  const command = COMMAND.exec(text.slice(0, 65_536).replaceAll(/\\\n/g, ' '))?.[0] ?? '';
  return [...command.matchAll(DATA)].map((match) => match[1] ?? match[2] ?? match[3] ?? '').join('&');
}

function createAttempt(): Attempt {
  return { remarks: [], sent: [], received: [], body: [] };
}

function addLine(attempt: Attempt, line: string): void {
  if (line.startsWith('* ')) {
    if (attempt.remarks.length < MAX_REMARKS) attempt.remarks.push(line.slice(2, 600));
  } else if (MARKED.test(line)) {
    (line.startsWith('>') ? attempt.sent : attempt.received).push(line.slice(2));
  } else if (attempt.received.length > 0 && !NOISE.test(line) && !line.startsWith('curl: (')) {
    // A body without a last line break is followed by the next remark on the same line.
    attempt.body.push(line.replace(/\* (?:Connection #\d+ to host|Closing connection)[^"]{0,100}$/, ''));
  }
}

function readAttempt(attempt: Attempt): ImportedExchange[] {
  const { sent, received, body } = attempt;
  if (sent.length === 0 && received.length === 0) return [];
  const messages = [
    ...(sent.length > 0 ? [sent.join('\n')] : []),
    ...(received.length > 0 ? [`${received.join('\n').trimEnd()}\n\n${body.join('\n')}`] : []),
  ];
  return pairMessages(messages).map((exchange) => ({
    ...exchange,
    request: { ...exchange.request, url: correctScheme(exchange.request.url, attempt) },
  }));
}

/** The remarks tell whether there was TLS. */
function correctScheme(url: string, { remarks }: Attempt): string {
  const isTls = remarks.some((remark) => /^(SSL connection using|ALPN|TLSv1|.{0,20}https:\/\/)/.test(remark));
  const isPlain = remarks.some((remark) => /^Connected to .{0,300} port 80\b/.test(remark));
  if (isTls) return url.replace(/^http:/, 'https:');
  return isPlain ? url.replace(/^https:/, 'http:') : url;
}

/** Where an attempt without a request went, as far as the remarks tell. */
function findUrl({ remarks }: Attempt): string {
  for (const remark of remarks) {
    const host = /^(?:Connected to|Host|Could not resolve host:) ?([\w.-]{1,253})/.exec(remark)?.[1];
    if (host !== undefined) return `https://${host}/`;
  }
  return '';
}
