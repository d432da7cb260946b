import { z } from 'zod';
import {
  type LibraryFacts,
  MAX_LISTED,
  MAX_NOTE_CHARACTERS,
  sessionFilter,
  sessionQuerySchema,
  tagsSchema,
} from '../library/session-query';
import { FOLLOW_UPS } from '../model/grant-options';
import type { ImportedKind } from '../model/imported-kind';
import { type Preferences, preferencesChangeSchema } from '../model/preferences';
import {
  BROWSERS,
  type FlowId,
  profileSchema,
  type ServerMetadata,
  type StoredProfile,
} from '../model/profile';
import { reportOverridesSchema } from '../model/report-overrides';
import type { PreviewItem } from '../model/report-preview';
import { continuationSchema, driveSchema, outgoingRequestSchema } from '../model/run-control';
import type { SessionSummary } from '../model/session';
import type { Actor, TraceEvent } from '../model/trace-event';
import type { MutationTableRow } from '../mutations/judge-session';
import type { MutationOffer } from '../mutations/mutations';
import type { Result } from './result';
import type { ShellEvent } from './shell-event';

const id = z.string().min(1).max(200);

/** Names a call that may take a while, so that its client hears how far it is and `cancelCall` can give it up. */
const callId = id.optional();

/** Ids reach SQL, file names and URLs; sessions made here use this shape only. */
const sessionId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Not a session id.');

/** What was captured elsewhere as one text (20 MiB as ASCII); what is larger comes in chunks. */
export const MAX_IMPORT_CHARACTERS = 20 * 1024 * 1024;

/** A deletion of more events than that cannot be taken back: they are not held in memory for it. */
export const MAX_UNDO_EVENTS = 50_000;

/** Bytes of a file that come at a time. */
export const MAX_CHUNK_BYTES = 1024 * 1024;

/** No recording of a sign-in is larger, and a host must not be kept busy for ever. */
export const MAX_IMPORT_BYTES = 2 * 1024 * 1024 * 1024;

export const REPORT_FORMATS = ['html', 'md', 'json', 'har', 'mmd'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What one exchange can be copied as: a command, HTTP messages, a comment for a ticket. */
export const COPY_FORMS = ['curl', 'http', 'comment'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

/** How the comparison of two sessions can be written. */
export const COMPARISON_FORMATS = ['html', 'md', 'json'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

/** How the table of a set of mistakes can be written. */
export const TABLE_FORMATS = ['md', 'json', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A profile that is saved or built in, a draft, or a changed copy of the former. */
const profileChoice = {
  profileId: id.optional(),
  /**
   * A profile that is not saved: a draft in the form, a file on the command line. Together with
   * `profileId` it is a changed copy of that one, which for a practice profile stays one.
   */
  profile: profileSchema.optional(),
};

const PROFILE_MISSING = { message: 'Give profileId or profile.' };
const isProfileGiven = (input: { profileId?: unknown; profile?: unknown }) =>
  input.profileId !== undefined || input.profile !== undefined;

const runChoices = {
  fault: id.nullable().default(null),
  browser: z.enum(BROWSERS).optional(),
  /** Bounds each wait for a person; 300 s unless told. */
  callbackTimeoutMs: z.number().int().min(1_000).max(3_600_000).default(300_000),
};

/**
 * One input schema per method: the bindings validate with it before the host is called, so a host
 * method never sees a value of another shape. The keys are the complete list of methods.
 */
export const HOST_METHOD_INPUTS = {
  getCapabilities: z.strictObject({}),
  readPreferences: z.strictObject({}),
  changePreferences: preferencesChangeSchema,
  listProfiles: z.strictObject({}),
  saveProfile: z.strictObject({ id: id.optional(), profile: profileSchema }),
  deleteProfile: z.strictObject({ id }),
  storeSecret: z.strictObject({ label: z.string().min(1).max(200), value: z.string().min(1).max(65_536) }),
  discoverIssuer: z.strictObject({
    issuer: z.string().min(1).max(4_096),
    allowInsecure: z.boolean(),
    callId,
  }),
  listFaults: z.strictObject({}),
  startRun: z
    .strictObject({
      ...profileChoice,
      ...runChoices,
      /** The flow of the profile, or the question which way of sending the client secret the server takes. */
      task: z.enum(['flow', 'probe-client-auth']).default('flow'),
      /** Where the run stops for a person who steps through it. */
      drive: driveSchema.prefault({}),
      /** One deliberate mistake in this run (`listMutations`); null for none. */
      mutation: id.nullable().default(null),
    })
    .refine(isProfileGiven, PROFILE_MISSING)
    .refine(({ task, mutation }) => task === 'flow' || mutation === null, {
      path: ['mutation'],
      message: 'A mistake is made in a flow, not in a probe.',
    }),
  listMutations: z.strictObject(profileChoice).refine(isProfileGiven, PROFILE_MISSING),
  startMutationRun: z
    .strictObject({ ...profileChoice, ...runChoices, mutations: z.array(id).min(1).max(200) })
    .refine(isProfileGiven, PROFILE_MISSING),
  cancelMutationRun: z.strictObject({ mutationRunId: sessionId }),
  readMutationRun: z.strictObject({ mutationRunId: sessionId }),
  buildMutationTable: z.strictObject({ mutationRunId: sessionId, format: z.enum(TABLE_FORMATS) }),
  startFollowUp: z.strictObject({
    sessionId,
    action: z.enum(FOLLOW_UPS),
    /** Bounds each wait for a person; 300 s unless told. */
    callbackTimeoutMs: z.number().int().min(1_000).max(3_600_000).default(300_000),
  }),
  /** One request of an ended session once more, in place of `request` as it was recorded. */
  resendRequest: z.strictObject({
    sessionId,
    exchangeId: id,
    request: outgoingRequestSchema.nullable().default(null),
  }),
  cancelRun: z.strictObject({ sessionId }),
  planRun: z.strictObject({ profileId: id.optional(), profile: profileSchema.optional() }),
  setBreakpoints: z.strictObject({ sessionId, breakpoints: driveSchema.shape.breakpoints }),
  pauseRun: z.strictObject({ sessionId }),
  continueRun: z.strictObject({
    sessionId,
    /** Of the pause that was looked at: nothing is decided twice. */
    pauseId: id,
    until: continuationSchema,
    /** Leaves out what the run is paused before; a request takes its step with it. */
    skip: z.boolean().default(false),
    /** Sent in place of the request that is shown; null for that very one. */
    request: outgoingRequestSchema.nullable().default(null),
  }),
  submitCallback: z.strictObject({ sessionId, url: z.string().min(1).max(65_536) }),
  openAuthorizationUrl: z.strictObject({ sessionId }),
  /** All of them unless told. */
  listSessions: sessionQuerySchema,
  describeLibrary: z.strictObject(sessionFilter),
  readSession: z.strictObject({ sessionId, afterSeq: z.number().int().min(0) }),
  /** What the user says about a session. A member that is not given stays as it is. */
  updateSession: z.strictObject({
    sessionId,
    note: z.string().max(MAX_NOTE_CHARACTERS).optional(),
    tags: tagsSchema.optional(),
    pinned: z.boolean().optional(),
  }),
  deleteSession: z.strictObject({ sessionId }),
  deleteSessions: z.strictObject({ ids: z.array(sessionId).min(1).max(MAX_LISTED) }),
  undoDelete: z.strictObject({ undoId: id, callId }),
  importSession: z.strictObject({
    text: z.string().min(1).max(MAX_IMPORT_CHARACTERS, 'The text is larger than 20 MiB.'),
  }),
  beginImport: z.strictObject({
    /** Null where it is not known before the end. */
    sizeBytes: z
      .number()
      .int()
      .min(1, 'The file is empty.')
      .max(MAX_IMPORT_BYTES, 'The file is larger than 2 GiB.')
      .nullable(),
  }),
  appendImport: z.strictObject({
    importId: sessionId,
    /** How many bytes went before: none is taken twice or left out. */
    offset: z.number().int().min(0),
    /** In base64, so that a file of any encoding arrives as it is. */
    chunk: z
      .string()
      .max(Math.ceil(MAX_CHUNK_BYTES / 3) * 4, 'The chunk is larger than 1 MiB.')
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'The chunk is not base64.'),
  }),
  finishImport: z.strictObject({ importId: sessionId }),
  cancelImport: z.strictObject({ importId: sessionId }),
  buildReport: z.strictObject({
    sessionId,
    format: z.enum(REPORT_FORMATS),
    overrides: reportOverridesSchema.optional(),
    callId,
  }),
  printReport: z.strictObject({ sessionId, overrides: reportOverridesSchema.optional(), callId }),
  previewReport: z.strictObject({
    sessionId,
    format: z.enum(REPORT_FORMATS),
    overrides: reportOverridesSchema.optional(),
    callId,
  }),
  buildComparison: z.strictObject({
    leftId: sessionId,
    rightId: sessionId,
    format: z.enum(COMPARISON_FORMATS),
    callId,
  }),
  printComparison: z.strictObject({ leftId: sessionId, rightId: sessionId, callId }),
  copyExchange: z.strictObject({ sessionId, exchangeId: id, form: z.enum(COPY_FORMS) }),
  cancelCall: z.strictObject({ callId: id }),
} as const;

export type HostMethod = keyof typeof HOST_METHOD_INPUTS;

export const HOST_METHODS = Object.keys(HOST_METHOD_INPUTS) as HostMethod[];

export type HostInput<M extends HostMethod> = z.input<(typeof HOST_METHOD_INPUTS)[M]>;
export type ParsedHostInput<M extends HostMethod> = z.output<(typeof HOST_METHOD_INPUTS)[M]>;

/** What this host can do; the UI asks this and never which shell it runs in. */
export interface Capabilities {
  appVersion: string;
  /** The host can open the user's own browser. Where it cannot, the UI shows the URL to copy. */
  systemBrowser: boolean;
  /** The host has a browser of its own whose every request is recorded. */
  captureBrowser: boolean;
  /** Why it has none. */
  captureNote: string | null;
  /** The host can print a report as PDF. Where it cannot, the UI offers the print of its own browser. */
  pdf: boolean;
  /** Why it cannot. */
  pdfNote: string | null;
  /** What this version can run; the other flows can only be read from recordings. */
  flows: FlowId[];
  /** False: everything lives in memory and is gone at exit; `storageNote` says why. */
  persistentStorage: boolean;
  storageNote: string | null;
  /** How the vault key is kept; `file` and `memory` deserve a visible banner. */
  vault: 'os' | 'keyring' | 'file' | 'memory';
  /** The origin of the practice provider, null where it could not start. */
  practiceIssuer: string | null;
}

export interface FaultSummary {
  id: string;
  title: string;
  /** What is really done, in a sentence: "Waits until the code has expired before redeeming it." */
  mechanism: string;
  side: 'client' | 'provider';
  /** The flows that it can be switched on for. */
  flows: FlowId[];
  /** The catalog entry that the run must end with. */
  entryId: string;
  /** The code the field knows it by: `invalid_grant`, `503`. */
  code: string;
}

export interface PlannedStep {
  /** What a breakpoint names. */
  name: string;
  title: string;
  actor: Actor;
}

export interface DiscoveredServer {
  /** The URL that answered. */
  url: string;
  metadata: ServerMetadata;
}

export interface BuiltReport {
  fileName: string;
  mediaType: string;
  text: string;
  /** How many values were replaced by a placeholder. */
  redactions: number;
}

/** The HTML report on pages. */
export interface PrintedReport {
  fileName: string;
  mediaType: string;
  base64: string;
  /** How many values were replaced by a placeholder. */
  redactions: number;
}

/** A report before it is saved. Holds no secret but what the user chose to show. */
export interface ReportPreview extends BuiltReport {
  /** Names this state of the session; overrides are good for it alone. */
  basis: string;
  items: PreviewItem[];
}

export interface CopiedExchange {
  text: string;
  /** How many values are placeholders in it. */
  redactions: number;
}

export interface MutationRunView {
  mutationRunId: string;
  isRunning: boolean;
  /** In the order of the runs; what has not begun yet comes last. */
  rows: MutationTableRow[];
}

/** Gone from disk at once; until it is forgotten, `undoDelete` can bring it back. */
export interface Deleted {
  /** Null where there was nothing, or more than MAX_UNDO_EVENTS. */
  undoId: string | null;
}

/** Output of each method; see HOST_METHOD_INPUTS for what goes in. */
export interface HostOutputs {
  getCapabilities: Capabilities;
  readPreferences: Preferences;
  /** Answers with all of them as they are now. */
  changePreferences: Preferences;
  listProfiles: StoredProfile[];
  /** Moves a secret given in plain into the vault first. */
  saveProfile: StoredProfile;
  deleteProfile: Deleted;
  /** Puts a secret in the vault; the reference goes into the profile. Nothing reads it back out. */
  storeSecret: { vault: string };
  discoverIssuer: DiscoveredServer;
  listFaults: FaultSummary[];
  /** Every deliberate mistake there is, each with what keeps it from being tried with this profile. */
  listMutations: MutationOffer[];
  /** Runs the mistakes one after the other in the background, a session each, and leaves out what cannot be tried. */
  startMutationRun: { mutationRunId: string };
  /** The run in progress is cancelled, the others are not begun. */
  cancelMutationRun: null;
  /** Made from the sessions of the set, so that it can be read for as long as they are kept. Redacted. */
  readMutationRun: MutationRunView;
  buildMutationTable: BuiltReport;
  /** Answers as soon as the session exists; a failure of the protocol is in its trace, not here. */
  startRun: { sessionId: string };
  /** An ended session goes on: its new events are appended, and pushed like those of a run. Answers at once. */
  startFollowUp: null;
  /** As with a follow-up, the new events are appended to the session. */
  resendRequest: null;
  cancelRun: null;
  /** The steps that a run of this profile would have. */
  planRun: PlannedStep[];
  setBreakpoints: null;
  /** Stops a run before its next request or step. */
  pauseRun: null;
  continueRun: null;
  /** Hands in a callback URL by hand; refused values are recorded as a hit and described in the error. */
  submitCallback: null;
  openAuthorizationUrl: null;
  /** Pinned sessions first, then the newest. */
  listSessions: SessionSummary[];
  /** What there is to filter sessions by, and how many a filter leaves. */
  describeLibrary: LibraryFacts;
  updateSession: null;
  /** Events with `seq` above `afterSeq`, in order. Unmasked: the viewer masks, reports are redacted. */
  readSession: { summary: SessionSummary; events: TraceEvent[] };
  deleteSession: Deleted;
  /**
   * Those that are not there any more do not count. Given up, or where the disk fails on the way, it answers with what
   * was deleted until then.
   */
  deleteSessions: Deleted & { deleted: number };
  /**
   * `not-found` ten minutes later, after five more deletions, or once Grantscope was closed. Given up or refused by the
   * disk it can be asked for again, and goes on where it was.
   */
  undoDelete: null;
  /**
   * Finds out what a text is (an export, a HAR, curl output, an error, ...) and stores the session that it
   * makes, under an id of its own. One that is not recognised is stored as well: its finding says what to
   * capture next. Refused is only what is meant as JSON or as an export and cannot be read.
   */
  importSession: { sessionId: string; recognisedAs: ImportedKind };
  /**
   * A file of any size, of which the host holds little: chunks follow in their order, then it is finished. What is
   * not gone on with for two minutes is forgotten.
   */
  beginImport: { importId: string };
  /** A refusal says why the rest need not be sent; the import is over then. */
  appendImport: { receivedBytes: number; entries: number };
  /** Stores the session. `archive` is null where the file was small enough to be read whole. */
  finishImport: {
    sessionId: string;
    recognisedAs: ImportedKind;
    archive: { entries: number; kept: number } | null;
  };
  /** Also while it is being finished: nothing is stored. */
  cancelImport: null;
  /** A placeholder that is to be shown must be one of the preview that `overrides` names, or `stale-preview` comes back. */
  buildReport: BuiltReport;
  /** Made of the finished, searched HTML report; nothing is fetched for it. */
  printReport: PrintedReport;
  /** The report as it would be written, with everything that it hides. For the screen of the user alone. */
  previewReport: ReportPreview;
  /** Two sessions side by side, redacted like a report. */
  buildComparison: BuiltReport;
  /** Made of the finished, searched HTML comparison. */
  printComparison: PrintedReport;
  /** Text for the clipboard, redacted like a report. */
  copyExchange: CopiedExchange;
  /** Gives up the call with this id, which then answers `cancelled` or with what it has done. Nothing where it has ended. */
  cancelCall: null;
}

/** Pushed by the host to every listener; a shell event by the window around the page, to that page alone. */
export type HostEvent =
  | ShellEvent
  | { type: 'trace'; sessionId: string; events: TraceEvent[] }
  | { type: 'sessions-changed' }
  | { type: 'profiles-changed' }
  | { type: 'preferences-changed'; preferences: Preferences }
  /** Of a report, preview, print or comparison that was asked for with an id: `share` of it is done, 0 to 1. */
  | { type: 'call-progress'; callId: string; share: number }
  /** A run of the set began or ended, or the set did. */
  | { type: 'mutation-run-changed'; mutationRunId: string }
  | { type: 'host-warning'; code: string; message: string };

/** The whole surface between a user interface and the main process; Electron IPC, loopback HTTP and in-process are bindings of it. */
export type HostApi = {
  [M in HostMethod]: (input: HostInput<M>) => Promise<Result<HostOutputs[M]>>;
} & {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: HostEvent) => void): () => void;
};

/** What create-host implements: inputs already validated. A binding calls it through `callHost`. */
export type HostMethods = {
  [M in HostMethod]: (input: ParsedHostInput<M>) => Promise<Result<HostOutputs[M]>>;
};
