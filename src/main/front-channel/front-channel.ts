import { canListenAt } from '@shared/model/parse-profile';
import type { BrowserChoice } from '@shared/model/profile';
import type { FrontChannel, FrontChannelRequest, OpenFrontChannel } from '../flows/flow';
import { LocalFlowError } from '../flows/flow-errors';
import { openCallbackWait } from './callback-wait';
import { type HitBook, openHitBook } from './hit-book';
import type { CallbackVerdict } from './judge-callback';
import { type LoopbackListener, openLoopbackListener } from './loopback-listener';

/** How the user agent is brought to the authorization URL. Rejects where that failed. */
export type Navigate = (request: {
  authorizationUrl: string;
  redirectUri: string;
  fetch: typeof fetch;
  signal: AbortSignal;
}) => Promise<void>;

export type Navigators = Record<BrowserChoice, Navigate | null>;

/** The open front channel of a run, as the host's methods reach it. */
export interface FrontChannelControls {
  /** Null where no callback is awaited. */
  submitCallback: ((url: URL) => CallbackVerdict) | null;
  reopen(): Promise<void>;
  /** Reopening takes no browser of the user's: the window is ours. */
  hasOwnWindow?: boolean;
}

export interface FrontChannelOptions {
  browser: BrowserChoice;
  navigators: Navigators;
  /** Told once the channel waits, and told null once it is closed. */
  onControls(controls: FrontChannelControls | null): void;
}

/**
 * Listens where the redirect URI is a loopback address, http or https; for any other address the callback
 * can only be pasted. Either way the chosen browser is brought to the authorization URL.
 */
export function createFrontChannel(options: FrontChannelOptions): FrontChannel {
  return {
    async open(request) {
      const book = openHitBook(request.onHit);
      const recorded = { ...request, onHit: book.record };
      const source = canListenAt(new URL(request.redirectUri))
        ? await openLoopbackListener(recorded)
        : openPasteOnly(recorded);
      return openChannel(source, recorded, options, book);
    },
  };
}

function openChannel(
  source: LoopbackListener,
  request: FrontChannelRequest,
  options: FrontChannelOptions,
  book: HitBook,
): OpenFrontChannel {
  const { redirectUri, listener } = source;
  return {
    redirectUri,
    listener,
    async waitForCallback({ authorizationUrl, expectedState, timeoutMs, signal, note }) {
      source.expect(expectedState);
      book.tell(note);
      // A browser of our own (practice) must not go on once the wait has failed: the run is over then.
      const gaveUp = new AbortController();
      const go = () =>
        navigate(options, {
          authorizationUrl,
          redirectUri,
          fetch: request.fetch,
          signal: AbortSignal.any([signal, gaveUp.signal]),
        });
      options.onControls({
        submitCallback(url) {
          const verdict = source.submit(url);
          request.onHit({ via: 'pasted', method: 'GET', url: url.href, verdict });
          return verdict;
        },
        reopen: go,
      });
      const failed = Promise.withResolvers<never>();
      go().catch(failed.reject);
      // One use: the port is free again as soon as the callback is in (RFC 8252 section 8.3).
      const callback = Promise.race([source.accepted, failed.promise]);
      try {
        return await waitBounded(callback, timeoutMs, signal);
      } catch (error) {
        gaveUp.abort();
        throw error;
      } finally {
        options.onControls(null);
        await source.close();
        book.finish();
      }
    },
    async close() {
      options.onControls(null);
      await source.close();
    },
  };
}

async function navigate(options: FrontChannelOptions, request: Parameters<Navigate>[0]): Promise<void> {
  const go = options.navigators[options.browser];
  if (!go) return;
  await go(request).catch((cause) => {
    if (options.browser !== 'system') throw cause;
    throw new LocalFlowError('browser_not_opened', 'The browser could not be opened.', { cause });
  });
}

/** No listener: a redirect URI on another host, or with a scheme of its own (RFC 8252 section 7.1). */
function openPasteOnly({ redirectUri, ...options }: FrontChannelRequest): LoopbackListener {
  const wait = openCallbackWait(new URL(redirectUri), options);
  return {
    redirectUri,
    listener: null,
    accepted: wait.accepted,
    expect: wait.expect,
    submit: wait.judgePasted,
    close: async () => {},
  };
}

/** What comes back, within the time set and unless the run is cancelled. */
export function waitBounded(callback: Promise<URL>, timeoutMs: number, signal: AbortSignal): Promise<URL> {
  const gaveUp = Promise.withResolvers<never>();
  const onTimeout = () =>
    gaveUp.reject(
      new LocalFlowError('callback_timeout', `No callback arrived within ${timeoutMs / 1000} s.`, {
        facts: { timeoutMs },
      }),
    );
  const timer = setTimeout(onTimeout, timeoutMs);
  const onAbort = () => gaveUp.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  // Whatever ends the wait also ends the timer, which would keep a finished command line running.
  return Promise.race([callback, gaveUp.promise]).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
}
