import type {
  Capabilities,
  ComparisonFormat,
  CopyForm,
  DiscoveredServer,
  FaultSummary,
  MutationRunView,
  PlannedStep,
  ReportFormat,
  ReportPreview,
  TableFormat,
} from '@shared/contract/host-api';
import type { HostError } from '@shared/contract/result';
import type { LibraryFacts, SessionFilter } from '@shared/library/session-query';
import type { FollowUp } from '@shared/model/grant-options';
import type { Preferences, TimelineLook } from '@shared/model/preferences';
import type { BrowserChoice, StoredProfile } from '@shared/model/profile';
import type { ReportOverrides } from '@shared/model/report-overrides';
import type { PreviewItem } from '@shared/model/report-preview';
import type { Continuation, Drive, OutgoingRequest } from '@shared/model/run-control';
import type { SessionSummary, SessionView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { MutationOffer } from '@shared/mutations/mutations';
import type { CatalogQuery } from '../catalog/catalog-query';
import type { ConnectionState } from '../host/client';
import type { ProfileDraft } from '../profiles/profile-draft';
import type { RequestText } from '../requests/request-text';
import type { FilterChoice } from '../timeline/rows/filter-rows';
import type { OpenSession } from './open-session';

/** What the inspector shows: a step, or one exchange or check of it. */
export interface Selection {
  stepId: string;
  exchangeId: string | null;
  checkSeq: number | null;
  /** A request that reached the redirect URI. */
  hitSeq?: number;
}

export type InspectorTab = 'summary' | 'request' | 'response' | 'token' | 'checks' | 'diagnosis' | 'raw';

/** The window's three panes; a small one shows one of them. */
export type Pane = 'lists' | 'middle' | 'side';

export interface Notice {
  id: number;
  tone: 'accent' | 'warn' | 'fail';
  text: string;
  /** Takes back what the notice tells of. */
  undoId: string | null;
}

/** What was typed into a panel of a run that waits, and not sent yet. */
export interface Unsent {
  callback: string;
  request: RequestText;
}

/** Something that was asked for and is not done yet. */
export interface Task {
  id: string;
  /** As in "Deleting the session…". */
  label: string;
  /** Gives it up, where that is possible. */
  cancel: (() => void) | null;
  /** 0 to 1, where somebody tells. */
  share: number | null;
}

export interface UiSlice {
  connection: ConnectionState;
  /** What the window begins with was read, or asked for in vain. */
  isLoaded: boolean;
  capabilities: Capabilities | null;
  /** What fills the middle: the form of the selected profile, or the open session. */
  page: 'session' | 'profile';
  /** The pane that a small window shows; a large one shows all. */
  pane: Pane;
  /** What lies over the panes, which stay as they are underneath. */
  overlay: 'catalog' | 'mistakes' | 'compare' | 'report' | null;
  /** Null: follow the run, or stand on the step that the best finding names. */
  selection: Selection | null;
  /** Null: the diagnosis where there is one, else the summary. */
  inspectorTab: InspectorTab | null;
  revealSecrets: boolean;
  notices: Notice[];
  /**
   * The last of each kind, with the session or the pause that it is for. In memory only: it may hold secrets. Another
   * layout of the window, or another look, draws its panel anew.
   */
  unsent: { readonly [K in keyof Unsent]?: { readonly of: string; readonly value: Unsent[K] } };
  /** What is under way and has no place of its own on screen; shown once it takes long. */
  tasks: Task[];
  loadCapabilities(): Promise<void>;
  closeOverlay(): void;
  showPage(page: UiSlice['page']): void;
  showPane(pane: Pane): void;
  select(selection: Selection, tab?: InspectorTab): void;
  pickTab(tab: InspectorTab): void;
  keepUnsent<K extends keyof Unsent>(kind: K, of: string, value: Unsent[K]): void;
  setRevealSecrets(reveal: boolean): void;
  /** Leaves the open session for the first steps. */
  showTour(): void;
  isPaletteOpen: boolean;
  setPaletteOpen(isOpen: boolean): void;
  addNotice(tone: Notice['tone'], text: string, undoId?: string | null): void;
  /** What the user asked for and was not done. */
  addFailure(error: HostError): void;
  /** What the window itself asked for: said only where the banner about a lost line does not say it already. */
  addReadFailure(error: HostError): void;
  dismissNotice(id: number): void;
  /** The same promise, with a word about it for as long as it takes. */
  during<T>(label: string, work: Promise<T>, task?: Partial<Omit<Task, 'label'>>): Promise<T>;
  /** What was deleted last and can still be brought back. */
  lastUndoId: string | null;
  /** The deletion that is being taken back. */
  undoingId: string | null;
  undoDelete(undoId: string): Promise<void>;
  /** Stops on the way; the rest can be brought back later. */
  cancelUndo(): void;
}

/** What the user chose for the app as a whole; the host keeps it. */
export interface PreferencesSlice {
  preferences: Preferences;
  loadPreferences(): Promise<void>;
  receivePreferences(preferences: Preferences): void;
  changePreferences(change: Partial<Preferences>): Promise<void>;
}

export interface CatalogSlice {
  /** Kept while the catalog is closed, so that it opens as it was left. */
  catalogQuery: CatalogQuery;
  /** What was picked last; see pickShown for what is shown. */
  catalogEntryId: string | null;
  /** With an entry, for that one: a search from before must not hide it. */
  openCatalog(entryId?: string): void;
  /** Shows the best of what is found: what was picked before was for another question. */
  searchFor(change: Partial<CatalogQuery>): void;
  pickEntry(entryId: string): void;
}

export type Discovery =
  /** `callId` is what gives it up. */
  | { status: 'loading'; issuer: string; callId: string }
  | { status: 'done'; issuer: string; server: DiscoveredServer }
  | { status: 'failed'; issuer: string; error: HostError };

export interface ProfilesSlice {
  profiles: StoredProfile[];
  /** A stored profile's id, or the key of a draft that was never saved. */
  selectedProfileId: string | null;
  /** Unsaved changes by profile id; kept while other profiles are looked at. */
  drafts: Record<string, ProfileDraft>;
  discoveries: Record<string, Discovery>;
  /** Ids of known providers by profile id, where the user has picked one. */
  pickedProviders: Record<string, string>;
  /** Why the last save was refused, by profile id. */
  saveErrors: Record<string, HostError>;
  /** Profiles that the user tried to save: every problem of theirs shows, touched or not. */
  triedIds: readonly string[];
  isSaving: boolean;
  loadProfiles(): Promise<void>;
  selectProfile(id: string): void;
  startNewProfile(): void;
  duplicateProfile(id: string): void;
  changeDraft(id: string, change: Partial<ProfileDraft>): void;
  /** Fills in what is known of the provider, and asks it where that is enough. */
  pickProvider(id: string, providerId: string): void;
  discardDraft(id: string): void;
  /** Answers with the id it was saved under, null where it was not. */
  saveDraft(id: string): Promise<string | null>;
  deleteProfile(id: string): Promise<void>;
  discover(id: string): Promise<void>;
  /** Gives the discovery up, down to its connection. */
  cancelDiscovery(id: string): void;
}

/** How the list of sessions is narrowed down; "since" follows the clock. */
export type LibraryFilter = Omit<SessionFilter, 'since' | 'until'> & {
  period?: 'hour' | 'day' | 'week' | 'month';
};

/** The list of sessions, of which only the pages that were looked at are here. */
export interface LibrarySlice {
  /** One place for each session that the filter leaves, pinned ones first; undefined where it is not read yet. */
  sessions: readonly (SessionSummary | undefined)[];
  /** Null until the host has answered. */
  library: LibraryFacts | null;
  libraryFilter: LibraryFilter;
  /** Rows are marked instead of opened. */
  isMarking: boolean;
  markedIds: readonly string[];
  isLibraryBusy: boolean;
  /** How many sessions are being deleted; null while none are. */
  deletingCount: number | null;
  /** From the question to the answer. */
  isSearching: boolean;
  loadSessions(): Promise<void>;
  /** Reads what is missing of these places. */
  showSessions(from: number, to: number): Promise<void>;
  /** A member that is undefined or empty no longer filters. */
  filterSessions(change: { [K in keyof LibraryFilter]?: LibraryFilter[K] | undefined }): Promise<void>;
  /** False where it was refused. */
  updateSession(
    sessionId: string,
    change: { note?: string; tags?: string[]; pinned?: boolean },
  ): Promise<boolean>;
  startMarking(): void;
  stopMarking(): void;
  toggleMark(id: string): void;
  /** Every ended session that the filter leaves, also those that were not read. */
  markAll(): Promise<void>;
  deleteMarked(): Promise<void>;
  /** A redacted JSON export for each. */
  exportMarked(): Promise<void>;
}

export interface SessionsSlice {
  open: OpenSession | null;
  openSession(sessionId: string): Promise<void>;
  /** Leaves the open session, or one that is still being read. */
  closeSession(): void;
  deleteSession(sessionId: string): Promise<void>;
  /** Live events; those of a session that is not open are read when it is opened. */
  receiveEvents(sessionId: string, events: TraceEvent[]): void;
  /** Reads what is missing of the open session, if there is one. */
  rereadOpenSession(): Promise<void>;
}

/** What an import reads of a file. */
export type ImportedFile = Pick<File, 'name' | 'size' | 'slice'>;

/** How far a large file is. */
export interface ImportProgress {
  fileName: string;
  /** Of the file, 0 to 1; what comes then is judged, for which nobody knows how long it takes. */
  share: number;
  /** Entries of an archive that were read so far. */
  entries: number;
}

/** The box that takes anything which was captured elsewhere. */
export interface ImportsSlice {
  isPasteOpen: boolean;
  /** Kept until it is diagnosed, in memory only: what is pasted may hold secrets. */
  pastedText: string;
  /** Why the last text or file was not taken. */
  pasteProblem: string | null;
  isImporting: boolean;
  /** Null where no file is coming in that takes a while. */
  importProgress: ImportProgress | null;
  /** With a text, for that one. */
  openPaste(text?: string): void;
  closePaste(): void;
  changePastedText(text: string): void;
  /** Imports what is in the box and opens the session that it makes. */
  diagnosePasted(): Promise<void>;
  /** The same for a file. What is in the box stays there; a refusal is shown beside it. */
  diagnoseFile(file: ImportedFile): Promise<void>;
  /** Gives up the file that is coming in; nothing of it is stored. */
  cancelImport(): Promise<void>;
}

/** How a run differs from just running the profile. */
export interface RunChoices {
  pauseAt?: Drive['pauseAt'];
  task?: 'flow' | 'probe-client-auth';
  /** For this run of a practice profile, in place of what is picked for the next ones. */
  practice?: { faultId: string | null; browser: BrowserChoice | null };
}

export interface RunsSlice {
  faults: FaultSummary[];
  /** The fault that the next run of a practice profile has. */
  faultId: string | null;
  /** How the next run of a practice profile signs in; null: as the profile says. */
  browser: BrowserChoice | null;
  /** The last run that this window started, also once it has ended. */
  startedId: string | null;
  /** True from the click until the host has answered. */
  isStarting: boolean;
  /** The run that this window started and that has not ended yet. */
  runningId: string | null;
  /** What is done with the tokens of the running session, where that is a follow-up. */
  runningAction: FollowUp | null;
  loadFaults(): Promise<void>;
  pickFault(faultId: string | null): void;
  pickBrowser(browser: BrowserChoice | null): void;
  /** Runs a stored profile and opens its session. Does nothing while a run is on. */
  startRun(profileId: string, choices?: RunChoices): Promise<void>;
  /** The same for the profile that is selected; unsaved changes are saved first, and refused ones shown. */
  runSelected(pauseAt: Drive['pauseAt']): Promise<void>;
  /** Goes on with the open session. Does nothing while a run is on. */
  startFollowUp(action: FollowUp): Promise<void>;
  /** The run that is being cancelled, until the host has answered. */
  cancellingId: string | null;
  cancelRun(sessionId: string): Promise<void>;
  /** Answers with what is wrong with the URL, or null. */
  submitCallback(sessionId: string, url: string): Promise<string | null>;
  openAuthorizationUrl(sessionId: string): Promise<void>;
  forgetRun(sessionId: string): void;
  /** Forgets the run where the session list says that it has ended: its last push may have been missed. */
  dropEndedRun(): void;
  /** After a reload: goes on with the run that is still there. */
  resumeRun(): void;
}

/** Stepping through a run, and sending recorded requests again. */
export interface DriveSlice {
  /** The steps that a run of the selected profile has. */
  plan: PlannedStep[];
  /** Names of the steps before which any run stops. */
  breakpoints: readonly string[];
  /** The pause that is decided, from the click until the host has answered: nothing is decided twice. */
  decidingId: string | null;
  loadPlan(profileId: string): Promise<void>;
  toggleBreakpoint(name: string): Promise<void>;
  pauseRun(sessionId: string): Promise<void>;
  continueRun(
    sessionId: string,
    pauseId: string,
    until: Continuation,
    decision: { skip: boolean; request: OutgoingRequest | null },
  ): Promise<void>;
  /** Answers with why it was not sent, or null. */
  resend(exchangeId: string, request: OutgoingRequest | null): Promise<string | null>;
}

/** Deliberate mistakes, and the latest set of them that was run here. */
export interface MistakesSlice {
  mistakesProfileId: string | null;
  mistakeOffers: MutationOffer[];
  pickedMistakes: readonly string[];
  mistakeSet: MutationRunView | null;
  /** True from the click until the host has answered. */
  isMistakeSetBusy: boolean;
  /** For the selected profile; the choice and the table of that profile are kept. */
  openMistakes(): Promise<void>;
  toggleMistake(id: string): void;
  pickMistakes(ids: readonly string[]): void;
  runMistakes(): Promise<void>;
  cancelMistakes(): Promise<void>;
  refreshMistakes(mutationRunId: string): Promise<void>;
  exportMistakes(format: TableFormat): Promise<void>;
}

/** Two sessions side by side: the one that was on screen, and another. */
export interface CompareSlice {
  compareBaseId: string | null;
  /** Null until another session was picked. */
  compared: { left: SessionView; right: SessionView } | null;
  isComparing: boolean;
  /** For the open session. */
  openCompare(): void;
  compareWith(sessionId: string): Promise<void>;
  /** Stays with the choice of a session. */
  cancelCompare(): void;
  pickAnother(): void;
  swapCompared(): void;
  isExportingComparison: boolean;
  /** Downloads the redacted comparison, and says how much was hidden. */
  exportComparison(format: ComparisonFormat): Promise<void>;
  /** As PDF where the host makes one, else through the print of the browser that shows this. */
  printComparison(): Promise<void>;
  /** Puts it on the clipboard as Markdown. */
  copyComparison(): Promise<void>;
  /** Leaves the comparison for a step of one of the two. */
  showComparedStep(sessionId: string, stepId: string): Promise<void>;
}

/** How the timeline is looked at. What is selected in it is one thing for all its views. */
export interface TimelineSlice {
  /** Picked in this window; null for the one that was picked last, which the preferences hold. */
  timelineLook: TimelineLook | null;
  /** What is shown; nothing chosen means everything. */
  timelineFilter: readonly FilterChoice[];
  /** Long times in which nothing happened take little room on the time axis. */
  isIdleFolded: boolean;
  /** 1 shows the whole run. */
  waterfallZoom: number;
  /** Counts the jumps: each asks the view on screen to bring what is selected into sight, with the focus. */
  jumpCount: number;
  lookAtTimeline(look: TimelineLook): void;
  toggleTimelineFilter(choice: FilterChoice): void;
  clearTimelineFilter(): void;
  foldIdle(isFolded: boolean): void;
  zoomWaterfall(zoom: number): void;
  jumpToSelected(): void;
  jumpToFailure(which: 'first' | 'next' | 'previous'): void;
}

/** An export while it is made. Its id goes along with the calls of the host. */
export interface FollowedExport {
  callId: string;
  isCancelled(): boolean;
  /** What the host tells from now on is about this part of the whole. */
  beginPart(from: number, to: number): void;
}

/** What is exported, as tasks that tell how far they are and can be given up. */
export interface ExportsSlice {
  /** Null where the user cancelled it; then whatever was made is dropped. */
  followExport<T>(label: string, work: (followed: FollowedExport) => Promise<T>): Promise<T | null>;
  receiveProgress(callId: string, share: number): void;
}

export interface ReportsSlice {
  isBuildingReport: boolean;
  /** Builds a redacted report, downloads it and says how much was hidden. */
  exportReport(sessionId: string, format: ReportFormat): Promise<void>;
  /** As PDF where the host makes one, else through the print of the browser that shows this. */
  printReport(sessionId: string): Promise<void>;
  /** Puts a redacted text of one exchange on the clipboard. */
  copyExchange(sessionId: string, exchangeId: string, form: CopyForm): Promise<void>;
}

/** What the author of a report decided; tied to the preview that it was decided on. */
export type PreviewChoices = Omit<ReportOverrides, 'basis'>;

/** A report before it is saved: what it hides, and what is decided otherwise. */
export interface ReportPreviewSlice {
  previewSessionId: string | null;
  /** The last that the host made; kept on screen while the next is made. */
  preview: ReportPreview | null;
  previewFormat: ReportFormat;
  previewChoices: PreviewChoices;
  /** Why the last choice was not followed, or the report not saved; all choices before it stand. */
  previewProblem: string | null;
  isPreviewing: boolean;
  isSavingPreview: boolean;
  /** The placeholder whose places are shown. */
  pickedRedaction: string | null;
  /** For the open session; choices of the same session are kept. */
  openReportPreview(): Promise<void>;
  pickPreviewFormat(format: ReportFormat): Promise<void>;
  /** Asked for and confirmed already. */
  showRedaction(item: PreviewItem): Promise<void>;
  hideAgain(placeholder: string): Promise<void>;
  /** Answers whether it is hidden now. */
  hideText(text: string): Promise<boolean>;
  stopHiding(text: string): Promise<void>;
  /** Stays with what was there before the change that is being made. */
  cancelPreview(): void;
  savePreview(): Promise<void>;
  pickRedaction(placeholder: string | null): void;
}

/** The whole state: each slice owns the members of its interface. */
export type AppState = ProfilesSlice &
  SessionsSlice &
  LibrarySlice &
  ImportsSlice &
  RunsSlice &
  DriveSlice &
  MistakesSlice &
  CompareSlice &
  TimelineSlice &
  ExportsSlice &
  ReportsSlice &
  ReportPreviewSlice &
  CatalogSlice &
  PreferencesSlice &
  UiSlice;
