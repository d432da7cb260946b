import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findEntry } from '@shared/diagnosis/catalog/index';
import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import { diagnose } from '@shared/diagnosis/diagnose';
import { foreseeFindings } from '@shared/diagnosis/preflight';
import type { Finding } from '@shared/model/finding';
import { profileSchema } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import { importText } from '../../src/main/import/import-text';
import { MULTIPLE_CAUSE_SAMPLES } from './cause-failures';
import { CORE_SAMPLES } from './core-samples';
import { buildEntraFailure, ENTRA_SAMPLES } from './entra-failures';
import { EVIDENCE_SAMPLES } from './evidence-failures';
import { LOCAL_SAMPLES } from './local-failures';
import { buildProviderFailure, findIssuer, PROVIDER_SAMPLES } from './provider-failures';
import { STARTED_AT } from './sample-messages';
import { buildSession } from './session-builder';
import { unpackRecords } from './shared-values';
import { buildSignalFailure } from './signal-failures';
import { PRODUCT_SAMPLES, STANDARD_SAMPLES } from './signal-samples';
import { buildCauseFailure, buildCheckFailure, CAUSE_SAMPLES, CHECK_SAMPLES } from './step-failures';
import { VARIED_SAMPLES } from './varied-failures';

/** Runs that were recorded live; `npm run corpus` writes them. */
export const CORPUS_FOLDER = resolve(import.meta.dirname, '../fixtures/diagnosis');
/** Cases as somebody would paste them. */
export const CASES_FOLDER = join(CORPUS_FOLDER, 'cases');

/** What is left to say of faults that only the secret itself shows, once it is redacted; by the id of the fault. */
export const LABELS_OF_REDACTED: Record<string, string> = { 'basic-not-decoded': 'invalid-client' };

/** What the right diagnosis of a case is. */
export interface Label {
  /** The id of the expected entry (or "success"), a slash, and what tells it from the others. */
  id: string;
  /** The entry that must come first; null for what must lead to no finding. */
  expected: string | null;
  /** Entries that must be found after it. */
  beside?: string[];
  /** The near misses: entries that the case looks like, and that must not be found. */
  not?: string[];
  /** What the first finding must say in its evidence: the cause, where one entry has several. */
  says?: string;
}

/** A record of a corpus file (see shared-values.ts). */
export interface RecordedCase extends Label {
  events: TraceEvent[];
}

/** A line of a file in CASES_FOLDER: a text to import, or a profile to compare with metadata before a run. */
export interface WrittenCase extends Label {
  text?: string;
  profile?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

export interface LabelledCase extends Label {
  /** See nameFamily. */
  family: string;
  /** Null where a profile is compared with metadata before any run. */
  session: SessionView | null;
  find(): Finding[];
}

/** What accuracy is counted by: a provider, or the family of an entry that belongs to none. */
export function nameFamily(entry: CatalogEntry | null): string {
  return entry === null ? 'success' : (entry.provider ?? entry.family);
}

/** The recorded cases of all files of the folder. */
export function readRecordedCases(): RecordedCase[] {
  return listFiles(CORPUS_FOLDER).flatMap(readRecordedFile);
}

export function readRecordedFile(path: string): RecordedCase[] {
  return unpackRecords(readFileSync(path, 'utf8')) as RecordedCase[];
}

function readWrittenCases(): WrittenCase[] {
  return listFiles(CASES_FOLDER).flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as WrittenCase),
  );
}

export function foldRecordedCase({ events, ...label }: RecordedCase): LabelledCase {
  return labelSession(label, foldTrace(events));
}

/** The recorded runs, the written cases, and one built of each sample that the tests of the catalog have. */
export function loadCorpus(): LabelledCase[] {
  return [
    ...readRecordedCases().map(foldRecordedCase),
    ...readWrittenCases().map(importWrittenCase),
    ...buildCases(),
  ];
}

function listFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return names.sort().map((name) => join(folder, name));
}

function importWrittenCase({ text, profile, metadata = {}, ...label }: WrittenCase): LabelledCase {
  if (text === undefined) {
    const parsed = profileSchema.parse(profile);
    return {
      ...label,
      family: findFamily(label),
      session: null,
      find: () => foreseeFindings(parsed, metadata),
    };
  }
  const imported = importText(text, { sessionId: 'session-1', now: () => STARTED_AT });
  if (imported.kind === 'refused') throw new Error(`${label.id}: ${imported.message}`);
  return labelSession(label, foldTrace(imported.events));
}

function labelSession(label: Label, session: SessionView): LabelledCase {
  return { ...label, family: findFamily(label), session, find: () => diagnose(session) };
}

function findFamily({ expected }: Label): string {
  return nameFamily(expected === null ? null : findEntry(expected));
}

function buildCases(): LabelledCase[] {
  return [
    ...CORE_SAMPLES.map(({ id, fires }) => label(id, 'core', buildSession(fires))),
    ...CHECK_SAMPLES.map(([step, check, actual, id]) =>
      label(id, 'check', buildCheckFailure(step, check, actual)),
    ),
    ...CAUSE_SAMPLES.map(([code, id]) => label(id, 'cause', buildCauseFailure(code))),
    ...EVIDENCE_SAMPLES.map(({ id, behind, fires }) =>
      behind === null ? label(id, 'evidence', fires) : label(behind, id, fires, { beside: [id] }),
    ),
    ...[...VARIED_SAMPLES, ...LOCAL_SAMPLES, ...MULTIPLE_CAUSE_SAMPLES].map(([id, name, options, more]) =>
      label(id, name, buildSession(options), more),
    ),
    ...ENTRA_SAMPLES.map((sample) =>
      label(`entra-${sample[0].toLowerCase()}`, 'entra', buildEntraFailure(sample)),
    ),
    ...[...STANDARD_SAMPLES, ...PRODUCT_SAMPLES].flatMap(([id, fires]) => {
      const session = buildSignalFailure(fires, findIssuer(id));
      return session === null ? [] : [label(id, 'said', session)];
    }),
    ...PROVIDER_SAMPLES.map((sample) =>
      label(sample.id, 'provider', buildProviderFailure(sample, sample.fires)),
    ),
  ].map((built, index) => ({ ...built, id: `${built.id}-${index}` }));
}

function label(
  expected: string,
  suffix: string,
  session: SessionView,
  more: Partial<Label> = {},
): LabelledCase {
  return labelSession({ id: `${expected}/${suffix}`, expected, ...more }, session);
}
