import type { Socket } from 'node:net';
import type { HeaderList } from '@shared/model/exchange';
import { Client, type Dispatcher, errors } from 'undici';
import { type ExchangeLog, startStopwatch } from './exchange-log';
import { createBodyCollector } from './message-body';
import type { NetworkDeadlines } from './network';
import { watchSentHead } from './sent-head';
import { createClosedError } from './wait-for-event';

export interface WireRequest {
  /** Scheme, host and port of the target, also where a proxy is asked. */
  origin: string;
  method: string;
  /** Origin form, or absolute form towards a proxy (RFC 9112 section 3.2). */
  target: string;
  headers: HeaderList;
  body: Buffer | null;
}

/**
 * Sends one request over a connection that is ready, and reads the answer into `log.answer` until its
 * end. Rejects with the failure; what arrived before stays in the log. The connection is closed after.
 */
export async function sendRequest(
  socket: Socket,
  request: WireRequest,
  log: ExchangeLog,
  settings: { deadlines: NetworkDeadlines; signal: AbortSignal; handedBytes: number },
): Promise<void> {
  watchSentHead(socket, (head) => {
    log.sentHead = head;
  });
  const readFirstError = watchFirstError(socket);
  const client = new Client(request.origin, {
    connect: createOneTimeConnector(socket),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    await dispatchRequest(client, request, log, settings);
  } catch (error) {
    throw (error instanceof errors.SocketError && readFirstError()) || error;
  } finally {
    await client.destroy();
    socket.destroy();
  }
}

/**
 * A server that refuses the client's certificate says so after the handshake of TLS 1.3 (RFC 8446 section
 * 4.4.2.4) and closes; the HTTP client only sees that the other side closed.
 */
function watchFirstError(socket: Socket): () => Error | null {
  let first: Error | null = null;
  socket.on('error', (error) => {
    first ??= error;
  });
  return () => first;
}

/** Hands out the one connection; undici asks again only where it broke before the request was on its way. */
function createOneTimeConnector(socket: Socket) {
  let free = true;
  return (_options: unknown, callback: (...values: [null, Socket] | [Error, null]) => void): void => {
    const usable = free && !socket.destroyed;
    free = false;
    // Never synchronously: the client does not look at its queue again while it is asking.
    queueMicrotask(() => (usable ? callback(null, socket) : callback(createClosedError(), null)));
  };
}

function dispatchRequest(
  client: Client,
  request: WireRequest,
  log: ExchangeLog,
  { deadlines, signal, handedBytes }: Parameters<typeof sendRequest>[3],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer = setTimeout(
      () => fail(new errors.HeadersTimeoutError(`No response head within ${deadlines.headersMs} ms.`)),
      deadlines.headersMs,
    );
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const onAbort = (): void => fail(signal.reason);
    const startBodyDeadline = (): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () => fail(new errors.BodyTimeoutError(`The body did not end within ${deadlines.bodyMs} ms.`)),
        deadlines.bodyMs,
      );
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    client.dispatch(toDispatchOptions(request), {
      ...createAnswerReader(log, handedBytes, startBodyDeadline),
      onResponseEnd: () => settle(resolve),
      onResponseError: (_controller, error) => fail(error),
    });
  });
}

function toDispatchOptions(request: WireRequest): Dispatcher.DispatchOptions {
  return {
    origin: request.origin,
    path: request.target,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers.flat(),
    body: request.body,
    reset: true,
  };
}

function createAnswerReader(
  log: ExchangeLog,
  handedBytes: number,
  onHead: () => void,
): Dispatcher.DispatchHandler {
  let readElapsed = startStopwatch(log.now);
  return {
    onRequestStart() {},
    onRequestSent() {
      readElapsed = startStopwatch(log.now);
    },
    onResponseStart(controller, status, _headers, statusText) {
      log.phases.firstByteMs ??= readElapsed();
      // 1xx answers come before the one that counts (RFC 9110 section 15.2).
      if (status < 200) return;
      log.answer = {
        status,
        statusText: statusText ?? '',
        headers: pairHeaders(controller.rawHeaders),
        body: createBodyCollector(handedBytes),
      };
      onHead();
    },
    onResponseData(_controller, chunk) {
      log.answer?.body.add(chunk);
    },
  };
}

/** Field values are bytes; as Latin-1 each one survives (RFC 9110 section 5.5). */
function pairHeaders(rawHeaders: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  const flat = (Array.isArray(rawHeaders) ? rawHeaders : []).map((part) =>
    typeof part === 'string' ? part : part.toString('latin1'),
  );
  return flat.flatMap((name, index): HeaderList => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []));
}
