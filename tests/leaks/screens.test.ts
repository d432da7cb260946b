import { compareSessions } from '@shared/compare/compare-sessions';
import { redactComparison } from '@shared/compare/redact-comparison';
import { buildComparisonJson } from '@shared/compare/render-comparison-json';
import { buildLibraryEntry } from '@shared/library/build-library-entry';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it } from 'vitest';
import { createOutput, type Output } from '../../src/main/cli/output';
import { printComparison } from '../../src/main/cli/print-comparison';
import { printResult } from '../../src/main/cli/print-result';
import { readResult } from '../../src/main/cli/read-result';
import { describeBug } from '../../src/main/describe-bug';
import { importText } from '../../src/main/import/import-text';
import { buildPlantedSession, createRandom } from '../support/planted-session';
import { convertToHar } from '../support/session-to-har';
import { sweepLeaks } from '../support/sweep-leaks';

/** What a command writes to both of its streams. */
function capture(print: (output: Output) => void): string {
  const written: string[] = [];
  const stream = { isTTY: false, write: (text: string) => void written.push(text) };
  print(createOutput({ stdout: stream, stderr: stream, environment: {} }));
  return written.join('');
}

function printEach(events: readonly TraceEvent[]): string {
  const result = readResult(events);
  return capture((output) => {
    printResult(output, result, true);
    printResult(output, result);
  });
}

const other = buildPlantedSession(createRandom(999), 'mixed').events;

describe('what is shown without a report', () => {
  it('has no secret of a session in what commands print and the library keeps', {
    timeout: 1_800_000,
  }, () => {
    const { leaks } = sweepLeaks(function* (events, seed) {
      yield ['run --json, sessions show', printEach(events)];
      const imported = importText(convertToHar(foldTrace(events)), { sessionId: 'a', now: () => 0 });
      if (imported.kind === 'refused') throw new Error(imported.message);
      yield ['diagnose', printEach(imported.events)];
      const { plants } = buildPlantedSession(createRandom(seed), 'mixed');
      const note = plants.map(({ whole }) => `I saw ${whole} there`);
      const names = {
        profileName: 'Acme',
        issuer: 'https://id.acme.example',
        note: note.join('\n'),
        tags: note,
      };
      yield ['library', JSON.stringify(buildLibraryEntry(events, names))];
    });
    expect(leaks).toEqual([]);
  });

  it('has none where two sessions are compared', { timeout: 1_800_000 }, () => {
    const { leaks } = sweepLeaks(function* (events) {
      const redactor = createRedactor([...events, ...other]);
      const comparison = redactComparison(compareSessions(foldTrace(events), foldTrace(other)), redactor);
      yield [
        'compare',
        capture((output) => {
          printComparison(output, comparison);
          output.printJson(buildComparisonJson(comparison));
        }),
      ];
    });
    expect(leaks).toEqual([]);
  });

  it('has none in what is logged of a bug', { timeout: 1_800_000 }, () => {
    const { leaks } = sweepLeaks(function* (_, seed) {
      const { plants } = buildPlantedSession(createRandom(seed), 'mixed');
      const lines = plants.map(({ value }) => `    at ${value} (/x/${value}/y.js:1:2)`);
      for (const message of [lines.join('\n'), plants.map(({ value }) => value).join(' ')]) {
        const error = new Error(message);
        error.name = `Error ${plants[0]?.value}`;
        yield ['bug', describeBug(error)];
        yield ['bug', describeBug(new TypeError(message, { cause: error }))];
        yield ['bug', describeBug(message)];
      }
    });
    expect(leaks).toEqual([]);
  });
});
