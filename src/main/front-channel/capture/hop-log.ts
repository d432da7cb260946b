import type { ExchangePurpose, HeaderList } from '@shared/model/exchange';
import { hideTypedValues } from '@shared/redact/hide-typed-values';
import type { HopAnswer, HopRecorder } from '../../flows/flow';
import { LocalFlowError } from '../../flows/flow-errors';
import type { CdpEvent, RequestPaused } from './cdp';
import { readForm, readPostBody, readResponseHeaders, toHeaderList } from './read-cdp';

/** A failure's own text follows its event; where it does not, what is known by then is recorded. */
const FAILURE_TEXT_MS = 500;

interface Hop {
  exchangeId: string;
  sentHeaders: HeaderList | null;
  answerHeaders: HeaderList | null;
}

/**
 * Puts each navigation on the trace as an exchange. The Fetch events say what is asked and answered; the
 * Network events add what only the network knows (cookies, the real error).
 */
export interface HopLog {
  /** A document is asked for. `isCallback`: on its way to the redirect URI, so the body is ours to keep whole. */
  start(paused: RequestPaused, options: { isCallback: boolean }): void;
  /** It was answered; `body` null where there is none to record. */
  answer(paused: RequestPaused, body: Buffer | null): void;
  /** We answered in its place. */
  answerOurselves(paused: RequestPaused, answer: HopAnswer): void;
  /** It failed; the reason follows in a Network event. */
  fail(paused: RequestPaused): void;
  /** What the network has to say of a hop. */
  hear(event: CdpEvent): void;
  /** Ends what has no end yet: nothing is recorded later. */
  close(): void;
}

/** Every page between the request and the callback belongs to the same purpose, wherever it is. */
export function createHopLog(hops: HopRecorder, purpose: ExchangePurpose): HopLog {
  const open = new Map<string, Hop>();
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;

  const end = (key: string, outcome: Parameters<HopRecorder['end']>[1]) => {
    const hop = open.get(key);
    if (!hop) return;
    open.delete(key);
    hops.end(hop.exchangeId, { ...outcome, sentHeaders: hop.sentHeaders });
  };
  const endFailed = (key: string, error: Error) => end(key, { answer: null, error });

  return {
    start(paused, { isCallback }) {
      if (isClosed) return;
      const key = keyOf(paused);
      // A redirect goes on under the same id; its answer has ended the hop before.
      endFailed(key, describeCutOff());
      const { request } = paused;
      const exchangeId = hops.start(purpose, {
        method: request.method,
        url: request.url,
        headers: toHeaderList(request.headers),
        body: isCallback ? readPostBody(request) : readTypedBody(request),
      });
      open.set(key, { exchangeId, sentHeaders: null, answerHeaders: null });
    },
    answer(paused, body) {
      const key = keyOf(paused);
      const told = paused.responseHeaders?.map(({ name, value }): [string, string] => [name, value]);
      end(key, {
        answer: {
          status: paused.responseStatusCode ?? 0,
          statusText: paused.responseStatusText ?? '',
          headers: open.get(key)?.answerHeaders ?? told ?? [],
          body,
        },
        error: null,
      });
    },
    answerOurselves: (paused, answer) => end(keyOf(paused), { answer, error: null }),
    fail(paused) {
      if (isClosed) return;
      const key = keyOf(paused);
      const error = describeNetworkError(`net::${paused.responseErrorReason ?? 'Failed'}`);
      const timer = setTimeout(() => {
        timers.delete(timer);
        endFailed(key, error);
      }, FAILURE_TEXT_MS);
      timers.add(timer);
    },
    hear({ method, params }) {
      if (method === 'Network.requestWillBeSentExtraInfo') {
        const hop = open.get(params.requestId);
        if (hop) hop.sentHeaders = toHeaderList(params.headers);
      } else if (method === 'Network.responseReceivedExtraInfo') {
        const hop = open.get(params.requestId);
        if (hop) hop.answerHeaders = readResponseHeaders(params);
      } else if (method === 'Network.loadingFailed') {
        endFailed(
          params.requestId,
          params.canceled || params.errorText === 'net::ERR_ABORTED'
            ? describeCutOff()
            : describeNetworkError(params.errorText),
        );
      }
    },
    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      for (const key of [...open.keys()]) endFailed(key, describeCutOff());
    },
  };
}

function keyOf({ networkId, requestId }: RequestPaused): string {
  return networkId ?? requestId;
}

/** What a person types at a provider is none of this client's business: only the names of a form are kept. */
function readTypedBody(request: RequestPaused['request']): Buffer | null {
  const body = readPostBody(request);
  if (body === null) return null;
  const form = readForm(request);
  return Buffer.from(form === null ? '' : hideTypedValues(form));
}

function describeNetworkError(code: string): Error {
  return Object.assign(new Error(`The browser reports ${code}.`), { code });
}

function describeCutOff(): LocalFlowError {
  return new LocalFlowError('hop_cut_off', 'The browser gave this request up before it was answered.');
}
