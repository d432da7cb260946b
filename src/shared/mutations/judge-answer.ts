import type { ExchangePurpose } from '../model/exchange';
import { decodeJwt } from '../model/read-jwt';
import type { ExchangeView, SessionView } from '../model/session';
import { judgeAuthorization } from './judge-authorization';
import { describeEnd, fail, leaveOpen, pass, showCode } from './judgement';
import { type Judgement, MISTAKE_STEP } from './mutation';
import { findArtifact, findExchange, hasToken, readErrorCode, readForm } from './read-evidence';

export interface AnswerRule {
  /** What the specification has for this refusal; the first is named where another one came. */
  codes: readonly string[];
  /** Codes that tell of something behind the mistake: it was let through. */
  behind?: readonly string[];
}

/** Refusals that are about something else than any grant or token: they hide what would have come. */
const UNRELATED: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'use_dpop_nonce',
  'authorization_pending',
  'slow_down',
  'server_error',
  'temporarily_unavailable',
]);

const ENDPOINTS: Partial<Record<ExchangePurpose, string>> = {
  par: 'The endpoint for pushed requests',
  token: 'The token endpoint',
  userinfo: 'UserInfo',
  resource: 'The protected resource',
};

/** What one back-channel answer says about the mistake in its request. */
export function judgeAnswer(exchange: ExchangeView, rule: AnswerRule): Judgement {
  const { response, purpose } = exchange;
  const seq = exchange.endSeq ?? exchange.seq;
  const who = ENDPOINTS[purpose] ?? 'The server';
  if (!response) return leaveOpen(`${who} gave no answer.`, seq);
  const { status } = response;
  const code = readErrorCode(response);
  const shown = showCode(code);
  const isApi = purpose === 'resource' || purpose === 'userinfo';
  const isGood = status >= 200 && status < 300;
  if (isGood && (isApi || hasToken(response))) {
    return fail(`${who} accepted it: HTTP ${status}${isApi ? '' : ' with a token'}.`, seq);
  }
  const answered = `${who} refused it: HTTP ${status}${shown === null ? '' : `, ${shown}`}.`;
  if (code !== null && rule.behind?.includes(code)) {
    return fail(`${who} let it through: ${shown} is about what comes after it.`, seq);
  }
  if (code !== null && rule.codes.includes(code)) return pass(answered, seq, isGood ? NO_STATUS : null);
  const isAside = code !== null && UNRELATED.has(code);
  if (isGood || isAside || status >= 500 || status === 429 || status < 400 || (isApi && status === 404)) {
    return leaveOpen(
      `${who} answered HTTP ${status}${shown === null ? '' : `, ${shown}`}, which is about something else.`,
      seq,
    );
  }
  return pass(
    answered,
    seq,
    `${shown === null ? 'No error code' : 'Another code'} than ${rule.codes[0] ?? 'expected'}.`,
  );
}

const NO_STATUS = 'The error came with a status that says success.';

export interface TokenRule extends AnswerRule {
  /** The request that the mistake is in is the one of the step at the end. */
  isLastStep?: boolean;
  grantType?: string;
  /** Whether the recorded request carries the mistake. */
  isMade?(form: URLSearchParams, session: SessionView): boolean;
  /** Codes by which the authorization endpoint may refuse it already. */
  earlier?: readonly string[];
}

/** For a mistake in a token request. A pushed request that is refused (RFC 9126) comes before. */
export function judgeToken(rule: TokenRule): (session: SessionView) => Judgement {
  return (session) => {
    const exchange = findExchange(session, {
      purposes: ['token'],
      ...(rule.isLastStep ? { step: MISTAKE_STEP } : {}),
      ...(rule.grantType === undefined ? {} : { grantType: rule.grantType }),
    });
    if (exchange) {
      const isMade = rule.isMade?.(readForm(exchange.request), session) ?? true;
      return isMade ? judgeAnswer(exchange, rule) : leaveOpen(NOT_SENT, exchange.seq);
    }
    const pushed = findExchange(session, { purposes: ['par'] });
    if (pushed?.response && pushed.response.status >= 400) return judgeAnswer(pushed, rule);
    if (rule.earlier === undefined) return describeEnd(session);
    const early = judgeAuthorization({ codes: rule.earlier, mayRedirect: true })(session);
    return early.verdict === 'pass' ? { ...early, remark: EARLIER } : describeEnd(session);
  };
}

const NOT_SENT = 'The recorded request does not carry the mistake.';
const EARLIER = 'Refused at the authorization endpoint already.';

/** For a token that is used where it must not be: the call of the step at the end. */
export function judgeApi(rule: AnswerRule): (session: SessionView) => Judgement {
  return (session) => {
    const exchange = findExchange(session, { purposes: ['resource', 'userinfo'], step: MISTAKE_STEP });
    return exchange ? judgeAnswer(exchange, rule) : describeEnd(session);
  };
}

/** For a token that has been taken back: one that explains itself may be believed for as long as it lives. */
export function judgeRevoked(session: SessionView): Judgement {
  const judged = judgeApi({ codes: ['invalid_token'] })(session);
  const token = findArtifact(session, 'access-token')?.value ?? '';
  const isJwt = decodeJwt(token) !== null;
  return judged.verdict === 'fail' && isJwt ? { ...judged, remark: SELF_CONTAINED } : judged;
}

const SELF_CONTAINED =
  'The token is a JWT: an API that verifies it by itself learns nothing of a revocation.';
