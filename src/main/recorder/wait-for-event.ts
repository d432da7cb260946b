import type { EventEmitter } from 'node:events';

/**
 * The arguments of the first `name`, or the rejection by the first of: error, close, `stop` (with its
 * reason). A late error of the emitter is swallowed: it belongs to something already given up.
 */
export function waitForEvent(
  emitter: EventEmitter & { destroy(): unknown },
  name: string,
  stop: AbortSignal,
): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      emitter.off(name, onEvent).off('error', onError).off('close', onClose);
      stop.removeEventListener('abort', onStop);
      act();
    };
    const fail = (error: unknown): void => {
      emitter.on('error', () => {});
      emitter.destroy();
      reject(error);
    };
    const onEvent = (...values: unknown[]): void => settle(() => resolve(values));
    const onError = (error: unknown): void => settle(() => fail(error));
    const onClose = (): void => settle(() => fail(createClosedError()));
    const onStop = (): void => settle(() => fail(stop.reason));
    if (stop.aborted) {
      fail(stop.reason);
      return;
    }
    emitter.once(name, onEvent).once('error', onError).once('close', onClose);
    stop.addEventListener('abort', onStop, { once: true });
  });
}

/** Like the system's own error for a connection that the other side drops. */
export function createClosedError(): Error {
  return Object.assign(new Error('The connection was closed before it could be used.'), {
    code: 'ECONNRESET',
  });
}
