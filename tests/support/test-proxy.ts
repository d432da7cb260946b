import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listen } from './test-server';

export interface TestProxy {
  url: string;
  /** The request lines and Proxy-Authorization values it saw. */
  seen: { line: string; authorization: string | undefined }[];
  close(): Promise<void>;
}

/** A proxy that forwards plain requests and opens CONNECT tunnels, or refuses these with `tunnelStatus`. */
export async function startProxy({ tunnelStatus = 200 } = {}): Promise<TestProxy> {
  const seen: TestProxy['seen'] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    seen.push({
      line: `${incoming.method} ${incoming.url}`,
      authorization: incoming.headers['proxy-authorization'],
    });
    const { 'proxy-authorization': _own, ...headers } = incoming.headers;
    const forwarded = request(incoming.url ?? '', { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  server.on('connect', (incoming, socket: Socket) => {
    seen.push({ line: `CONNECT ${incoming.url}`, authorization: incoming.headers['proxy-authorization'] });
    if (tunnelStatus !== 200) {
      socket.end(`HTTP/1.1 ${tunnelStatus} Refused\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url}`);
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    sockets.add(socket).add(target);
    for (const end of [socket, target]) end.on('error', () => {});
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
