import { createServer, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ServedHost } from '@shared/contract/served-host';
import { describeBug } from '../describe-bug';
import { closeServer, listenOnLoopback } from '../loopback-server';
import { createEventStreams } from './event-stream';
import { answerRequest, type HttpBinding } from './http-binding';
import { createLaunchSecrets, type RandomBytes } from './launch-code';
import { SECURITY_HEADERS } from './security-headers';
import { loadStaticFiles } from './static-files';

export interface WebServerOptions {
  host: ServedHost;
  /** The built renderer: index.html and its assets. */
  rendererFolder: string;
  /** 0 for any free port. */
  port: number;
  randomBytes: RandomBytes;
  /** Told text without secrets. */
  log(message: string): void;
}

export interface WebServer {
  /** What to open: the origin with a one-use code in its fragment, which no server ever sees in a URL. */
  url: string;
  origin: string;
  /** A URL with a new code, for another browser; the code before it stops working. */
  renewUrl(): string;
  close(): Promise<void>;
}

/** The binding of the host contract to HTTP, on the IPv4 loopback address and nowhere else. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { host, randomBytes, log } = options;
  const files = loadStaticFiles(options.rendererFolder);
  // Node's own answer to a missing Host would lack the headers; the first guard refuses it.
  const server = createServer({ requireHostHeader: false, headersTimeout: 10_000, requestTimeout: 60_000 });
  const port = await listenOnLoopback(server, options.port);

  const secrets = createLaunchSecrets(randomBytes);
  const streams = createEventStreams(host.subscribe);
  const onBug = (error: unknown) => log(describeBug(error));
  const binding: HttpBinding = { host, files, port, secrets, streams, randomBytes, onBug };
  server.on('request', (request, response) => answerRequest(binding, request, response));
  server.on('checkExpectation', (request, response) => answerRequest(binding, request, response));
  server.on('clientError', answerMalformedRequest);

  const origin = `http://127.0.0.1:${port}`;
  const renewUrl = () => `${origin}/#code=${secrets.issueCode()}`;
  return {
    url: renewUrl(),
    origin,
    renewUrl,
    close() {
      streams.close();
      return closeServer(server);
    },
  };
}

/** What the HTTP parser refuses never becomes a request, yet its answer has the headers of every other. */
function answerMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const headers = { ...SECURITY_HEADERS, connection: 'close', 'content-length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n'));
}
