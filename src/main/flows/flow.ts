import type { CheckResult } from '@shared/model/check';
import type { Channel, ExchangePurpose, HeaderList } from '@shared/model/exchange';
import type { FlowId, Profile } from '@shared/model/profile';
import type { RunSecrets } from '@shared/model/profile-secrets';
import type { OutgoingRequest } from '@shared/model/run-control';
import type { ExchangeView, SessionView } from '@shared/model/session';
import type {
  Actor,
  ApprovalAwaited,
  ArtifactKind,
  CallbackHit,
  CallbackListener,
} from '@shared/model/trace-event';

/**
 * A flow is data: an id, and the list of steps that a profile asks for. A task that no profile names is run the
 * same way, under an id of its own.
 */
export interface Flow<Id extends string = FlowId> {
  id: Id;
  title: string;
  steps(profile: Profile): FlowStep[];
}

/**
 * One step. `run` throws what it could not do: the runner turns it into the error record of the
 * step and ends the flow. A step reads what earlier steps left in `context.state`.
 */
export interface FlowStep {
  name: string;
  title: string;
  actor: Actor;
  /** Beside the flow: the exchange whose request is sent once more. */
  branchOf?: string;
  run(context: StepContext): Promise<StepResult>;
}

/** `skipped` says that there was nothing to do (no endpoint for it); a note says why. */
export type StepResult = 'done' | 'skipped';

/**
 * The fetch that openid-client is given: it records each exchange under the running step. `edited` is sent in
 * place of what it is asked for.
 */
export type PurposeFetch = (
  purpose: ExchangePurpose,
  channel?: Channel,
  edited?: OutgoingRequest,
) => typeof fetch;

export interface StepContext {
  profile: Profile;
  /** What the profile's secret references stand for; only those that this run uses. */
  secrets: RunSecrets;
  ports: FlowPorts;
  tweaks: FlowTweaks;
  signal: AbortSignal;
  state: FlowState;
  fetchFor: PurposeFetch;
  /** For a front channel that sees what the user's browser sends and receives. */
  hops: HopRecorder;
  check(check: CheckResult, exchangeId?: string): void;
  artifact(name: string, kind: ArtifactKind, value: string): void;
  note(code: string, message: string): void;
  /** Shows a person who steps through the run where the browser is about to be sent; answers with where it is to go. */
  reviewNavigation(url: URL): Promise<URL>;
  /** The latest recorded exchange for this purpose, as it stands now. */
  findExchange(purpose: ExchangePurpose): ExchangeView | null;
  /** All of them, oldest first. */
  listExchanges(purpose: ExchangePurpose): ExchangeView[];
  /** What is recorded so far, this step included. */
  session(): SessionView;
  /** Announces where the flow now waits for the callback, and everything that reaches it. */
  recordWait(wait: CallbackWait): void;
  recordApproval(wait: ApprovalWait): void;
  recordHit(hit: CallbackHitFacts): void;
  /** Run once the flow has ended, however it ended; last added first. */
  onEnd(cleanUp: () => Promise<void>): void;
}

export interface CallbackWait {
  redirectUri: string;
  authorizationUrl: string;
  /** Epoch milliseconds. */
  deadline: number;
  listener: CallbackListener | null;
}

export type ApprovalWait = Omit<ApprovalAwaited, 'type' | 'seq' | 'time' | 'stepId'>;

export type CallbackHitFacts = Pick<CallbackHit, 'via' | 'method' | 'url' | 'verdict'>;

/** What steps hand on to later ones; each flow declares its own members by interface merging. */
// biome-ignore lint/suspicious/noEmptyInterface: flows add their members by declaration merging
export interface FlowState {}

/** Everything outside the flow that a step may use, so that tests inject clock, random values and people. */
export interface FlowPorts {
  now(): number;
  /** `size` random bytes as base64url text. */
  randomId(size: number): string;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  frontChannel: FrontChannel;
  approvals: ApprovalChannel;
  /** Bounds each wait for a person. */
  callbackTimeoutMs: number;
  /** The last token request in which the same server let the same client in; null where none is known. */
  findAcceptedClient(): AcceptedTokenRequest | null;
}

export interface AcceptedTokenRequest {
  sessionId: string;
  exchange: ExchangeView;
}

/** For flows in which the user decides elsewhere, and nothing comes back through the browser. */
export interface ApprovalChannel {
  /**
   * Brings the user to the verification page, as the profile's browser choice says. Resolves once that is
   * done, which says nothing about what the user decides.
   */
  bringUser(request: VerificationPage): Promise<void>;
  listenForPing(request: PingListenerRequest): Promise<PingListener>;
}

export interface VerificationPage {
  verificationUri: string;
  verificationUriComplete: string | null;
  userCode: string;
  /** For channels that send the user's requests themselves (the practice browser). */
  fetch: typeof fetch;
  signal: AbortSignal;
}

export interface PingListenerRequest {
  /** http on a loopback host; port 0 means any free one. */
  notificationUri: string;
  /** What the provider must present as its bearer token (OpenID Connect CIBA Core section 10.2). */
  notificationToken: string;
  onHit(hit: CallbackHitFacts): void;
}

export interface PingListener {
  /** With the port really listened on. */
  notificationUri: string;
  /** Told the id of the request once it is known; a ping that was faster is judged then. */
  expect(authReqId: string): void;
  /** Resolves with the first ping that is about the expected request. */
  pinged: Promise<void>;
  close(): Promise<void>;
}

/** Brings the user to the authorization URL and the callback back. */
export interface FrontChannel {
  /** Starts to listen, so that the redirect URI's real port is known before the request is built. */
  open(request: FrontChannelRequest): Promise<OpenFrontChannel>;
}

export interface FrontChannelRequest {
  /** As the profile has it; port 0 means any free one. */
  redirectUri: string;
  /** Called for everything that reaches the redirect URI's listener, or is pasted. */
  onHit(hit: CallbackHitFacts): void;
  /** What must come back: the answer to an authorization request, or the return from a logout, which bears a state alone. */
  expects?: 'authorization' | 'logout';
  /** For channels that send the front-channel requests themselves (the practice browser). */
  fetch: typeof fetch;
  /** For channels that see each request of the user's browser (the capture window). */
  hops?: HopRecorder;
}

/** Records what a watched browser does, as it happens: its requests are exchanges of the front channel. */
export interface HopRecorder {
  /** Answers the id of the exchange. */
  start(purpose: ExchangePurpose, request: HopRequest): string;
  /** `sentHeaders` is the head as it crossed the wire, where the browser told. */
  end(
    exchangeId: string,
    outcome: { answer: HopAnswer | null; error: Error | null; sentHeaders?: HeaderList | null },
  ): void;
  note(code: string, message: string): void;
  artifact(name: string, kind: ArtifactKind, value: string): void;
}

export interface HopRequest {
  method: string;
  url: string;
  headers: HeaderList;
  body: Buffer | null;
}

export interface HopAnswer {
  status: number;
  statusText: string;
  headers: HeaderList;
  body: Buffer | null;
}

export interface OpenFrontChannel {
  /** The redirect URI to send, with the real port. */
  redirectUri: string;
  /** Absent or null where nothing listens. */
  listener?: CallbackListener | null;
  /**
   * Brings the user agent to the authorization URL and resolves with the callback that carries
   * `expectedState`, or that cannot be told apart from it: see loopback-listener.ts for what counts.
   */
  waitForCallback(request: {
    authorizationUrl: string;
    expectedState: string;
    timeoutMs: number;
    signal: AbortSignal;
    /** Told how many requests were too many to be recorded one by one. */
    note(code: string, message: string): void;
  }): Promise<URL>;
  close(): Promise<void>;
}

/** Deliberate mistakes of this client, as faults make them. What is recorded is what was really sent. */
export interface FlowTweaks {
  /** Changes an outgoing back-channel request just before it is recorded and sent. */
  rewriteRequest?: (purpose: ExchangePurpose, request: OutgoingRequest) => OutgoingRequest;
  /** Changes the authorization URL before it is recorded and opened. */
  rewriteAuthorizationUrl?: (url: URL) => URL;
  /** Changes the state of the authorization request before it is sent; what comes back is held against it. */
  modifyState?: (state: string) => string;
  /** Changes the request object before it is signed (RFC 9101). */
  modifyRequestObject?: (claims: Record<string, unknown>, header: Record<string, unknown>) => void;
  /** Changes the signed request object (RFC 9101) before it is recorded, encrypted and sent. */
  rewriteRequestObject?: (jwt: string) => string | Promise<string>;
  /** Changes the callback before the client reads it. */
  rewriteCallbackUrl?: (url: URL) => URL;
  /** Changes a client assertion before it is signed (RFC 7523). */
  modifyClientAssertion?: (claims: Record<string, unknown>, header: Record<string, unknown>) => void;
  /** Changes a DPoP proof before it is signed (RFC 9449). */
  modifyDpopProof?: (claims: Record<string, unknown>, header: Record<string, unknown>) => void;
  /** Milliseconds to let pass before the named step starts. */
  waitBefore?: Record<string, number>;
}
