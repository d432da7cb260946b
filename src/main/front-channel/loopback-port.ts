import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { LocalFlowError } from '../flows/flow-errors';
import { findPortOwner } from './find-port-owner';

/** After this long an answer is out; connections that are still open are cut. */
const LAST_ANSWER_MS = 50;
/** A port that is free in one address family may be taken in the other: so often another one is tried. */
const MAX_PORTS_TRIED = 5;

export interface LoopbackPort {
  /** Every address listened on. */
  addresses: string[];
  /** The port really listened on, the same at each address. */
  port: number;
  /** Nothing can connect from the call on; resolves once no connection is left, within 100 ms. */
  close(): Promise<void>;
}

/**
 * Listens where the URL says. localhost and every name below it are loopback in both families (RFC 6761
 * section 6.3), and browsers try ::1 first: so both are taken, or another program could get the callback.
 */
export async function openPort(createServer: () => Server, url: URL): Promise<LoopbackPort> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isName = /(^|\.)localhost$/.test(host);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  for (let tried = 1; ; tried += 1) {
    const first = await openAt(createServer(), isName ? '127.0.0.1' : host, port);
    if (!isName) return joinPorts([first]);
    try {
      return joinPorts([first, await openAt(createServer(), '::1', first.port)]);
    } catch (error) {
      const code = error instanceof LocalFlowError ? error.code : '';
      // A machine without IPv6: nothing can reach ::1, nor listen there.
      if (code === 'eaddrnotavail' || code === 'eafnosupport') return joinPorts([first]);
      await first.close();
      if (port !== 0 || tried >= MAX_PORTS_TRIED) throw error;
    }
  }
}

interface OpenServer {
  address: string;
  port: number;
  close(): Promise<void>;
}

async function openAt(server: Server, address: string, port: number): Promise<OpenServer> {
  const sockets = new Set<Socket>();
  // Also those that have not finished their TLS handshake, which the server does not count.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch(async (error) => {
    throw await describeListenError(error, address, port);
  });
  return {
    address,
    port: (server.address() as AddressInfo).port,
    close: () => closeServer(server, sockets),
  };
}

function joinPorts(servers: OpenServer[]): LoopbackPort {
  return {
    addresses: servers.map(({ address }) => address),
    port: servers[0]?.port ?? 0,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

async function describeListenError(
  error: NodeJS.ErrnoException,
  address: string,
  port: number,
): Promise<LocalFlowError> {
  const code = (error.code ?? 'listen_failed').toLowerCase();
  const owner = code === 'eaddrinuse' ? await findPortOwner(port) : null;
  const at = address.includes(':') ? `[${address}]` : address;
  const messages: Record<string, string> = {
    eaddrinuse: `Port ${port} at ${at} is taken by ${owner ?? 'another program'}.`,
    eacces: `This user may not listen on port ${port}.`,
    eaddrnotavail: `${at} is not an address of this machine.`,
  };
  return new LocalFlowError(code, messages[code] ?? `Listening at ${at}:${port} failed.`, {
    facts: { address, port, ...(owner === null ? {} : { owner }) },
  });
}

async function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // The browser's keep-alive connections would hold the port; the answer itself gets out first.
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
  }, LAST_ANSWER_MS);
  await closed;
  clearTimeout(timer);
}

/** The URI stays as it was written, since providers compare strings; only a port 0 is filled in. */
export function fillPort(redirectUri: string, port: number): string {
  return redirectUri.replace(/^(https?:\/\/[^/?#]*):0(?=[/?#]|$)/i, `$1:${port}`);
}
