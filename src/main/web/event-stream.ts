import type { ServerResponse } from 'node:http';
import type { HostEvent } from '@shared/contract/host-api';
import type { ServedHost } from '@shared/contract/served-host';

/** A browser opens six connections to one origin: the sixth must stay free for calls. */
export const MAX_STREAMS = 5;

/** What may wait for a slow reader. It must hold the largest single event: two bodies of 5 MiB. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024;

const HEARTBEAT_MS = 15_000;

export interface EventStreams {
  /** False where too many are open already. */
  open(response: ServerResponse, headers: Record<string, string>): boolean;
  close(): void;
}

/**
 * One NDJSON stream per tab. A client that does not keep up, or has not read what was sent before the
 * last heartbeat, is cut off: it opens a new stream and reads its sessions again, so nothing is lost.
 */
export function createEventStreams(
  subscribe: ServedHost['subscribe'],
  { heartbeatMs = HEARTBEAT_MS, maxBufferedBytes = MAX_BUFFERED_BYTES } = {},
): EventStreams {
  const streams = new Set<ServerResponse>();
  /** Those that had not read everything at the last heartbeat, nor since. */
  const behind = new WeakSet<ServerResponse>();

  const send = (response: ServerResponse, line: string) => {
    if (response.writableLength + line.length > maxBufferedBytes) response.destroy();
    else response.write(line);
  };
  const broadcast = (event: HostEvent) => {
    if (streams.size === 0) return;
    const line = `${JSON.stringify(event)}\n`;
    for (const response of streams) send(response, line);
  };
  const beat = () => {
    for (const response of streams) {
      if (!response.writableNeedDrain) response.write('\n');
      else if (behind.has(response)) response.destroy();
      else behind.add(response);
    }
  };

  const unsubscribe = subscribe(broadcast);
  const heartbeat = setInterval(beat, heartbeatMs);
  heartbeat.unref();

  return {
    open(response, headers) {
      if (streams.size >= MAX_STREAMS) return false;
      streams.add(response);
      response.on('close', () => streams.delete(response));
      response.on('error', () => response.destroy());
      response.on('drain', () => behind.delete(response));
      response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson; charset=utf-8' });
      response.write('\n');
      return true;
    },
    close() {
      unsubscribe();
      clearInterval(heartbeat);
      for (const response of streams) response.end();
    },
  };
}
