import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findEntry } from '@shared/diagnosis/catalog/index';
import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import type { SessionView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import { CORE_SAMPLES } from './core-samples';
import { buildEntraFailure, ENTRA_SAMPLES } from './entra-failures';
import { EVIDENCE_SAMPLES } from './evidence-failures';
import { buildProviderFailure, findIssuer, PROVIDER_SAMPLES } from './provider-failures';
import { buildSession } from './session-builder';
import { unpackRecords } from './shared-values';
import { buildSignalFailure } from './signal-failures';
import { PRODUCT_SAMPLES, STANDARD_SAMPLES } from './signal-samples';
import { buildCauseFailure, buildCheckFailure, CAUSE_SAMPLES, CHECK_SAMPLES } from './step-failures';
import { VARIED_SAMPLES } from './varied-failures';

/** Runs that were recorded live; `npm run corpus` writes them. */
export const CORPUS_FOLDER = resolve(import.meta.dirname, '../fixtures/diagnosis');

interface Label {
  /** The id of the expected entry (or "success"), a slash, and what tells it from the others. */
  id: string;
  /** See nameFamily. */
  family: string;
  /** The entry that must come first; null for a session in which nothing failed. */
  expected: string | null;
}

/** A record of a corpus file (see shared-values.ts). */
export interface RecordedCase extends Label {
  events: TraceEvent[];
}

export interface LabelledCase extends Label {
  session: SessionView;
}

/** What accuracy is counted by: a provider, or the family of an entry that belongs to none. */
export function nameFamily(entry: CatalogEntry | null): string {
  return entry === null ? 'success' : (entry.provider ?? entry.family);
}

/** The recorded cases of all files of the folder. */
export function readRecordedCases(): RecordedCase[] {
  const files = readdirSync(CORPUS_FOLDER).filter((name) => name.endsWith('.jsonl'));
  return files.sort().flatMap((name) => readCaseFile(join(CORPUS_FOLDER, name)));
}

export function readCaseFile(path: string): RecordedCase[] {
  return unpackRecords(readFileSync(path, 'utf8')) as RecordedCase[];
}

export function foldCase({ events, ...label }: RecordedCase): LabelledCase {
  return { ...label, session: foldTrace(events) };
}

/** The recorded runs, and one built of each sample that the tests of the catalog have. */
export function loadCorpus(): LabelledCase[] {
  return [...readRecordedCases().map(foldCase), ...buildCases()];
}

function buildCases(): LabelledCase[] {
  return [
    ...CORE_SAMPLES.map(({ id, fires }) => label(id, 'core', buildSession(fires))),
    ...CHECK_SAMPLES.map(([step, check, actual, id]) =>
      label(id, 'check', buildCheckFailure(step, check, actual)),
    ),
    ...CAUSE_SAMPLES.map(([code, id]) => label(id, 'cause', buildCauseFailure(code))),
    ...EVIDENCE_SAMPLES.map(({ id, behind, fires }) => label(behind ?? id, behind ? id : 'evidence', fires)),
    ...VARIED_SAMPLES.map(([id, name, options]) => label(id, name, buildSession(options))),
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

function label(expected: string, suffix: string, session: SessionView): LabelledCase {
  return { id: `${expected}/${suffix}`, family: nameFamily(findEntry(expected)), expected, session };
}
