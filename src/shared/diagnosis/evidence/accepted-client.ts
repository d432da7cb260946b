import { ACCEPTED_CLIENT_ARTIFACT, type AcceptedClient } from '../../model/accepted-client';
import { parseJsonObject } from '../../model/read-message';
import type { EvidenceRule, Observation } from './observation';

/**
 * The refused token request against the last one that the same server accepted of the same client
 * (RFC 6749 section 2.3). The step recorded whether the credentials are the same, never what they are.
 */
export const observeAcceptedClient: EvidenceRule = ({ step }) => {
  const artifact = step?.artifacts.findLast(({ name }) => name === ACCEPTED_CLIENT_ARTIFACT);
  const facts = artifact ? readFacts(artifact.value) : null;
  if (!artifact || !facts) return [];
  const when = `${describeTime(facts.time)} (session ${facts.run})`;
  const observation = facts.method === facts.usedMethod ? judge(facts, when) : compareMethods(facts, when);
  return [{ ...observation, seq: artifact.seq }];
};

type Judgement = Omit<Observation, 'seq'>;

function judge({ kind, comparison, method }: AcceptedClient, when: string): Judgement {
  const plain = { expected: null, actual: null };
  switch (comparison) {
    case 'same':
      return {
        ...plain,
        statement: `The ${kind} that worked at ${when} is refused now: it was rotated, has expired or was revoked at the provider (RFC 6749 section 2.3).`,
        decisive: true,
        fix:
          kind === 'secret'
            ? 'Get the secret that is valid now from the registration of the client at the provider, and put it into the profile; the one in it worked before and no longer does.'
            : 'Have the key that the client signs with registered at the provider again, or sign with the one that is registered now.',
      };
    case 'other':
      return {
        ...plain,
        statement: `The ${kind} that was sent is another one than worked at ${when} (RFC 6749 section 2.3).`,
        decisive: true,
        fix: `Find out why the ${kind} was changed since then: if the new one is right, check that it is copied whole and belongs to this client; else go back to the earlier one.`,
      };
    case 'unknown':
      return {
        ...plain,
        statement: `The client was let in at ${when} with ${method} too; whether with the same credentials cannot be told (RFC 6749 section 2.3).`,
        decisive: false,
      };
  }
}

const COMPARED_WORDS = {
  same: ', with the same secret',
  other: ', with another secret',
  unknown: '',
};

function compareMethods({ method, usedMethod, comparison }: AcceptedClient, when: string): Judgement {
  return {
    statement: `The client was let in at ${when} with another authentication method${COMPARED_WORDS[comparison]} (RFC 6749 section 2.3).`,
    expected: method,
    actual: usedMethod,
    decisive: true,
    fix: `Authenticate with ${method}, as in the run that succeeded, unless the registration of the client was changed.`,
  };
}

const METHODS = ['client_secret_basic', 'client_secret_post', 'client_assertion'];
const COMPARISONS = ['same', 'other', 'unknown'];

/** Null for what no token step of ours has written: a recording may come from anywhere. */
function readFacts(text: string): AcceptedClient | null {
  const value = parseJsonObject(text);
  if (!value) return null;
  const { run, time, method, usedMethod, kind, comparison } = value;
  const isKnown =
    typeof run === 'string' &&
    /^[\w-]{1,64}$/.test(run) &&
    typeof time === 'number' &&
    Math.abs(time) <= 8.64e15 &&
    METHODS.includes(String(method)) &&
    METHODS.includes(String(usedMethod)) &&
    (kind === 'secret' || kind === 'key') &&
    COMPARISONS.includes(String(comparison));
  return isKnown ? (value as unknown as AcceptedClient) : null;
}

function describeTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
