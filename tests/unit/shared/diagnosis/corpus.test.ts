import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findEntry } from '@shared/diagnosis/catalog/index';
import { createRedactor } from '@shared/redact/redactor';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../../../src/main/practice/faults';
import { measureAccuracy } from '../../../support/diagnosis-accuracy';
import {
  CASES_FOLDER,
  CORPUS_FOLDER,
  LABELS_OF_REDACTED,
  loadCorpus,
  nameFamily,
  readRecordedCases,
} from '../../../support/diagnosis-corpus';
import { measureCoverage } from '../../../support/diagnosis-coverage';

const RECORDED = readRecordedCases();
const CORPUS = loadCorpus();

describe('the labelled corpus', () => {
  test('is large enough, with as many successful sessions as the bound is measured on', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(250);
    expect(CORPUS.filter(({ expected }) => expected === null).length).toBeGreaterThanOrEqual(40);
  });

  test('has ids that occur once, and labels that agree with the catalog', () => {
    expect(new Set(CORPUS.map(({ id }) => id)).size).toBe(CORPUS.length);
    for (const { id, family, expected } of CORPUS) {
      const entry = expected === null ? null : findEntry(expected);
      expect(entry?.id ?? 'success', id).toBe(id.split('/', 1)[0]);
      expect(family, id).toBe(nameFamily(entry));
    }
  });

  test('has a recording of every fault, which ended as the label says', () => {
    for (const { id, entryId } of FAULTS) {
      const recordings = RECORDED.filter(
        ({ events: [first] }) => first?.type === 'session-started' && first.fault === id,
      );
      expect(
        recordings.map(({ expected }) => expected),
        id,
      ).toEqual([LABELS_OF_REDACTED[id] ?? entryId]);
    }
    for (const { id, expected, events } of RECORDED) {
      const isAdvice = expected !== null && findEntry(expected)?.severity === 'warning';
      const outcome = expected === null || isAdvice ? 'succeeded' : 'failed';
      expect(events.at(-1), id).toMatchObject({ outcome });
    }
  });

  test('has for every entry a case that leads to it and a near miss, and of what is ambiguous at least six', () => {
    expect(measureCoverage(CORPUS)).toEqual({ withoutFiring: [], withoutNearMiss: [], smallFamilies: [] });
  });

  test('names entries of the catalog in its labels', () => {
    for (const { id, beside = [], not = [] } of CORPUS) {
      for (const entryId of [...beside, ...not]) expect(findEntry(entryId)?.id, id).toBe(entryId);
    }
  });

  test('stays small', () => {
    const files = [CORPUS_FOLDER, CASES_FOLDER].flatMap((folder) =>
      readdirSync(folder).map((name) => statSync(join(folder, name))),
    );
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4_000_000);
  });
});

describe('the recordings', () => {
  test('hold no secret: redacting them once more finds nothing to hide', () => {
    for (const { id, events } of RECORDED) {
      const redactor = createRedactor(events);
      expect(redactor.redactEvents(), id).toEqual(events);
      expect(redactor.findLeaks(JSON.stringify(events)), id).toEqual([]);
    }
  });

  test('name no folder of a machine, and no host but loopback and reserved names', () => {
    const text = JSON.stringify(RECORDED);
    expect(text).not.toMatch(/["' (](\/(home|root|Users|tmp|work|opt|var)\/|[A-Z]:\\\\)/);
    const hosts = new Set([...text.matchAll(/https?:\/\/([^/:"'\s\\?#<)]+)/g)].map(([, host]) => host));
    const foreign = [...hosts].filter(
      (host) => !/^(127\.0\.0\.1|localhost|.+\.example|www\.rfc-editor\.org|openid\.net)$/.test(host ?? ''),
    );
    expect(foreign).toEqual([]);
  });
});

test('the diagnosis is right about the corpus: the entry first in 98 of 100, always among the first three, nothing on a success, and no near miss taken for what it looks like', () => {
  const { overall, confusions, flaws, successes } = measureAccuracy(CORPUS);
  const told = JSON.stringify(confusions, null, 1);
  expect(overall.top1 / overall.total, told).toBeGreaterThanOrEqual(0.98);
  expect(overall.top3, told).toBe(overall.total);
  expect(successes.findings, told).toBe(0);
  expect(flaws).toEqual([]);
}, 30_000);
