import { randomInt } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server as TcpServer } from 'node:net';
import type { TestCertificate } from './certificate';

export interface TestServer {
  /** Without a slash at the end. */
  origin: string;
  port: number;
  server: Server;
  close(): Promise<void>;
}

/** A real server on a free loopback port; https where a certificate is given. */
export async function startServer(
  handler: RequestListener,
  { certificate, host = '127.0.0.1' }: { certificate?: TestCertificate; host?: string } = {},
): Promise<TestServer> {
  const server = certificate ? createSecureServer(certificate, handler) : createServer(handler);
  const port = await listen(server, host);
  return {
    origin: `${certificate ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    server,
    close: () => closeServer(server),
  };
}

export async function listen(server: TcpServer, host = '127.0.0.1', port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/**
 * A port that nothing listens on: it was free a moment ago, and it is below those that systems hand out
 * for port 0, so that no test that runs beside this one gets it.
 */
export async function findClosedPort(): Promise<number> {
  for (;;) {
    const server = createServer();
    try {
      const port = await listen(server, '127.0.0.1', randomInt(20_000, 30_000));
      await closeServer(server);
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

export async function readBody(request: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
