import type { CheckResult } from './check';
import type { ErrorRecord } from './error-record';
import type { Channel, ExchangeOutcome, ExchangePurpose, RecordedRequest } from './exchange';
import type { FollowUp } from './grant-options';
import type { Profile } from './profile';

/** The version written on every session-started event. docs/trace-format.md says what changed when. */
export const TRACE_VERSION = 1;

/** Who acts in a step or is asked by an exchange. */
export type Actor = 'user' | 'browser' | 'client' | 'authorization-server' | 'resource-server';

export type StepOutcome = 'succeeded' | 'failed' | 'cancelled' | 'skipped';

export type SessionOutcome = 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

/** What made the recording and where: quoted in reports. Nothing personal. */
export interface SessionEnvironment {
  app: string;
  runtime: string;
  platform: string;
  libraries: Record<string, string>;
}

/** Fields every event has. `seq` counts from 1 within its session; `time` is epoch milliseconds. */
interface EventBase {
  seq: number;
  time: number;
}

export interface SessionStarted extends EventBase {
  type: 'session-started';
  version: number;
  sessionId: string;
  /** A flow id, or "imported" for a recording that was not made by running a flow here. */
  flow: string;
  /** The profile as it was run, null for an import. A typed-in secret is never in it: references only. */
  profile: Profile | null;
  fault: string | null;
  /** The deliberate mistake of this run (src/shared/mutations); recordings of before this member have none. */
  mutation?: string | null;
  /** Runs of one set of mistakes share this id. */
  mutationRun?: string | null;
  environment: SessionEnvironment;
}

export interface SessionEnded extends EventBase {
  type: 'session-ended';
  outcome: SessionOutcome;
}

/**
 * An ended session goes on with what its tokens allow (a refresh, a revocation, ...), or with one of its
 * requests sent once more. Its steps follow, and another session-ended; the outcome there is that of the
 * whole session, to which a resent request adds nothing.
 */
export interface SessionResumed extends EventBase {
  type: 'session-resumed';
  action: FollowUp | 'resend';
}

/** Begin and end of a step pair up by `stepId`, which is unique within the session and stable per flow. */
export interface StepStarted extends EventBase {
  type: 'step-started';
  stepId: string;
  name: string;
  title: string;
  actor: Actor;
  /** Beside the flow: the exchange whose request this step sends once more, by hand. */
  branchOf?: string;
}

export interface StepEnded extends EventBase {
  type: 'step-ended';
  stepId: string;
  outcome: StepOutcome;
  error: ErrorRecord | null;
}

/**
 * The run waits for a person: before what a step does, or before a request, which is shown as it is built.
 * A run-continued with the same `pauseId` ends it.
 */
export interface RunPaused extends EventBase {
  type: 'run-paused';
  pauseId: string;
  stepId: string;
  before: 'step' | 'request';
  /** Null before a step. */
  purpose: ExchangePurpose | null;
  channel: Channel | null;
  request: RecordedRequest | null;
}

export interface RunContinued extends EventBase {
  type: 'run-continued';
  pauseId: string;
  stepId: string;
  decision: 'continued' | 'edited' | 'skipped';
}

/** A person changed a request before it was sent. What was sent is in the exchange as well, where there is one. */
export interface RequestEdited extends EventBase {
  type: 'request-edited';
  stepId: string;
  /** Null for the URL that the browser is sent to. */
  exchangeId: string | null;
  purpose: ExchangePurpose;
  planned: RecordedRequest;
  sent: RecordedRequest;
}

/** Begin and end of an exchange pair up by `exchangeId`, unique within the session. */
export interface ExchangeStarted extends EventBase {
  type: 'exchange-started';
  exchangeId: string;
  stepId: string;
  purpose: ExchangePurpose;
  channel: Channel;
  request: RecordedRequest;
}

export interface ExchangeEnded extends EventBase, ExchangeOutcome {
  type: 'exchange-ended';
  exchangeId: string;
  /** The request head as it was really sent, where the transport could tell (host, content-length, ...). */
  request: RecordedRequest;
}

export interface CheckRecorded extends EventBase {
  type: 'check';
  stepId: string;
  exchangeId: string | null;
  check: CheckResult;
}

/** Values a step made or received that are not an exchange of their own. */
export type ArtifactKind = 'url' | 'jwt' | 'json' | 'text' | 'secret';

export interface ArtifactRecorded extends EventBase {
  type: 'artifact';
  stepId: string;
  /** Permanent: authorization-url, redirect-uri, state, nonce, code-verifier, code-challenge, callback-url, request-object, encrypted-request-object, authorization-response, id-token, access-token, server-metadata, claims, jwks, last-accepted-client, last-page, last-page-url, ... */
  name: string;
  kind: ArtifactKind;
  value: string;
}

/** The flow now waits for the user agent to come back to `redirectUri`. `deadline` is epoch ms. */
export interface CallbackAwaited extends EventBase {
  type: 'callback-awaited';
  stepId: string;
  redirectUri: string;
  authorizationUrl: string;
  deadline: number;
  /** Null where nothing can listen there, so that the callback has to be pasted. */
  listener: CallbackListener | null;
}

/** Where a callback is listened for. */
export interface CallbackListener {
  /** Each address of this machine that is listened on: both families for localhost. */
  addresses: string[];
  port: number;
  path: string;
  /** SHA-256 of the certificate that the browser will ask about; null for plain http. */
  fingerprint256: string | null;
}

/**
 * The flow now waits for the user to decide elsewhere: at a page that any device can open (RFC 8628), or at
 * an authentication device of the provider (OpenID Connect CIBA Core). Null is what the flow does not have.
 */
export interface ApprovalAwaited extends EventBase {
  type: 'approval-awaited';
  stepId: string;
  verificationUri: string | null;
  verificationUriComplete: string | null;
  userCode: string | null;
  /** What the user compares on the authentication device. */
  bindingMessage: string | null;
  /** Seconds between two polls as the server asked; null where it sends a ping instead. */
  intervalSeconds: number | null;
  /** Where the ping is listened for. */
  notificationUri: string | null;
  /** Epoch milliseconds. */
  deadline: number;
}

/**
 * Something reached the listener (or was pasted) while the flow waited: a callback, or a CIBA ping. In `url`
 * the parameters of a form (POST) stand in the query, and a fragment that was handed on stands behind the #.
 * A long URL that was not accepted is cut. Of a flood only the first are recorded; a note counts the others.
 */
export interface CallbackHit extends EventBase {
  type: 'callback-hit';
  stepId: string;
  via: 'listener' | 'pasted' | 'browser';
  method: string;
  url: string;
  verdict:
    | 'accepted'
    | 'wrong-path'
    | 'wrong-state'
    | 'wrong-method'
    | 'too-large'
    | 'not-a-callback'
    /** Another Host than loopback (DNS rebinding), or a pasted address of another origin. */
    | 'wrong-host'
    /** No HTTP message, or one that broke off. */
    | 'malformed'
    /** The request did not end in time. */
    | 'too-slow'
    /** The run has had its callback. */
    | 'already-used'
    /** The TLS handshake failed, as it does while the browser does not trust the certificate. */
    | 'not-secure'
    /** A ping without the notification token of this run, or about another request. */
    | 'wrong-token'
    | 'wrong-request';
}

/** Something worth saying that is no failure of its own: a fault in force, a plain secret in a file. */
export interface NoteRecorded extends EventBase {
  type: 'note';
  stepId: string | null;
  code: string;
  message: string;
}

/** The whole recording format: a session is a list of these, in `seq` order. */
export type TraceEvent =
  | SessionStarted
  | SessionEnded
  | SessionResumed
  | StepStarted
  | StepEnded
  | RunPaused
  | RunContinued
  | RequestEdited
  | ExchangeStarted
  | ExchangeEnded
  | CheckRecorded
  | ArtifactRecorded
  | CallbackAwaited
  | ApprovalAwaited
  | CallbackHit
  | NoteRecorded;

/** An event before the recorder gave it its number and its time. */
export type TraceEventBody = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'seq' | 'time'>
    : never
  : never;
