import { isAnswer, readAnswer } from '../model/authorization-response';
import type { RecordedResponse } from '../model/exchange';
import { isLoopbackHost } from '../model/parse-profile';
import { decodeJwt } from '../model/read-jwt';
import { readHeader } from '../model/read-message';
import type { ExchangeView, SessionView } from '../model/session';
import { describeEnd, fail, leaveOpen, pass, showCode } from './judgement';
import { ASK_STEP, type Judgement } from './mutation';
import { findArtifact, findExchange, findStep, listExchanges, readErrorCode } from './read-evidence';

export interface AuthorizationRule {
  /** What the specification has for this refusal; none where the browser must not be sent back at all. */
  codes: readonly string[];
  /** False where the request itself says that its redirect URI cannot be trusted (RFC 6749 section 4.1.2.1). */
  mayRedirect: boolean;
  /** True where a page is as good an answer as a redirect. */
  isPageFine?: boolean;
}

/** What went back to the redirect URI, and where it was seen. */
export interface FrontAnswer {
  seq: number;
  /** Null for one that is encrypted. */
  parameters: URLSearchParams | null;
}

/** Endings that are about the user or the server, whatever the request says. */
const UNRELATED: ReadonlySet<string> = new Set([
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
  'server_error',
  'temporarily_unavailable',
]);

/**
 * For a mistake in an authorization request. A redirect that was recorded, something that reached the
 * redirect URI, a refused push and an error page are all answers, the first of them counts.
 */
export function judgeAuthorization(rule: AuthorizationRule): (session: SessionView) => Judgement {
  return (session) => {
    const [answer] = listAnswers(session);
    if (answer) return judgeRedirect(answer, rule);
    return judgePush(session, rule) ?? judgePage(session, rule) ?? describeEnd(session);
  };
}

/** Every answer to the authorization request that the recording shows, oldest first. */
export function listAnswers(session: SessionView): FrontAnswer[] {
  const redirectUri = URL.parse(findArtifact(session, 'redirect-uri')?.value ?? '');
  const redirects = listExchanges(session, { purposes: ['authorization'] }).flatMap(
    ({ request, response, seq, endSeq }) => {
      const location = response ? readHeader(response.headers, 'location') : null;
      const url = location === null ? null : URL.parse(location, request.url);
      return url && redirectUri && isSameTarget(url, redirectUri) ? [{ seq: endSeq ?? seq, url }] : [];
    },
  );
  const hits = session.steps
    .flatMap((step) => step.hits)
    .flatMap(({ seq, url }) => {
      const parsed = URL.parse(url);
      return parsed ? [{ seq, url: parsed }] : [];
    });
  return [...redirects, ...hits]
    .map(({ seq, url }) => ({ seq, parameters: readAnswer(url).parameters }))
    .filter(({ parameters }) => isAnswer(parameters))
    .sort((left, right) => left.seq - right.seq)
    .map(({ seq, parameters }) => ({ seq, parameters: openResponse(session, parameters) }));
}

/** A port does not tell loopback addresses apart (RFC 8252 section 7.3). */
function isSameTarget(url: URL, wanted: URL): boolean {
  const isPortFree = isLoopbackHost(wanted.hostname);
  return (
    url.protocol === wanted.protocol &&
    url.hostname === wanted.hostname &&
    url.pathname === wanted.pathname &&
    (isPortFree || url.port === wanted.port)
  );
}

/** Of a response JWT (JARM) what is in it; of an encrypted one what a step of this run found in there. */
function openResponse(session: SessionView, parameters: URLSearchParams): URLSearchParams | null {
  const response = parameters.get('response');
  if (response === null) return parameters;
  const decrypted = findArtifact(session, 'authorization-response-decrypted')?.value ?? '';
  const claims = (decodeJwt(response) ?? decodeJwt(decrypted))?.claims;
  if (!claims) return null;
  const texts = Object.entries(claims).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return new URLSearchParams(texts);
}

function judgeRedirect({ seq, parameters }: FrontAnswer, rule: AuthorizationRule): Judgement {
  if (!parameters) return leaveOpen('The answer is encrypted; what it says is not known here.', seq);
  if (['code', 'access_token', 'id_token'].some((name) => parameters.has(name))) {
    return fail('The request was accepted: the browser was sent back with what it asked for.', seq);
  }
  const code = parameters.get('error');
  const shown = showCode(code);
  if (code === null) return leaveOpen('The browser was sent back with neither a code nor an error.', seq);
  if (!rule.mayRedirect) {
    return fail(`The browser was sent to the redirect URI of the request, with ${shown}.`, seq);
  }
  if (UNRELATED.has(code))
    return leaveOpen(`The sign-in ended with ${shown}, which is about something else.`, seq);
  const remark = rule.codes.includes(code) ? null : `Another code than ${rule.codes[0]}.`;
  return pass(`The browser was sent back with ${shown}.`, seq, remark);
}

/** RFC 9126 section 2.3: a pushed request is refused where it is pushed. */
function judgePush(session: SessionView, { codes }: AuthorizationRule): Judgement | null {
  const exchange = findExchange(session, { purposes: ['par'] });
  if (!exchange?.response || exchange.response.status < 400) return null;
  const seq = exchange.endSeq ?? exchange.seq;
  const { status } = exchange.response;
  if (status >= 500) return leaveOpen(`The endpoint for pushed requests answered HTTP ${status}.`, seq);
  const code = readErrorCode(exchange.response);
  const isKnown = code !== null && (codes.length === 0 || codes.includes(code));
  const remark = isKnown
    ? null
    : `${code === null ? 'No error code' : 'Another code'} than ${codes[0] ?? 'expected'}.`;
  return pass(
    `The pushed request was refused: HTTP ${status}, ${showCode(code) ?? 'without a code'}.`,
    seq,
    remark,
  );
}

/** What the authorization endpoint answered when it was asked before a user was. */
function findPage(session: SessionView): ExchangeView | null {
  const asked = findStep(session, ASK_STEP)?.exchanges.at(-1) ?? null;
  const redirectUri = findArtifact(session, 'redirect-uri')?.value ?? '';
  return asked?.response && isAnswerForm(asked.response, redirectUri) ? null : asked;
}

/** OAuth 2.0 Form Post Response Mode: such a page is the answer itself, whatever its status. */
export function isAnswerForm({ body }: Pick<RecordedResponse, 'body'>, redirectUri: string): boolean {
  return redirectUri !== '' && body?.encoding === 'utf8' && body.text.includes(`action="${redirectUri}"`);
}

/** An error page: in answer to the request itself, or where a browser of our own could not go on. */
function judgePage(
  session: SessionView,
  { mayRedirect, isPageFine, codes }: AuthorizationRule,
): Judgement | null {
  const asked = findPage(session);
  const stopped = session.steps.find(({ error }) => error?.code === 'provider_error_page');
  const status =
    asked?.response && asked.response.status >= 400
      ? asked.response.status
      : readStatus(stopped?.error?.details);
  const isShown = stopped !== undefined || (asked?.response?.status ?? 0) >= 400;
  if (!isShown) return null;
  const seq = asked?.endSeq ?? stopped?.endSeq ?? stopped?.seq ?? 1;
  if (status !== null && status >= 500)
    return leaveOpen(`The provider answered with an error page of HTTP ${status}.`, seq);
  const what = status === null ? '' : ` (HTTP ${status})`;
  const remark =
    mayRedirect && !isPageFine
      ? `On a page of its own, where ${codes[0]} could be sent back to the client.`
      : null;
  return pass(`The provider showed an error page${what} and sent nothing back.`, seq, remark);
}

function readStatus(details: Record<string, unknown> | undefined): number | null {
  return typeof details?.['status'] === 'number' ? details['status'] : null;
}
