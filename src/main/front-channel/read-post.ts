import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { RELAY_HEADER } from './relay-page';

/** A callback that carries more than this is not one (RFC 6749 sets no bound; real ones stay under 8 KiB). */
export const MAX_CALLBACK_BYTES = 64 * 1024;
/** Pages that wait for their script to bring a fragment; of more than these the oldest are forgotten. */
const MAX_RELAYS = 20;

/** One-use words that say which pages were served from here. */
export function createRelays() {
  const open = new Set<string>();
  return {
    issue(): string {
      const relay = randomBytes(32).toString('base64url');
      const [oldest] = open;
      if (oldest !== undefined && open.size >= MAX_RELAYS) open.delete(oldest);
      open.add(relay);
      return relay;
    },
    redeem: (relay: string): boolean => open.delete(relay),
  };
}

/** Null for a POST that is neither a form nor from a page of ours. */
export function readPostKind(
  { headers }: IncomingMessage,
  relays: ReturnType<typeof createRelays>,
): 'form' | 'relay' | null {
  const relay = headers[RELAY_HEADER];
  if (relay !== undefined) return relays.redeem(String(relay)) ? 'relay' : null;
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  return type === 'application/x-www-form-urlencoded' ? 'form' : null;
}

/** So much of a body that is too large is read and dropped, so that the answer to it arrives. */
const MAX_DROPPED_BYTES = 16 * MAX_CALLBACK_BYTES;

/** Null where it is too large; one that does not end is cut. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bodyBytes += chunk.length;
    if (bodyBytes > MAX_DROPPED_BYTES) break;
    if (bodyBytes <= MAX_CALLBACK_BYTES) chunks.push(chunk);
  }
  return bodyBytes > MAX_CALLBACK_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}
