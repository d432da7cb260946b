import { readHeader } from '../model/read-message';
import type { SessionView } from '../model/session';
import { describeEnd, fail, leaveOpen, pass } from './judgement';
import { type Judgement, MISTAKE_STEP } from './mutation';
import { findStep, listExchanges } from './read-evidence';

/** The path that the mistake sends the user to; no client has it registered. */
export const UNREGISTERED_PATH = '/not-registered';

/** Whether anything led, or came, to the address that is not registered. */
export function judgeLogout(session: SessionView): Judgement {
  const steps = session.steps.filter(({ name }) => name === MISTAKE_STEP || name === 'logout');
  const hit = steps.flatMap((step) => step.hits).find(({ verdict }) => verdict === 'accepted');
  const asked = findStep(session, MISTAKE_STEP)?.exchanges.at(-1);
  const redirect = listExchanges({ ...session, steps }, { purposes: ['logout'] }).find(
    ({ request, response }) => {
      const location = response ? readHeader(response.headers, 'location') : null;
      const url = location === null ? null : URL.parse(location, request.url);
      return (
        url !== null &&
        url.origin !== URL.parse(request.url)?.origin &&
        url.pathname.endsWith(UNREGISTERED_PATH)
      );
    },
  );
  const seen = redirect?.endSeq ?? redirect?.seq ?? hit?.seq;
  if (seen !== undefined) return fail('The browser was sent to the address that is not registered.', seen);
  if (!asked?.response) return describeEnd(session);
  const { status } = asked.response;
  const seq = asked.endSeq ?? asked.seq;
  if (status >= 400 && status < 500) return pass(`The provider showed an error page (HTTP ${status}).`, seq);
  return leaveOpen('The provider asked the user first, and nobody came back from there.', seq);
}
