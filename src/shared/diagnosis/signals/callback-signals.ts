import type { HitView, StepView } from '../../model/session';
import { toErrorFields } from './read-body';
import { createSignal, type Signal } from './signal';

/**
 * What came back through the browser. An error counts although state is missing, since some providers
 * leave it out of error responses (the library then reports only the state); with a wrong state it
 * may be anybody's, and counts less.
 */
export function readCallbackSignals(step: StepView): Signal[] {
  if (step.hits.length === 0) return readCallbackArtifact(step);
  const own = step.hits.findLast((hit) => hit.verdict === 'accepted');
  if (own) return readHit(step, own);
  return step.hits.flatMap((hit) => readHit(step, hit));
}

/** Recordings that were imported may have the callback but not how it arrived. */
function readCallbackArtifact(step: StepView): Signal[] {
  const callback = step.artifacts.find((artifact) => artifact.name === 'callback-url');
  if (!callback) return [];
  return readHit(step, {
    seq: callback.seq,
    time: step.startedAt,
    via: 'browser',
    method: 'GET',
    url: callback.value,
    verdict: 'accepted',
  });
}

function readHit(step: StepView, hit: HitView): Signal[] {
  const place = { where: 'authorization response' as const, seq: hit.seq, stepId: step.id };
  const parameters = parseParameters(hit.url);
  if (!parameters) return [];
  const signals: Signal[] = [];
  const fields = toErrorFields(parameters.get('error'), parameters.get('error_description'));
  const isStranger = hit.verdict === 'wrong-state';
  if (fields && hit.verdict !== 'wrong-path') {
    const { error, description } = fields;
    signals.push(
      createSignal({
        ...place,
        kind: 'oauth-error',
        value: error,
        text: `${error} ${description ?? ''}`,
        statement: isStranger
          ? 'A callback with the state of another attempt carries an error.'
          : `The callback carries an error${parameters.has('state') ? '' : ', and no state'}.`,
        expected: 'code',
        actual: description === null ? error : `${error}: ${description}`,
        confidence: isStranger ? 0.6 : 0.95,
      }),
    );
  }
  const oddity = describeOddity(step, hit, parameters);
  if (oddity) signals.push(createSignal({ ...place, kind: 'callback', ...oddity }));
  return signals;
}

type Oddity = Pick<Signal, 'value' | 'statement' | 'expected' | 'actual'>;

function describeOddity(step: StepView, hit: HitView, parameters: URLSearchParams): Oddity | null {
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
      return describeEmptyCallback(step, parameters);
    default:
      return null;
  }
}

/** A response in the fragment never reaches a server (RFC 6749 section 3.1.2, RFC 9110 section 4.2). */
function describeEmptyCallback(step: StepView, parameters: URLSearchParams): Oddity {
  const asked = parseParameters(step.wait?.authorizationUrl ?? '');
  const type = asked?.get('response_type') ?? 'code';
  const isFragment = asked?.get('response_mode') === 'fragment' || /token/.test(type);
  return {
    value: isFragment ? 'fragment-lost' : 'no-code',
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
