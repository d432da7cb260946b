import { randomBytes } from 'node:crypto';
import type { CaptureAbility } from './front-channel/capture/cdp';
import type { OpenBrowser } from './front-channel/system-browser';
import type { HostServices, Practice } from './host/services';
import { readPackageVersion } from './package-folder';
import { ABSENT_PRACTICE, createPractice } from './practice/practice';
import type { PrintAbility } from './print/print-ability';
import { createReportMaker } from './report/create-report-maker';
import { findReportWorker } from './report/find-report-worker';
import { openUserStorage } from './storage/open-user-storage';
import type { SafeStorage } from './storage/vault-key';

/** What the three composition roots differ in. */
export interface ComposeOptions {
  environment: Record<string, string | undefined>;
  /** Null where no browser can be opened from here. */
  openBrowser: OpenBrowser | null;
  /** None unless given. */
  captureBrowser?: CaptureAbility;
  /** None unless given. */
  printer?: PrintAbility;
  /** Electron's, null outside of it. */
  safeStorage: SafeStorage | null;
  /** True for an address of this process, which no profile may make the recorder reach. */
  isOwnOrigin(url: URL): boolean;
  /** False where no flow is run: then no practice provider is started. */
  practice?: boolean;
  /** Where `--browser print` shows the authorization URL; nowhere unless given. */
  printAuthorizationUrl?: (url: string) => void;
  printUserCode?: HostServices['printUserCode'];
  /** Text without secrets only. */
  log(message: string): void;
}

const NO_PRINTER: PrintAbility = { print: null, reason: 'This process cannot make a PDF.' };
const NO_CAPTURE: CaptureAbility = { launch: null, reason: 'This process has no capture window.' };

/** The real services of a user's process: what the composition roots share. */
export async function composeServices(
  options: ComposeOptions,
): Promise<{ services: HostServices; close(): Promise<void> }> {
  const { environment, safeStorage, log } = options;
  const storage = await openUserStorage({ environment, safeStorage, log });
  const practice = options.practice === false ? ABSENT_PRACTICE : await startPractice(log);
  const services: HostServices = {
    appVersion: readPackageVersion(),
    now: Date.now,
    randomId: (size) => randomBytes(size).toString('base64url'),
    environment: () => environment,
    sessions: storage.sessions,
    profiles: storage.profiles,
    preferences: storage.preferences,
    vault: storage.vault,
    storage: storage.facts,
    practice,
    openBrowser: options.openBrowser,
    captureBrowser: options.captureBrowser ?? NO_CAPTURE,
    printer: options.printer ?? NO_PRINTER,
    makeReport: createReportMaker({ worker: findReportWorker(), log }),
    isOwnOrigin: options.isOwnOrigin,
    log,
    printAuthorizationUrl: options.printAuthorizationUrl ?? null,
    printUserCode: options.printUserCode ?? null,
  };
  return {
    services,
    async close() {
      await practice.close();
      storage.close();
    },
  };
}

function startPractice(log: ComposeOptions['log']): Promise<Practice> {
  return createPractice().catch(() => {
    log('The practice provider could not start; everything else works.');
    return ABSENT_PRACTICE;
  });
}
