import { randomBytes } from 'node:crypto';
import { callHost } from '@shared/contract/call-host';
import type { HostEvent, HostInput, HostMethod, HostOutputs } from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import type { SessionView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import { onTestFinished } from 'vitest';
import { createHost } from '../../src/main/host/create-host';
import type { HostServices } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { createReportMaker } from '../../src/main/report/create-report-maker';
import { openTestStorage } from './storage-builder';

export interface TestHost {
  services: HostServices;
  events: HostEvent[];
  /** As a binding is given it. */
  served: ServedHost;
  call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<Result<HostOutputs[M]>>;
  /** The value of a call that must succeed. */
  expectOk<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutputs[M]>;
  /** Starts a run and resolves with its session once it has ended. */
  run(
    input: HostInput<'startRun'>,
  ): Promise<{ sessionId: string; events: TraceEvent[]; session: SessionView }>;
  /** What the host keeps of a run. */
  readRun(sessionId: string): Promise<{ sessionId: string; events: TraceEvent[]; session: SessionView }>;
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Resolves with the first event of the host that fits, also where it came already. */
  waitForEvent(fits: (event: HostEvent) => boolean): Promise<HostEvent>;
  /** Resolves with the first trace event of a session that fits, also where it came already. */
  waitFor(sessionId: string, fits: (event: TraceEvent) => boolean): Promise<TraceEvent>;
}

/** The real host with real storage (in memory) and the real practice provider; only the browser is left out. */
export async function createTestHost(overrides: Partial<HostServices> = {}): Promise<TestHost> {
  const storage = await openTestStorage({ now: Date.now });
  const practice = overrides.practice ?? (await createPractice());
  const services: HostServices = {
    appVersion: '0.0.0-test',
    now: Date.now,
    randomId: (size) => randomBytes(size).toString('base64url'),
    environment: () => ({}),
    sessions: storage.sessions,
    profiles: storage.profiles,
    preferences: storage.preferences,
    vault: storage.vault,
    storage: storage.facts,
    practice,
    openBrowser: null,
    captureBrowser: { launch: null, reason: 'This test has no capture window.' },
    printer: { print: null, reason: 'This test has no printer.' },
    makeReport: createReportMaker({ worker: null, log: () => {} }),
    isOwnOrigin: () => false,
    log: () => {},
    printAuthorizationUrl: null,
    printUserCode: null,
    ...overrides,
  };
  const host = createHost(services);
  const events: HostEvent[] = [];
  const watchers = new Set<() => void>();
  host.subscribe((event) => {
    events.push(event);
    for (const watch of watchers) watch();
  });
  onTestFinished(async () => {
    await host.close();
    if (!overrides.practice) await practice.close();
  });

  const call: TestHost['call'] = (method, input) =>
    callHost(host.methods, method, input, (bug) => {
      throw bug;
    }) as never;
  const expectOk: TestHost['expectOk'] = async (method, input) => {
    const result = await call(method, input);
    if (!result.ok) throw new Error(`${method}: ${result.error.code}: ${result.error.message}`);
    return result.value as never;
  };
  const waitForEvent: TestHost['waitForEvent'] = (fits) =>
    new Promise((resolve) => {
      const look = () => {
        const found = events.find(fits);
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const waitFor: TestHost['waitFor'] = (sessionId, fits) =>
    new Promise((resolve) => {
      const look = () => {
        const traced = events.flatMap((each) =>
          each.type === 'trace' && each.sessionId === sessionId ? each.events : [],
        );
        const found = traced.find(fits);
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const readRun: TestHost['readRun'] = async (sessionId) => {
    const { events: trace } = await expectOk('readSession', { sessionId, afterSeq: 0 });
    return { sessionId, events: trace, session: foldTrace(trace) };
  };
  return {
    services,
    events,
    served: host,
    call,
    expectOk,
    subscribe: host.subscribe,
    waitForEvent,
    waitFor,
    readRun,
    async run(input) {
      const { sessionId } = await expectOk('startRun', input);
      await waitFor(sessionId, (event) => event.type === 'session-ended');
      return readRun(sessionId);
    },
  };
}
