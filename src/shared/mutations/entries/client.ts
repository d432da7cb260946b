import { rfc } from '../../model/reference';
import { always, needsAssertion, needsAuthentication, needsOwnAssertion, needsSecret } from '../applies';
import { judgeToken, type TokenRule } from '../judge-answer';
import { type Mutation, TOKEN_FLOWS } from '../mutation';
import { findExchange, readForm } from '../read-evidence';

/** The client says who it is in a way that no server may believe (RFC 6749 section 2.3, RFC 7523 section 3). */
export const CLIENT_MUTATIONS: Mutation[] = [
  {
    ...describe('unknown-client-at-token', 'Unknown client at the token endpoint'),
    mechanism: 'The token request names a client that nobody registered.',
    reference: rfc(6749, '5.2'),
  },
  {
    ...describe('wrong-secret', 'Wrong client secret'),
    mechanism: 'The client authenticates with a secret that is not its own.',
    reference: rfc(6749, '2.3.1'),
    appliesTo: needsSecret,
  },
  {
    ...describe('client-auth-left-out', 'Client authentication left out', {
      codes: ['invalid_client', 'invalid_request'],
      isMade: (form) => !form.has('client_secret') && !form.has('client_assertion'),
    }),
    mechanism: 'A confidential client sends its client_id and nothing that proves it.',
    reference: rfc(6749, '3.2.1'),
    appliesTo: needsAuthentication,
  },
  {
    ...describeAssertion('assertion-unsigned', 'Client assertion that is not signed'),
    mechanism: 'The client assertion has alg none and no signature.',
  },
  {
    ...describeAssertion('assertion-tampered', 'Client assertion with a broken signature'),
    mechanism: 'One character of the signature of the client assertion is another one.',
  },
  {
    ...describeAssertion('assertion-expired', 'Client assertion that has expired'),
    mechanism: 'The client assertion is signed with an exp that passed an hour ago.',
  },
  {
    ...describeAssertion('assertion-other-audience', 'Client assertion for another server'),
    mechanism: 'aud of the client assertion names another server.',
  },
  {
    ...describeAssertion('assertion-replayed', 'Client assertion sent twice', {
      codes: ['invalid_client'],
      behind: ['invalid_grant'],
      isLastStep: true,
      isMade: (form, session) => {
        const first = findExchange(
          { ...session, steps: session.steps.slice(0, -1) },
          { purposes: ['token'] },
        );
        return (
          first !== null && readForm(first.request).get('client_assertion') === form.get('client_assertion')
        );
      },
    }),
    mechanism: 'A second token request carries the client assertion of the first, with its jti.',
    severity: 'should',
  },
  {
    ...describeGrant('grant-assertion-tampered', 'Assertion with a broken signature'),
    mechanism: 'One character of the signature of the assertion is another one.',
    appliesTo: always,
  },
  {
    ...describeGrant('grant-assertion-expired', 'Assertion that has expired'),
    mechanism: 'The assertion is signed with an exp that passed an hour ago.',
  },
  {
    ...describeGrant('grant-assertion-other-audience', 'Assertion for another server'),
    mechanism: 'aud of the assertion names another server.',
  },
  {
    ...describeGrant('grant-assertion-replayed', 'Assertion redeemed twice', true),
    mechanism: 'The assertion is redeemed a second time, with its jti.',
    severity: 'should',
  },
];

function describe(id: string, title: string, rule: TokenRule = { codes: ['invalid_client'] }) {
  return {
    id,
    title,
    expected: 'The error invalid_client, and no token.',
    severity: 'must' as Mutation['severity'],
    flows: TOKEN_FLOWS,
    appliesTo: always,
    judge: judgeToken(rule),
  };
}

function describeAssertion(id: string, title: string, rule?: TokenRule) {
  return { ...describe(id, title, rule), reference: rfc(7523, '3'), appliesTo: needsAssertion };
}

function describeGrant(id: string, title: string, isLastStep = false) {
  return {
    ...describe(id, title, { codes: ['invalid_grant'], isLastStep }),
    expected: 'The error invalid_grant, and no token.',
    reference: rfc(7523, '3.1'),
    flows: ['jwt-bearer' as const],
    appliesTo: needsOwnAssertion,
  };
}
