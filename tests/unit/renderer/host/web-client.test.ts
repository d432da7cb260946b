import type { HostEvent } from '@shared/contract/host-api';
import { ok } from '@shared/contract/result';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionState } from '../../../../src/renderer/src/host/client';
import { createWebClient } from '../../../../src/renderer/src/host/web-client';
import { buildNote, SAMPLE_OUTPUTS } from '../../../support/host-samples';
import { createMemoryStorage, createPageFetch } from '../../../support/page-fetch';
import { createStubHost, type StubHost } from '../../../support/stub-host';
import { readLaunchCode, startTestWebServer } from '../../../support/test-web-server';

const closers: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startHost(host: StubHost = createStubHost()) {
  const server = await startTestWebServer(host);
  closers.push(() => server.close());
  return { host, server };
}

interface PageOptions {
  launchCode?: string | null;
  fetch?: typeof fetch;
  tokens?: ReturnType<typeof createMemoryStorage>;
}

/** A page of the server that follows events; what it is told gathers in `events` and `states`. */
function openPage(origin: string, options: PageOptions = {}) {
  const events: HostEvent[] = [];
  const states: ConnectionState[] = [];
  const client = createWebClient({
    origin,
    launchCode: options.launchCode ?? null,
    tokens: options.tokens ?? createMemoryStorage(),
    fetch: options.fetch ?? createPageFetch(origin),
    retryDelaysMs: [5],
  });
  client.watchConnection((state) => states.push(state));
  closers.push(client.subscribe((event) => events.push(event)));
  return { client, events, states };
}

describe('the web client', () => {
  it('signs in with the launch code, calls methods and follows events', async () => {
    const { host, server } = await startHost();
    const { client, events, states } = openPage(server.origin, { launchCode: readLaunchCode(server.url) });
    expect(await client.buildReport({ sessionId: 'session-1', format: 'md' })).toEqual(
      ok(SAMPLE_OUTPUTS.buildReport),
    );
    await vi.waitFor(() => expect(states).toEqual(['connecting', 'connected']));

    const batch = { type: 'trace', sessionId: 'session-1', events: [buildNote(1, 'a\nb \u2028')] } as const;
    host.emit({ ...batch, events: [...batch.events] });
    host.emit({ type: 'sessions-changed' });
    await vi.waitFor(() => expect(events).toEqual([batch, { type: 'sessions-changed' }]));
  });

  it('needs no code after a reload: the cookie and the kept token are enough', async () => {
    const { server } = await startHost();
    const page = { fetch: createPageFetch(server.origin), tokens: createMemoryStorage() };
    const launchCode = readLaunchCode(server.url);
    await openPage(server.origin, { ...page, launchCode }).client.listProfiles({});
    expect((await openPage(server.origin, page).client.listProfiles({})).ok).toBe(true);
    // The same link again, as after "back": its code is used up, the page still works.
    expect((await openPage(server.origin, { ...page, launchCode }).client.listProfiles({})).ok).toBe(true);
  });

  it('says that it is not signed in where code and cookie are missing', async () => {
    const { host, server } = await startHost();
    const { client, states } = openPage(server.origin);
    expect(await client.listSessions({})).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
    expect(states.at(-1)).toBe('unauthorized');
    expect(host.calls).toEqual([]);
  });

  it('passes on what the host refuses, with its problems', async () => {
    const { server } = await startHost();
    const { client } = openPage(server.origin, { launchCode: readLaunchCode(server.url) });
    const result = await client.readSession({ sessionId: '../../etc', afterSeq: 0 });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument', problems: [{ path: 'sessionId' }] },
    });
  });

  it('answers a call with a failure, not with a throw, where the host is gone', async () => {
    const { server } = await startHost();
    const { client, states } = openPage(server.origin, { launchCode: readLaunchCode(server.url) });
    await vi.waitFor(() => expect(states.at(-1)).toBe('connected'));
    await server.close();
    expect(await client.listSessions({})).toMatchObject({ ok: false, error: { code: 'internal' } });
    await vi.waitFor(() => expect(states.at(-1)).toBe('lost'));
  });

  it('connects again by itself after the stream broke', async () => {
    const { host, server } = await startHost();
    let breaks = 0;
    const pageFetch = createPageFetch(server.origin);
    const aborter = new AbortController();
    const { events, states } = openPage(server.origin, {
      launchCode: readLaunchCode(server.url),
      fetch: (input, init) => {
        if (!String(input).endsWith('/api/events') || breaks > 0) return pageFetch(input, init);
        breaks += 1;
        return pageFetch(input, { ...init, signal: aborter.signal });
      },
    });
    await vi.waitFor(() => expect(states.at(-1)).toBe('connected'));
    aborter.abort();
    await vi.waitFor(() => expect(states).toEqual(['connecting', 'connected', 'lost', 'connected']));
    host.emit({ type: 'profiles-changed' });
    await vi.waitFor(() => expect(events).toEqual([{ type: 'profiles-changed' }]));
  });

  it('tells a crowded host from a lost one', async () => {
    const { server } = await startHost();
    const page = { fetch: createPageFetch(server.origin), tokens: createMemoryStorage() };
    const first = openPage(server.origin, { ...page, launchCode: readLaunchCode(server.url) });
    await first.client.listProfiles({});
    const tabs = [first, ...Array.from({ length: 4 }, () => openPage(server.origin, page))];
    await vi.waitFor(() =>
      expect(tabs.map(({ states }) => states.at(-1))).toEqual(Array(5).fill('connected')),
    );
    const sixth = openPage(server.origin, page);
    await vi.waitFor(() => expect(sixth.states).toContain('crowded'));
    expect(sixth.states).not.toContain('lost');
    expect((await sixth.client.listProfiles({})).ok).toBe(true);
  });
});
