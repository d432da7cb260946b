import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CallbackWait } from './callback-wait';
import type { CallbackVerdict } from './judge-callback';

interface BrokenSocket extends Duplex {
  bytesRead?: number;
}

type ClientError = NodeJS.ErrnoException & { rawPacket?: Buffer };

/** What the parser or the TLS layer never hands over as a request: reported too, once for each connection. */
export function watchBrokenRequests(server: Server, wait: CallbackWait): void {
  server.on('clientError', (error: ClientError, socket: BrokenSocket) => {
    const verdict = judgeError(error);
    // Browsers open connections ahead of need, and leave them: nothing was asked there.
    const isSilent = socket.bytesRead === 0 && error.rawPacket === undefined;
    if (verdict && !isSilent) wait.reportBroken(socket, readMethod(error.rawPacket), verdict);
    refuse(socket, STATUS_LINES[verdict ?? 'malformed'] ?? '400 Bad Request');
  });
  server.on('connect', (_request: IncomingMessage, socket: BrokenSocket) => {
    wait.reportBroken(socket, 'CONNECT', 'wrong-method');
    refuse(socket, '405 Method Not Allowed');
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: BrokenSocket) => {
    if (error.code !== 'ECONNRESET') wait.reportBroken(socket, 'TLS', 'not-secure');
  });
}

function judgeError({ code = '' }: ClientError): CallbackVerdict | null {
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'too-slow';
  return code.startsWith('HPE_') ? 'malformed' : null;
}

const STATUS_LINES: Partial<Record<CallbackVerdict, string>> = {
  'too-large': '431 Request Header Fields Too Large',
  'too-slow': '408 Request Timeout',
};

/** The method as far as there was one. */
function readMethod(packet: Buffer | undefined): string {
  return /^[A-Z]{1,16}(?= )/.exec(packet?.subarray(0, 20).toString('latin1') ?? '')?.[0] ?? '?';
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  if (socket.writable) {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
  socket.resume();
  setTimeout(() => socket.destroy(), 50).unref();
}
