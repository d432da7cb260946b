import { statSync } from 'node:fs';
import { join } from 'node:path';
import { findEntry } from '@shared/diagnosis/catalog/index';
import { createRedactor } from '@shared/redact/redactor';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../../../src/main/practice/faults';
import { measureAccuracy } from '../../../support/diagnosis-accuracy';
import { CORPUS_FOLDER, loadCorpus, nameFamily, readRecordedCases } from '../../../support/diagnosis-corpus';

const RECORDED = readRecordedCases();
const CORPUS = loadCorpus();

/** Codes behind which several causes hide. */
const AMBIGUOUS = [
  'invalid_grant',
  'invalid_client',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'access_denied',
  'invalid_token',
];

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

  test('has a recording of every fault of the code flow under three profiles, which ended as the label says', () => {
    for (const { id, entryId, flows = ['authorization-code'] } of FAULTS) {
      if (!flows.includes('authorization-code')) continue;
      const recordings = RECORDED.filter(
        ({ events: [first] }) => first?.type === 'session-started' && first.fault === id,
      );
      expect(
        recordings.map(({ expected }) => expected),
        id,
      ).toEqual([entryId, entryId, entryId]);
    }
    for (const { id, expected, events } of RECORDED) {
      expect(events.at(-1), id).toMatchObject({ outcome: expected === null ? 'succeeded' : 'failed' });
    }
  });

  test.each(AMBIGUOUS)('has at least six cases of %s', (code) => {
    const cases = CORPUS.filter(({ expected }) => expected !== null && findEntry(expected)?.code === code);
    expect(cases.length).toBeGreaterThanOrEqual(6);
  });

  test.each(['lib-state-mismatch', 'local-callback-timeout'].map((id) => [id]))('has cases of %s', (id) => {
    expect(CORPUS.filter(({ expected }) => expected === id).length).toBeGreaterThanOrEqual(4);
  });

  test('stays small', () => {
    const sizes = ['faults.jsonl', 'successes.jsonl'].map((name) => statSync(join(CORPUS_FOLDER, name)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(5_000_000);
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

test('the diagnosis is right about the corpus: the entry first in 98 of 100, always among the first three, and nothing on a success', () => {
  const { overall, confusions, successes } = measureAccuracy(CORPUS);
  const told = JSON.stringify(confusions, null, 1);
  expect(overall.top1 / overall.total, told).toBeGreaterThanOrEqual(0.98);
  expect(overall.top3, told).toBe(overall.total);
  expect(successes.findings, told).toBe(0);
});
