import type { HostMethod } from './host-api';

/**
 * The names alone, for the sandboxed preload, which must not bundle the schemas (and zod) of host-api.
 * A method missing here, or one that is not in the contract, does not compile.
 */
const METHOD_NAMES: Record<HostMethod, true> = {
  getCapabilities: true,
  readPreferences: true,
  changePreferences: true,
  listProfiles: true,
  saveProfile: true,
  deleteProfile: true,
  storeSecret: true,
  discoverIssuer: true,
  listFaults: true,
  startRun: true,
  listMutations: true,
  startMutationRun: true,
  cancelMutationRun: true,
  readMutationRun: true,
  buildMutationTable: true,
  startFollowUp: true,
  resendRequest: true,
  cancelRun: true,
  planRun: true,
  setBreakpoints: true,
  pauseRun: true,
  continueRun: true,
  submitCallback: true,
  openAuthorizationUrl: true,
  listSessions: true,
  describeLibrary: true,
  readSession: true,
  updateSession: true,
  deleteSession: true,
  deleteSessions: true,
  undoDelete: true,
  importSession: true,
  beginImport: true,
  appendImport: true,
  finishImport: true,
  cancelImport: true,
  buildReport: true,
  printReport: true,
  previewReport: true,
  buildComparison: true,
  printComparison: true,
  copyExchange: true,
  cancelCall: true,
};

export const HOST_METHOD_NAMES = Object.keys(METHOD_NAMES) as HostMethod[];
