/** Where SIGINT and SIGTERM arrive: the process. */
export type Signals = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

const SIGNALS = ['SIGINT', 'SIGTERM'];

/**
 * Resolves at the first Ctrl-C (or SIGTERM) from now on. Listening ends with it: a second one ends the
 * process as it always does.
 */
export function listenForStop(signals: Signals): { stopped: Promise<void>; forget(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const forget = () => {
    for (const name of SIGNALS) signals.off(name, stop);
  };
  const stop = () => {
    forget();
    resolve();
  };
  for (const name of SIGNALS) signals.on(name, stop);
  return { stopped: promise, forget };
}
