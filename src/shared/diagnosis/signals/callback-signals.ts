import { parseResponseForm } from '../../model/authorization-response';
import type { HitView, StepView } from '../../model/session';
import { isOAuthErrorCode } from './oauth-error-codes';
import { findCodesInText } from './provider-codes';
import { type ErrorFields, toErrorFields } from './read-body';
import { type CallbackOddity, readCallbackParameters } from './read-callback';
import { createSignal, type Signal } from './signal';
import { describeCodes, describeText } from './text-signals';

/**
 * What came back through the browser. An error counts although state is missing, since some providers
 * leave it out of error responses (the library then reports only the state); with a wrong state it
 * may be anybody's, and counts less. `authorize`: what was asked for, where it was not in the URL.
 */
export function readCallbackSignals(step: StepView, authorize: URLSearchParams | null = null): Signal[] {
  const asked = authorize ?? parseParameters(step.wait?.authorizationUrl ?? '') ?? new URLSearchParams();
  // What reaches the notification address of CIBA are pings; they have no parameters.
  if (step.approval) return [];
  if (step.hits.length === 0) return readCallbackArtifact(step, asked);
  const own = step.hits.findLast((hit) => hit.verdict === 'accepted');
  if (own) return readHit(step, own, asked);
  return step.hits.flatMap((hit) => readHit(step, hit, asked));
}

/** Recordings that were imported may have the callback but not how it arrived. */
function readCallbackArtifact(step: StepView, asked: URLSearchParams): Signal[] {
  const callback = step.artifacts.find((artifact) => artifact.name === 'callback-url');
  if (!callback) return [];
  const hit = { seq: callback.seq, time: step.startedAt, method: 'GET', url: callback.value } as const;
  return readHit(step, { ...hit, via: 'browser', verdict: 'accepted' }, asked);
}

function readHit(step: StepView, hit: HitView, asked: URLSearchParams): Signal[] {
  const place = { where: 'authorization response' as const, seq: hit.seq, stepId: step.id };
  const read = readCallbackParameters(hit.url);
  if (!read) return [];
  const { parameters } = read;
  const oddities = read.oddities.filter((each) => each !== 'in-fragment' || !isFragmentAsked(asked));
  const signals: Signal[] = [];
  const fields = MAY_BE_ANSWERS.has(hit.verdict) ? readError(parameters) : null;
  if (fields) signals.push(...describeError(fields, parameters, oddities, hit, place));
  const oddity = describeOddity(step, hit, parameters, asked);
  if (oddity) signals.push(createSignal({ ...place, kind: 'callback', ...oddity }));
  for (const value of oddities) {
    signals.push(createSignal({ ...place, kind: 'callback', value, statement: ODDITIES[value] }));
  }
  return signals;
}

/** What was refused for another reason than its state says nothing of the provider's. */
const MAY_BE_ANSWERS: ReadonlySet<HitView['verdict']> = new Set([
  'accepted',
  'wrong-state',
  'not-a-callback',
]);

const ODDITIES: Record<CallbackOddity, string> = {
  'in-fragment': 'The callback carries its parameters in the fragment, which no server receives.',
  'encoded-twice': 'The parameters of the callback are percent-encoded twice.',
  'html-escaped': 'The parameters of the callback are joined by &amp; as in HTML, not by &.',
  repeated: 'The callback repeats a parameter, which RFC 6749 section 3.1 forbids.',
};

/** `error` first; then the members that some providers use in its place. */
function readError(parameters: URLSearchParams): ErrorFields | null {
  const description = ['error_description', 'error_message', 'errorDescription', 'error_reason']
    .map((name) => parameters.get(name))
    .find((text) => text !== null && text !== '');
  const error = ['error', 'error_code', 'errorCode', 'error_reason']
    .map((name) => parameters.get(name))
    .find((text) => text !== null && text.trim() !== '');
  return toErrorFields(error ?? null, description ?? null);
}

function describeError(
  { error, description }: ErrorFields,
  parameters: URLSearchParams,
  oddities: CallbackOddity[],
  hit: HitView,
  place: { where: 'authorization response'; seq: number; stepId: string },
): Signal[] {
  const isStranger = hit.verdict === 'wrong-state';
  const confidence = isStranger ? 0.6 : 0.95;
  const actual = description === null ? error : `${error}: ${description}`;
  const manner = oddities.length === 0 ? '' : ` (${oddities.join(', ').replaceAll('-', ' ')})`;
  const own = ['suberror', 'error_subtype', 'error_subcode', 'error_reason', 'error_code']
    .map((name) => parameters.get(name)?.trim() ?? '')
    .concat(error)
    .filter((code) => code !== '' && code.length <= 100 && !isOAuthErrorCode(code))
    .map((code) => ({ code, provider: null, text: description ?? '' }));
  const codes = [...own, ...findCodesInText(actual)];
  return [
    createSignal({
      ...place,
      kind: 'oauth-error',
      value: error,
      text: `${error} ${description ?? ''}`,
      statement: isStranger
        ? 'A callback with the state of another attempt carries an error.'
        : `The callback carries an error${parameters.has('state') ? '' : ', and no state'}${manner}.`,
      expected: 'code',
      actual,
      confidence,
    }),
    ...[...describeCodes(codes, place), ...describeText([error, description ?? ''], place)].map((signal) => ({
      ...signal,
      confidence: Math.min(signal.confidence, isStranger ? 0.6 : 1),
    })),
  ];
}

function isFragmentAsked(asked: URLSearchParams): boolean {
  const type = asked.get('response_type') ?? 'code';
  return parseResponseForm(type, asked.get('response_mode') ?? undefined).mode === 'fragment';
}

type Oddity = Pick<Signal, 'value' | 'statement' | 'expected' | 'actual'>;

function describeOddity(
  step: StepView,
  hit: HitView,
  parameters: URLSearchParams,
  asked: URLSearchParams,
): Oddity | null {
  const path = parsePath(hit.url);
  switch (hit.verdict) {
    case 'wrong-state':
      return {
        value: 'wrong-state',
        statement: 'A callback arrived with a state that this run did not send.',
        expected: 'the state of this run',
        actual: 'another state',
      };
    case 'wrong-path':
      return {
        value: 'wrong-path',
        statement: 'A request reached the listener on another path than the redirect URI.',
        expected: parsePath(step.wait?.redirectUri ?? '') ?? 'the path of the redirect URI',
        actual: path,
      };
    case 'not-a-callback':
      return describeEmptyCallback(asked, parameters);
    default:
      return null;
  }
}

/** A response in the fragment never reaches a server (RFC 6749 section 3.1.2, RFC 9110 section 4.2). */
function describeEmptyCallback(asked: URLSearchParams, parameters: URLSearchParams): Oddity {
  return {
    value: isFragmentAsked(asked) ? 'fragment-lost' : 'no-code',
    statement: 'A request reached the redirect URI with neither code nor error.',
    expected: 'code or error',
    actual: [...parameters.keys()].slice(0, 10).join(', ') || 'no parameters',
  };
}

function parseParameters(url: string): URLSearchParams | null {
  return URL.canParse(url) ? new URL(url).searchParams : null;
}

function parsePath(url: string): string | null {
  return URL.canParse(url) ? new URL(url).pathname : null;
}
