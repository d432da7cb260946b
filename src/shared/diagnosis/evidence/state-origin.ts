import { readCallbackParameters } from '../signals/read-callback';
import type { EvidenceRule } from './observation';

/** Whose state came back (RFC 6749 section 10.12): that of another attempt, an unknown one, or none beside an error. */
export const observeStateOrigin: EvidenceRule = ({ session, step, authorize }) => {
  const hit = step?.hits.findLast(({ verdict }) => verdict === 'wrong-state' || verdict === 'accepted');
  const read = hit ? readCallbackParameters(hit.url) : null;
  if (!hit || !read) return [];
  const { parameters } = read;
  const state = parameters.get('state');
  const own = authorize.get('state');
  if (state === own) return [];
  const made = session.steps.flatMap(({ artifacts }) => artifacts.filter(({ name }) => name === 'state'));
  const isEarlier = state !== null && made.some(({ value }) => value === state);
  const words =
    state === null ? describeMissing(parameters) : isEarlier ? EARLIER : describeUnknown(state, own);
  return [{ seq: hit.seq, ...words, decisive: false }];
};

interface Words {
  statement: string;
  expected: string;
  actual: string;
  fix?: string;
}

const EARLIER: Words = {
  statement: 'The state is that of an earlier attempt of this run (RFC 6749 section 10.12).',
  expected: 'the state of the last authorization request',
  actual: 'the state of an earlier one',
  fix: 'Finish the sign-in in the newest window or tab, and close the others.',
};

function describeMissing(parameters: URLSearchParams): Words {
  const hasError = parameters.has('error');
  return {
    statement: hasError
      ? 'The provider dropped the state together with an error, which is the real failure (RFC 6749 section 4.1.2.1 asks for it there too).'
      : 'The callback has no state although the request had one (RFC 6749 section 4.1.2).',
    expected: 'the state of the request',
    actual: hasError ? 'an error without state' : 'no state',
  };
}

function describeUnknown(state: string, own: string | null): Words {
  const isEncoded = own !== null && (decode(state) === own || state === encodeURIComponent(own));
  const isCut = own !== null && !isEncoded && state.length >= 8 && own.startsWith(state);
  return {
    statement: isEncoded
      ? 'The state came back in another percent-encoding (RFC 6749 section 4.1.2 asks for the exact value).'
      : isCut
        ? 'The state came back cut off (RFC 6749 section 4.1.2 asks for the exact value).'
        : 'No request of this recording sent the state that came back: it belongs to another attempt, tab or program (RFC 6749 section 10.12).',
    expected: own === null ? 'no state' : `the state of the request (${own.length} characters)`,
    actual: `another one (${state.length} characters)`,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
