/** What is used of the Chrome DevTools Protocol. Members that a browser may leave out are optional. */

export type CdpHeaders = Record<string, string>;

interface CdpRequest {
  url: string;
  /** With its #; the URL has none. */
  urlFragment?: string;
  method: string;
  headers: CdpHeaders;
  hasPostData?: boolean;
  postData?: string;
  /** Each part in base64; a part without bytes is a file. */
  postDataEntries?: { bytes?: string }[];
}

/** A request that waits for what we say; with a status or an error reason it is the answer that waits. */
export interface RequestPaused {
  requestId: string;
  /** The request's id in the Network events. */
  networkId?: string;
  request: CdpRequest;
  frameId: string;
  resourceType: string;
  responseErrorReason?: string;
  responseStatusCode?: number;
  responseStatusText?: string;
  responseHeaders?: { name: string; value: string }[];
}

interface CdpEvents {
  'Fetch.requestPaused': RequestPaused;
  'Network.requestWillBeSent': { requestId: string; request: CdpRequest; type?: string };
  'Network.requestWillBeSentExtraInfo': { requestId: string; headers: CdpHeaders };
  'Network.responseReceivedExtraInfo': {
    requestId: string;
    headers: CdpHeaders;
    headersText?: string;
    blockedCookies?: { blockedReasons: string[]; cookieLine: string }[];
  };
  'Network.loadingFailed': { requestId: string; type: string; errorText: string; canceled?: boolean };
  'Log.entryAdded': { entry: { source: string; level: string; text: string; url?: string } };
  'Runtime.consoleAPICalled': {
    type: string;
    args: { value?: unknown; description?: string; unserializableValue?: string }[];
  };
  'Runtime.exceptionThrown': { exceptionDetails: { text: string; exception?: { description?: string } } };
  'Runtime.bindingCalled': { name: string; payload: string };
  'Page.windowOpen': { url: string };
  'Page.loadEventFired': object;
  'Page.lifecycleEvent': { name: string };
}

export type CdpEvent = { [M in keyof CdpEvents]: { method: M; params: CdpEvents[M] } }[keyof CdpEvents];

export type CdpListener = (event: CdpEvent) => void;

/** One thing that commands can be sent to: a page, a frame in a process of its own, or the browser itself. */
export interface CaptureTarget {
  /** Requests are held and answered here. One request is held at one target only. */
  intercepts: boolean;
  /** A page or frame, whose network, console and content can be watched here. */
  observes: boolean;
  /** Rejects where the target is gone. */
  send(method: string, params?: object): Promise<unknown>;
  listen(listener: CdpListener): void;
}

export interface CaptureBrowser {
  /** Opens a window and resolves with its page, which `onTarget` has been told. */
  openWindow(): Promise<CaptureTarget>;
  closeWindows(): Promise<void>;
  /** Ends the browser and deletes its profile; also where it is gone already. */
  close(): Promise<void>;
}

export interface CaptureLaunchOptions {
  /** Told each target before it may load anything, as far as the browser lets us; the target waits for it. */
  onTarget(target: CaptureTarget): Promise<void>;
  /** No window is left, or the browser is gone: by the user, by a crash, or by us. */
  onWindowsClosed(): void;
}

/** Starts a browser with a profile that nobody else has and that is gone when it is closed. */
export type LaunchCapture = (options: CaptureLaunchOptions) => Promise<CaptureBrowser>;

/** How a host has a capture window, or why it has none. */
export type CaptureAbility = { launch: LaunchCapture; reason: null } | { launch: null; reason: string };
