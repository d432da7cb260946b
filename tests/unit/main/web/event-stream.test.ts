import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEventStreams, type EventStreams, MAX_STREAMS } from '../../../../src/main/web/event-stream';
import { buildNote } from '../../../support/host-samples';
import { createStubHost, type StubHost } from '../../../support/stub-host';

let host: StubHost;
let server: Server;
let streams: EventStreams;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  streams.close();
  await new Promise((resolve) => server.close(resolve));
});

async function startStreams(options: Parameters<typeof createEventStreams>[1] = {}): Promise<void> {
  host = createStubHost();
  streams = createEventStreams(host.subscribe, options);
  server = createServer((_request, response) => {
    if (!streams.open(response, {})) response.writeHead(429).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** A client whose reading can be paused; `isClosed` once the server has let go of it. */
async function openClient(): Promise<{ socket: Socket; text(): string; isClosed(): boolean }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  let closed = false;
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  socket.write('GET / HTTP/1.1\r\nHost: test\r\n\r\n');
  await vi.waitFor(() => expect(text).toContain('\r\n\r\n'));
  return { socket, text: () => text, isClosed: () => closed };
}

const LARGE = 4 * 1024 * 1024;

const buildLargeEvent = () => ({
  type: 'trace' as const,
  sessionId: 'session-1',
  events: [buildNote(1, 'x'.repeat(LARGE))],
});

describe('an event stream', () => {
  it('says at once that it stands, and then beats', async () => {
    await startStreams({ heartbeatMs: 5 });
    const client = await openClient();
    await vi.waitFor(() => expect(client.text().match(/\n\r\n1\r\n\n/g)?.length).toBeGreaterThan(2));
  });

  it('drops a client that leaves more unread than may wait, and keeps the others', async () => {
    await startStreams({ maxBufferedBytes: 8 * 1024 * 1024 });
    const slow = await openClient();
    const quick = await openClient();
    slow.socket.pause();
    for (let sent = 0; sent < 20 && (await countConnections()) === 2; sent += 1) {
      const before = quick.text().length;
      host.emit(buildLargeEvent());
      await vi.waitFor(() => expect(quick.text().length - before).toBeGreaterThan(LARGE));
    }
    expect(await countConnections()).toBe(1);
    expect(quick.isClosed()).toBe(false);
  });

  it('drops a client that has not read since the last heartbeat', async () => {
    await startStreams({ heartbeatMs: 20 });
    const stuck = await openClient();
    stuck.socket.pause();
    host.emit(buildLargeEvent());
    host.emit(buildLargeEvent());
    await vi.waitFor(async () => expect(await countConnections()).toBe(0));
  });

  it('keeps a client that a heartbeat finds in the middle of reading', async () => {
    await startStreams({ heartbeatMs: 300 });
    const client = await openClient();
    host.emit(buildLargeEvent());
    // Nobody can read in this time, and the heartbeat is due at the end of it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 320);
    await vi.waitFor(() => expect(client.text().length).toBeGreaterThan(LARGE));
    expect(client.isClosed()).toBe(false);
  });

  it('is refused where every other one is open, and granted again when a tab closes', async () => {
    await startStreams();
    const clients = [];
    for (let count = 0; count < MAX_STREAMS; count += 1) clients.push(await openClient());
    expect((await openClient()).text()).toContain('429');
    clients[0]?.socket.destroy();
    await vi.waitFor(async () => expect((await openClient()).text()).toContain('200'));
  });

  it('ends with the server, which no longer listens to the host', async () => {
    await startStreams();
    const client = await openClient();
    streams.close();
    await vi.waitFor(() => expect(client.text().endsWith('0\r\n\r\n')).toBe(true));
    expect(host.listenerCount()).toBe(0);
  });
});

function countConnections(): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
}
