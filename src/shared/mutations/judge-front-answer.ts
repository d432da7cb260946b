import { readHeader } from '../model/read-message';
import type { SessionView } from '../model/session';
import { judgeAuthorization, listAnswers } from './judge-authorization';
import { describeEnd, fail, leaveOpen, pass, showCode } from './judgement';
import { type Judgement, MISTAKE_STEP } from './mutation';
import { findArtifact, findStep } from './read-evidence';

/** RFC 6749 section 4.1.2: `state` is the exact value received from the client. */
export function judgeState(session: SessionView): Judgement {
  const sent = findArtifact(session, 'state')?.value;
  const [answer] = listAnswers(session);
  if (!answer || sent === undefined) return describeEnd(session);
  if (!answer.parameters)
    return leaveOpen('The answer is encrypted; its state is not known here.', answer.seq);
  const states = answer.parameters.getAll('state');
  if (states.length === 1 && states[0] === sent) return pass('The state came back unchanged.', answer.seq);
  if (states.length === 0) return fail('The answer has no state.', answer.seq);
  return fail('The state came back as another text than the one that was sent.', answer.seq);
}

/** RFC 9207 section 2: without iss a client cannot tell whose answer it got. */
export function judgeIssuer(session: SessionView): Judgement {
  const [answer] = listAnswers(session);
  if (!answer) return describeEnd(session);
  if (!answer.parameters)
    return leaveOpen('The answer is encrypted; its issuer is not known here.', answer.seq);
  const issuer = answer.parameters.get('iss');
  if (issuer === null) {
    return fail(
      'The answer names no issuer, so a client of several servers cannot tell whose it is.',
      answer.seq,
    );
  }
  const callback = findStep(session, 'callback');
  const isRefused = callback?.outcome === 'failed';
  if (!isRefused) return leaveOpen('The changed issuer was not noticed by this client.', answer.seq);
  const row = callback.checks.find(({ id }) => id === 'iss');
  if (row && row.expected !== issuer && !row.expected.includes(issuer)) {
    return fail('The answer names another issuer than the metadata.', answer.seq);
  }
  return pass('The answer names its issuer; this client refused the changed one.', answer.seq);
}

/** RFC 9126 section 7.3: the second use, which no user was troubled with. */
export function judgeReusedRequest(session: SessionView): Judgement {
  const exchange = findStep(session, MISTAKE_STEP)?.exchanges.at(-1);
  if (!exchange?.response) return describeEnd(session);
  const seq = exchange.endSeq ?? exchange.seq;
  const { status, headers } = exchange.response;
  if (status >= 500) return leaveOpen(`The provider answered HTTP ${status}.`, seq);
  if (status >= 400) return pass(`The provider showed an error page (HTTP ${status}).`, seq);
  const location = readHeader(headers, 'location');
  const later = { ...session, steps: session.steps.filter(({ name }) => name === MISTAKE_STEP) };
  const redirectUri = findArtifact(session, 'redirect-uri');
  const first = later.steps[0];
  const withTarget = first && redirectUri ? [{ ...first, artifacts: [redirectUri] }] : later.steps;
  const judged = judgeAuthorization({ codes: ['invalid_request_uri', 'invalid_request'], mayRedirect: true })(
    {
      ...later,
      steps: withTarget,
    },
  );
  if (judged.verdict !== 'inconclusive') return judged;
  const error =
    location === null ? null : (URL.parse(location, exchange.request.url)?.searchParams.get('error') ?? null);
  if (error !== null) return pass(`The provider went on to a page about ${showCode(error)}.`, seq);
  return leaveOpen(
    'The provider went on to a page for the user; what it makes of the request comes after that.',
    seq,
  );
}
