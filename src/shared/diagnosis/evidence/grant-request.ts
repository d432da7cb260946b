import { matchSignal } from '../match';
import { findTokenExchanges, type RunFacts, readForm } from '../run-facts';
import { type ConclusionRule, isRefusedWith } from './conclusion';
import { isBlurred } from './masked';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** invalid_grant for an assertion: the rule that it breaks, or that it was sent before (RFC 7523 section 3). */
export const concludeGrantAssertion: ConclusionRule = (facts) => {
  const exchanges = findTokenExchanges(facts.session);
  const last = exchanges.at(-1);
  if (!last || facts.token.get('grant_type') !== JWT_BEARER || !isRefusedWith(facts, 'invalid_grant')) {
    return [];
  }
  const broken = (facts.step?.checks ?? []).filter(
    ({ id, verdict }) => id.startsWith('grant-assertion-') && verdict === 'fail',
  );
  if (broken.length > 0) {
    return broken.map(({ id, seq, title, expected, actual }) => ({
      value: NAMED.has(id) ? id : 'grant-assertion-refused',
      seq,
      statement: `The assertion breaks a rule: "${title}" (RFC 7523 section 3).`,
      expected,
      actual,
    }));
  }
  const sent = facts.token.get('assertion');
  const earlier = exchanges.find((each) => each !== last && readForm(each).get('assertion') === sent);
  const isRepeated = sent !== null && !isBlurred(sent) && earlier !== undefined;
  if (!isRepeated && isReasonTold(facts)) return [];
  return [
    {
      value: isRepeated ? 'grant-assertion-repeated' : 'grant-assertion-refused',
      seq: last.seq,
      statement: isRepeated
        ? `The same assertion was sent before, in event ${earlier.seq} (RFC 7523 section 3).`
        : 'The refused grant is an assertion whose times and audience are in order (RFC 7523 section 3.1).',
      expected: 'an assertion that the server trusts, not used before',
      actual: 'invalid_grant',
    },
  ];
};

/** True where the server says in words which rule the assertion breaks: that it is an assertion adds nothing then. */
function isReasonTold({ signals }: RunFacts): boolean {
  return signals.some(
    (signal) =>
      signal.kind === 'oauth-error' &&
      matchSignal(signal).some(({ entry }) => entry.id.startsWith('grant-assertion-')),
  );
}

/** Rows that an entry of their own listens to. */
const NAMED: ReadonlySet<string> = new Set(['grant-assertion-exp', 'grant-assertion-aud']);

/** invalid_grant for a password can only mean the user (RFC 6749 section 4.3.2). */
export const concludePasswordGrant: ConclusionRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange || facts.token.get('grant_type') !== 'password' || !isRefusedWith(facts, 'invalid_grant')) {
    return [];
  }
  return [
    {
      value: 'password-refused',
      seq: exchange.seq,
      statement: "The refused grant is the user's name and password (RFC 6749 section 4.3.2).",
      expected: 'credentials of a user who may sign in like this',
      actual: 'invalid_grant',
    },
  ];
};
