import { randomInt } from 'node:crypto';
import type { FrontChannel, HopRecorder, OpenFrontChannel } from '../../flows/flow';
import { LocalFlowError } from '../../flows/flow-errors';
import { type FrontChannelControls, waitBounded } from '../front-channel';
import { type HitBook, openHitBook } from '../hit-book';
import { fillPort } from '../loopback-port';
import { type CallbackDesk, openCallbackDesk } from './callback-desk';
import { type CaptureWindow, createCaptureWindow, type Visit } from './capture-window';
import type { LaunchCapture } from './cdp';

export interface CaptureChannelOptions {
  launch: LaunchCapture;
  /** Told once the channel waits, and told null once it is closed. */
  onControls(controls: FrontChannelControls | null): void;
}

/**
 * The front channel through a browser window of our own: everything the window does is recorded, and the
 * redirect URI, wherever it leads, is taken there and never requested from anybody. Nothing listens. The
 * browser ends when the last open channel of the run is closed.
 */
export function createCaptureChannel({ launch, onControls }: CaptureChannelOptions): FrontChannel {
  const window = createCaptureWindow(launch);
  let openChannels = 0;
  return {
    async open(request) {
      const redirectUri = choosePort(request.redirectUri);
      const book = openHitBook(request.onHit);
      const desk = openCallbackDesk({ ...request, redirectUri, onHit: book.record });
      openChannels += 1;
      let isOpen = true;
      return openChannel({
        window,
        desk,
        book,
        hops: request.hops ?? NO_HOPS,
        purpose: request.expects ?? 'authorization',
        onControls,
        async release() {
          if (!isOpen) return;
          isOpen = false;
          openChannels -= 1;
          if (openChannels === 0) await window.close();
        },
      });
    },
  };
}

/** Any free port was asked for (RFC 8252 section 7.3); as nothing listens, any number does. */
function choosePort(redirectUri: string): string {
  return fillPort(redirectUri, randomInt(49_152, 65_536));
}

interface ChannelParts extends Pick<CaptureChannelOptions, 'onControls'> {
  window: CaptureWindow;
  desk: CallbackDesk;
  book: HitBook;
  hops: HopRecorder;
  purpose: 'authorization' | 'logout';
  release(): Promise<void>;
}

function openChannel(parts: ChannelParts): OpenFrontChannel {
  const { window, desk, book, hops, purpose, onControls, release } = parts;
  return {
    redirectUri: desk.redirectUri,
    async waitForCallback({ authorizationUrl, expectedState, timeoutMs, signal, note }) {
      desk.expect(expectedState);
      book.tell(note);
      const message = `The capture window takes the callback to ${desk.redirectUri} itself: nothing listens there, and nothing is sent there.`;
      hops.note('capture-window', message);
      const visit = window.visit({ authorizationUrl, purpose, desk, hops });
      const go = () => visit.go().catch(explainLaunch);
      onControls({ submitCallback: desk.submit, reopen: go, hasOwnWindow: true });
      try {
        return await waitBounded(Promise.race([desk.accepted, listFailures(visit, go())]), timeoutMs, signal);
      } catch (error) {
        await recordShown(visit, hops);
        throw error;
      } finally {
        onControls(null);
        await visit.end();
        book.finish();
      }
    },
    async close() {
      onControls(null);
      await release();
    },
  };
}

/** Rejects with what ends the wait from the window's side. */
function listFailures(visit: Visit, gone: Promise<void>): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  gone.catch(reject);
  const message = 'The sign-in window was closed before the callback came.';
  void visit.closed.then(() => reject(new LocalFlowError('window_closed', message)));
  return promise;
}

function explainLaunch(cause: unknown): never {
  throw new LocalFlowError('browser_not_opened', 'The capture window could not be opened.', { cause });
}

/** Where no callback came, the page that was left standing tells why: providers show their errors there. */
async function recordShown(visit: Visit, hops: HopRecorder): Promise<void> {
  const shown = await visit.readShown();
  if (!shown) return;
  hops.artifact('last-page-url', 'url', shown.url);
  hops.artifact('last-page', 'text', [shown.title, shown.text].filter(Boolean).join('\n'));
}

const NO_HOPS: HopRecorder = { start: () => '', end: () => {}, note: () => {}, artifact: () => {} };
