import { lookup as lookupHost } from 'node:dns';
import { request as requestTunnel } from 'node:http';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates, type TLSSocket } from 'node:tls';
import { errors } from 'undici';
import { LocalFlowError } from '../flows/flow-errors';
import { type ExchangeLog, startStopwatch } from './exchange-log';
import type { NetworkOptions } from './network';
import { formatAuthority, readHost, readPort, readProxy } from './target-url';
import { readTlsFacts } from './tls-facts';
import { waitForEvent } from './wait-for-event';

/**
 * A connection of its own for one exchange, ready for the request: TCP, the proxy's tunnel, TLS. It is
 * made here and not by the HTTP client, so that each phase is timed and the certificate is known even
 * where the handshake fails. Rejects with the reason of `signal`, or after the connect deadline.
 */
export async function openConnection(
  url: URL,
  network: NetworkOptions,
  log: ExchangeLog,
  signal: AbortSignal,
): Promise<Socket> {
  const { connectMs } = network.deadlines;
  const deadline = new AbortController();
  const timer = setTimeout(
    () => deadline.abort(new errors.ConnectTimeoutError(`No connection within ${connectMs} ms.`)),
    connectMs,
  );
  try {
    return await openLayers(url, network, log, AbortSignal.any([signal, deadline.signal]));
  } finally {
    clearTimeout(timer);
  }
}

async function openLayers(
  url: URL,
  network: NetworkOptions,
  log: ExchangeLog,
  stop: AbortSignal,
): Promise<Socket> {
  const proxy = readProxy(network.proxy);
  const tcp = await openTcp(proxy?.url ?? url, log, stop);
  let socket: Socket = tcp;
  try {
    if (proxy === null) refuseAddress(url, tcp, network);
    if (proxy?.url.protocol === 'https:') socket = await openTls(socket, proxy.url, network, null, stop);
    if (url.protocol !== 'https:') return socket;
    if (proxy !== null) await openTunnel(socket, url, proxy.authorization, stop);
    return await openTls(socket, url, network, log, stop);
  } catch (error) {
    tcp.destroy();
    throw error;
  }
}

async function openTcp(url: URL, log: ExchangeLog, stop: AbortSignal): Promise<Socket> {
  let readElapsed = startStopwatch(log.now);
  const lookup: LookupFunction = (hostname, options, callback) => {
    lookupHost(hostname, options, (error, address, family) => {
      log.phases.dnsMs = readElapsed();
      readElapsed = startStopwatch(log.now);
      callback(error, address, family);
    });
  };
  const socket = connectTcp({ host: readHost(url), port: readPort(url), lookup, noDelay: true });
  await waitForEvent(socket, 'connect', stop);
  // The layer above reports the errors of the connection; between two layers none may be unheard.
  socket.on('error', () => {});
  log.phases.connectMs = readElapsed();
  log.connection = {
    remoteAddress: socket.remoteAddress ?? null,
    remotePort: socket.remotePort ?? null,
    tls: null,
  };
  return socket;
}

/** A name that resolves to an address of this app is refused like the address itself. */
function refuseAddress(url: URL, socket: Socket, network: NetworkOptions): void {
  const address = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '');
  if (address === undefined) return;
  const resolved = new URL(`${url.protocol}//${formatAuthority(address, readPort(url))}/`);
  const reason = network.refuse(resolved);
  if (reason !== null) throw new LocalFlowError('own_origin_refused', reason);
}

/** CONNECT (RFC 9110 section 9.3.6). */
async function openTunnel(
  socket: Socket,
  url: URL,
  authorization: string | null,
  stop: AbortSignal,
): Promise<void> {
  const authority = formatAuthority(readHost(url), readPort(url));
  const request = requestTunnel({
    method: 'CONNECT',
    path: authority,
    headers: {
      host: authority,
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
    },
    createConnection: () => socket,
  });
  const answered = waitForEvent(request, 'connect', stop);
  request.end();
  const [answer, , head] = (await answered) as [{ statusCode: number }, Socket, Buffer];
  if (answer.statusCode < 200 || answer.statusCode > 299) {
    throw new errors.RequestAbortedError(`Proxy response (${answer.statusCode}) !== 200 when HTTP Tunneling`);
  }
  if (head.byteLength > 0) socket.unshift(head);
}

/** `log` is null for the proxy's own handshake: the exchange shows the target's. */
async function openTls(
  socket: Socket,
  url: URL,
  network: NetworkOptions,
  log: ExchangeLog | null,
  stop: AbortSignal,
): Promise<TLSSocket> {
  const host = readHost(url);
  const readElapsed = startStopwatch(log?.now ?? Date.now);
  const secured = connectTls({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    ...createTrust(network),
    // A proxy is not the server that the certificate was issued for.
    ...(log === null ? {} : network.clientCertificate),
  });
  const facts = log?.connection ?? null;
  const readFacts = () => readTlsFacts(secured, network.clientCertificate?.cert ?? null);
  // Emitted when the handshake is done and before Node verifies the certificate, which it throws away
  // together with the connection where it does not like it.
  secured.prependListener('secure', () => {
    if (facts !== null) facts.tls = readFacts();
  });
  try {
    await waitForEvent(secured, 'secureConnect', stop);
    if (facts !== null) facts.tls = readFacts();
  } catch (error) {
    if (facts !== null) facts.tls = addFailure(facts.tls ?? readFacts(), error);
    throw error;
  } finally {
    if (log !== null) log.phases.tlsMs = readElapsed();
  }
  return secured;
}

function addFailure<T extends object>(facts: T, error: unknown) {
  const { code, message } = error as NodeJS.ErrnoException;
  return { ...facts, authorized: false, authorizationError: code ?? message };
}

/** Everything this client trusts in TLS. */
function createTrust(network: NetworkOptions) {
  return network.ca === null ? {} : { ca: [...getCACertificates('default'), network.ca] };
}
