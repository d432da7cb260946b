import type { FaultSummary } from '@shared/contract/host-api';
import type { LibraryFacts, SessionFilter, SessionQuery } from '@shared/library/session-query';
import type { Preferences } from '@shared/model/preferences';
import type { Profile, StoredProfile } from '@shared/model/profile';
import type { RunSecrets } from '@shared/model/profile-secrets';
import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { FlowTweaks } from '../flows/flow';
import type { CaptureAbility } from '../front-channel/capture/cdp';
import type { PrintAbility } from '../print/print-ability';
import type { MakeReport } from '../report/create-report-maker';

/** What the host needs from its surroundings. A composition root picks the parts; tests pass their own. */
export interface HostServices {
  appVersion: string;
  now(): number;
  /** `size` random bytes as base64url text. */
  randomId(size: number): string;
  environment(): Record<string, string | undefined>;
  sessions: SessionStore;
  profiles: ProfileStore;
  preferences: PreferenceStore;
  vault: Vault;
  storage: StorageFacts;
  practice: Practice;
  /** Null where no browser can be opened from here. */
  openBrowser: ((url: string) => Promise<void>) | null;
  /** The browser of our own in which everything is recorded, or why there is none. */
  captureBrowser: CaptureAbility;
  /** How a report becomes a PDF here, or why it does not. */
  printer: PrintAbility;
  /** Makes reports beside what the host does, where that would be held up. */
  makeReport: MakeReport;
  /** True for an address the recorder must refuse to reach: this host's own ports. */
  isOwnOrigin(url: URL): boolean;
  /** Text without secrets only. */
  log(message: string): void;
  /** The --browser print channel: told each authorization URL, unmasked. */
  printAuthorizationUrl: ((url: string) => void) | null;
  /** The same for a flow in which the user decides at another device. */
  printUserCode: ((facts: UserCodeFacts) => void) | null;
}

/** What a user needs at the verification page (RFC 8628 section 3.3). */
export interface UserCodeFacts {
  verificationUri: string;
  verificationUriComplete: string | null;
  userCode: string;
}

export interface StorageFacts {
  persistent: boolean;
  note: string | null;
  vault: 'os' | 'keyring' | 'file' | 'memory';
}

/** A session whole, as it was kept. */
export interface SessionRecording {
  summary: SessionSummary;
  events: readonly TraceEvent[];
}

/** Sessions on disk. Calls are synchronous: an event is durable when `append` returns. */
export interface SessionStore {
  create(summary: SessionSummary): void;
  /** Takes in sessions that have ended, with what the user says about them: all of them whole, or nothing. */
  add(recordings: readonly SessionRecording[]): void;
  append(sessionId: string, event: TraceEvent): void;
  /** Makes an ended session a running one of this process. Refuses (throws StorageConflictError) one that runs. */
  resume(sessionId: string): void;
  end(sessionId: string, outcome: SessionSummary['outcome'], endedAt: number): void;
  /** Pinned sessions first, then the newest; all of them unless told, and as the user knows them. */
  list(query?: SessionQuery & { mutationRun?: string }): SessionSummary[];
  describe(filter: SessionFilter): LibraryFacts;
  get(sessionId: string): SessionSummary | null;
  read(sessionId: string, afterSeq: number): TraceEvent[];
  /** Changes what the user says about a session; a member that is not given stays. False where it is not there. */
  update(sessionId: string, change: SessionChange): boolean;
  /** All or none of those that are there; answers how many that were. */
  delete(sessionIds: readonly string[]): number;
}

export interface SessionChange {
  note?: string | undefined;
  tags?: string[] | undefined;
  pinned?: boolean | undefined;
}

export interface ProfileStore {
  list(): StoredProfile[];
  get(id: string): StoredProfile | null;
  /** Refuses (throws StorageConflictError) a name that another profile has. */
  save(profile: StoredProfile): void;
  delete(id: string): boolean;
}

export interface PreferenceStore {
  read(): Preferences;
  save(preferences: Preferences): void;
}

/** Encrypted secrets by name. */
export interface Vault {
  put(name: string, value: string): void;
  get(name: string): string | null;
  delete(name: string): void;
}

/** The embedded practice provider as the host sees it. */
export interface Practice {
  /** Null where it could not start. */
  issuer: string | null;
  profiles(): StoredProfile[];
  faults(): FaultSummary[];
  /** True for a profile of a practice client, a saved copy with an old port included. */
  owns(profile: Profile): boolean;
  /** A second client of the provider, public, for mistakes that mix up two clients; null for none. */
  findOtherClient(profile: Profile): string | null;
  /**
   * Readies a run of a practice profile: with a fault, a provider of its own is started that has it.
   * Null where `faultId` does not exist. `release` closes what was started.
   */
  prepareRun(profile: Profile, faultId: string | null): Promise<PreparedRun | null>;
  /** A front channel's user: signs in as alice over HTTP and follows the redirects up to the callback. */
  signIn(options: PracticeSignIn): Promise<void>;
  close(): Promise<void>;
}

export interface PreparedRun {
  profile: Profile;
  secrets: RunSecrets;
  tweaks: FlowTweaks;
  release(): Promise<void>;
}

export interface PracticeSignIn {
  authorizationUrl: string;
  /** Recording fetch with redirect "manual" semantics. */
  fetch: typeof fetch;
  /**
   * Requests to this origin and path are the callback: sent with a plain GET and then done. Null where no
   * callback comes: done with the first page that asks for nothing more.
   */
  redirectUri: string | null;
  signal: AbortSignal;
}
