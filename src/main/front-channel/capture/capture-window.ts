import type { ExchangePurpose } from '@shared/model/exchange';
import type { HopRecorder } from '../../flows/flow';
import type { CallbackDesk } from './callback-desk';
import type { CaptureBrowser, CaptureTarget, CdpEvent, LaunchCapture } from './cdp';
import { decide, type Gate, listHeldRequests } from './gatekeeper';
import { HAND_OFF_BINDING, installHandOffGuard, readHandOff } from './hand-off-guard';
import { createHopLog } from './hop-log';
import { hasOwnScheme } from './match-redirect';
import { createProblemLog } from './problem-log';
import { readAddress } from './read-cdp';
import { readShownPage, type ShownPage } from './shown-page';

const SHOWN_TIMEOUT_MS = 1_000;
const SCRIPT_REQUEST =
  'A script asked for the redirect URI. It was not let through: a callback is a navigation.';

export interface VisitRequest {
  authorizationUrl: string;
  purpose: ExchangePurpose;
  desk: CallbackDesk;
  hops: HopRecorder;
}

/** The window while it is at one authorization request. */
export interface Visit {
  /** Resolves once no window is left although the visit was not ended. */
  closed: Promise<void>;
  /** Opens the window and goes to the authorization URL; once more where it is open already. */
  go(): Promise<void>;
  /** What a person last saw in it. */
  readShown(): Promise<ShownPage | null>;
  /** Closes the window. From here on nothing is recorded. */
  end(): Promise<void>;
}

/**
 * The capture window of one run: one browser, started with the first visit and kept until `close`, so that the
 * provider knows the user again when a later step comes back (step-up, logout).
 */
export interface CaptureWindow {
  visit(request: VisitRequest): Visit;
  close(): Promise<void>;
}

export function createCaptureWindow(launch: LaunchCapture): CaptureWindow {
  let browser: Promise<CaptureBrowser> | null = null;
  let current: VisitState | null = null;
  const targets = new Map<CaptureTarget, Set<string>>();

  const onTarget = async (target: CaptureTarget) => {
    targets.set(target, new Set());
    target.listen((event) => current && hear(target, event, current));
    if (target.observes) await watch(target);
    await prepare(target, current);
  };
  const start = () => {
    browser ??= launch({ onTarget, onWindowsClosed: () => current?.onClosed() });
    return browser;
  };
  /** What depends on the redirect URI; a target that is gone needs none of it. */
  const prepare = async (target: CaptureTarget, visit: VisitState | null) => {
    if (!visit) return;
    const { redirectUri } = visit.gate.desk;
    const { protocol } = new URL(redirectUri);
    if (target.intercepts) await target.send('Fetch.enable', { patterns: listHeldRequests(redirectUri) });
    const guarded = targets.get(target);
    if (!target.observes || !hasOwnScheme(new URL(redirectUri)) || guarded?.has(protocol)) return;
    guarded?.add(protocol);
    await installHandOffGuard(target, protocol);
  };

  return {
    visit(request) {
      const visit = openVisit(request);
      current = visit;
      let page: CaptureTarget | null = null;
      return {
        closed: visit.closed,
        async go() {
          const started = await start();
          await Promise.all([...targets.keys()].map((target) => prepare(target, visit).catch(() => {})));
          page ??= await started.openWindow();
          // Resolves with the first page; a redirect to the callback ends it with an error that says nothing.
          void page.send('Page.navigate', { url: request.authorizationUrl }).catch(() => {});
          await page.send('Page.bringToFront').catch(() => {});
        },
        async readShown() {
          return (page && (await readShownPage(page, SHOWN_TIMEOUT_MS))) ?? visit.shown;
        },
        async end() {
          visit.end();
          await (await browser?.catch(() => null))?.closeWindows();
        },
      };
    },
    async close() {
      current?.end();
      const started = await browser?.catch(() => null);
      browser = null;
      targets.clear();
      await started?.close();
    },
  };
}

interface VisitState {
  gate: Gate;
  hops: ReturnType<typeof createHopLog>;
  onProblem(event: CdpEvent): void;
  shown: ShownPage | null;
  /** Addresses that were seen on their way to the system. */
  handedOff: Set<string>;
  closed: Promise<void>;
  onClosed(): void;
  end(): void;
}

/** Stays in charge of the redirect URI after its end, until the next visit: nothing may slip through between. */
function openVisit({ purpose, desk, hops: recorder }: VisitRequest): VisitState {
  const closed = Promise.withResolvers<void>();
  const hops = createHopLog(recorder, purpose);
  const noteProblem = createProblemLog(recorder);
  let isOver = false;
  const visit: VisitState = {
    gate: {
      desk,
      hops,
      onScriptRequest: () => isOver || recorder.note('callback-by-script', SCRIPT_REQUEST),
    },
    hops,
    onProblem: (event) => isOver || noteProblem(event),
    shown: null,
    handedOff: new Set(),
    closed: closed.promise,
    onClosed: () => isOver || closed.resolve(),
    end() {
      isOver = true;
      hops.close();
    },
  };
  return visit;
}

async function watch(target: CaptureTarget): Promise<void> {
  await Promise.all(['Network', 'Page', 'Runtime', 'Log'].map((domain) => target.send(`${domain}.enable`)));
  await target.send('Page.setLifecycleEventsEnabled', { enabled: true });
  // What a service worker answers is seen by nobody.
  await target.send('Network.setBypassServiceWorker', { bypass: true });
}

function hear(target: CaptureTarget, event: CdpEvent, visit: VisitState): void {
  const { method, params } = event;
  if (method === 'Fetch.requestPaused') return void decide(target, params, visit.gate);
  visit.hops.hear(event);
  visit.onProblem(event);
  if (method === 'Runtime.bindingCalled' && params.name === HAND_OFF_BINDING) {
    const handOff = readHandOff(params.payload);
    if (handOff) receiveHandOff(visit, handOff.url, handOff.form);
  } else if (method === 'Network.requestWillBeSent' && params.type === 'Document') {
    const url = readAddress(params.request);
    if (url) receiveHandOff(visit, url, params.request.postData ?? null);
  } else if (method === 'Page.windowOpen') {
    const url = URL.parse(params.url);
    if (url) receiveHandOff(visit, url, null);
  } else if (isDrawn(event)) {
    void readShownPage(target, SHOWN_TIMEOUT_MS).then((shown) => {
      visit.shown = shown ?? visit.shown;
    });
  }
}

/** Pages that are drawn by a script are complete only once the network is quiet. */
function isDrawn({ method, params }: CdpEvent): boolean {
  return (
    method === 'Page.loadEventFired' || (method === 'Page.lifecycleEvent' && params.name === 'networkIdle')
  );
}

/** The same address can be told twice: by the page that opens a window, and by the window. */
function receiveHandOff({ gate: { desk }, handedOff }: VisitState, url: URL, form: string | null): void {
  if (!desk.isOfOwnScheme(url) || handedOff.has(url.href)) return;
  handedOff.add(url.href);
  desk.receive({ method: form === null ? 'GET' : 'POST', url, form }).settle();
}
