import type { Socket } from 'node:net';
import type { HeaderList } from '@shared/model/exchange';

/** Longer heads are recorded as planned instead: undici writes the head in its first write. */
const MAX_HEAD_CHARACTERS = 1024 * 1024;

/**
 * Reads the request head off the very bytes written to the socket (before encryption), so that what is
 * recorded is what was sent: Host, Connection, Content-Length, order and case. `onHead` is called once.
 */
export function watchSentHead(
  socket: Socket,
  onHead: (head: { method: string; headers: HeaderList }) => void,
): void {
  const write = socket.write;
  let text = '';
  const stop = (): void => {
    socket.write = write;
  };
  socket.write = function watched(this: Socket, ...given: unknown[]): boolean {
    const [chunk] = given;
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end >= 0) onHead(parseHead(text.slice(0, end)));
    if (end >= 0 || text.length > MAX_HEAD_CHARACTERS) stop();
    return Reflect.apply(write, this, given);
  } as Socket['write'];
}

function parseHead(head: string): { method: string; headers: HeaderList } {
  const [requestLine = '', ...fields] = head.split('\r\n');
  return {
    method: requestLine.slice(0, requestLine.indexOf(' ')),
    headers: fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon), trimBlanks(field.slice(colon + 1))];
    }),
  };
}

/** Only what RFC 9110 section 5.6.3 calls optional whitespace: a no-break space is part of the value. */
function trimBlanks(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, '');
}
