import type { ExchangeEnded, ExchangeStarted, TraceEvent } from '@shared/model/trace-event';
import { createNetworkOptions } from '../../src/main/recorder/network';
import { createRecorder } from '../../src/main/recorder/recorder';
import { createRecordingFetch, type RecordingFetchOptions } from '../../src/main/recorder/recording-fetch';

type GivenOptions = Partial<Omit<RecordingFetchOptions, 'network'>> & {
  network?: Parameters<typeof createNetworkOptions>[0];
};

/** A recording fetch with a recorder that keeps its events in memory. */
export function createRecordedFetch({ network, ...given }: GivenOptions = {}) {
  const events: TraceEvent[] = [];
  const recorder = createRecorder({
    sessionId: 'session-1',
    now: () => 0,
    sink: (event) => events.push(event),
  });
  const fetch = createRecordingFetch({
    recorder,
    stepId: () => 'token',
    purpose: 'token',
    channel: 'back',
    network: createNetworkOptions(network),
    now: () => performance.now(),
    ...given,
  });
  return {
    fetch,
    events,
    started: () => findEvent<ExchangeStarted>(events, 'exchange-started'),
    ended: () => findEvent<ExchangeEnded>(events, 'exchange-ended'),
  };
}

/** The only event of its type. */
function findEvent<E extends TraceEvent>(events: TraceEvent[], type: E['type']): E {
  const found = events.filter((event): event is E => event.type === type);
  const [event] = found;
  if (event === undefined || found.length > 1) throw new Error(`${found.length} events of type ${type}`);
  return event;
}

/** What a promise was rejected with. */
export async function catchError(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('The promise was expected to be rejected.');
    },
    (error: unknown) => error,
  );
}
