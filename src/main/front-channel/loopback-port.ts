import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalFlowError } from '../flows/flow-errors';

/** Listens where the URL says, and resolves with the port it really is. */
export async function listen(server: Server, url: URL): Promise<number> {
  // Every name below localhost is loopback (RFC 6761 section 6.3), though not every resolver knows.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/^.+\.(?=localhost$)/, '');
  const port = url.port === '' ? 80 : Number(url.port);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(describeListenError(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function describeListenError(error: NodeJS.ErrnoException, host: string, port: number): LocalFlowError {
  const messages: Record<string, string> = {
    EADDRINUSE: `Port ${port} at ${host} is taken by another program.`,
    EACCES: `This user may not listen on port ${port}.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine.`,
  };
  const code = error.code ?? 'listen_failed';
  const message = messages[code] ?? `Listening at ${host}:${port} failed.`;
  return new LocalFlowError(code.toLowerCase(), message, { facts: { address: host, port } });
}

export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // The browser's keep-alive connections would hold the port; the answer itself gets out first.
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 50);
  await closed;
  clearTimeout(timer);
}

/** The URI stays as it was written, since providers compare strings; only a port 0 is filled in. */
export function fillPort(redirectUri: string, port: number): string {
  return redirectUri.replace(/^(http:\/\/[^/?#]*):0(?=[/?#]|$)/i, `$1:${port}`);
}
