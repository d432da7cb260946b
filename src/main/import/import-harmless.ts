import type { TraceEvent } from '@shared/model/trace-event';
import { type ImportOptions, recordImport } from './record-import';

/** A session in which nothing failed; a note says what the text was found to be. */
export function importHarmless(name: string, text: string, options: ImportOptions): TraceEvent[] {
  return recordImport(options, {
    name: 'import',
    title: 'Read the text',
    actor: 'client',
    record(recorder, stepId) {
      const value = text.trim();
      if (/^https?:\/\/\S+$/.test(value) && name.includes('authorization request')) {
        recorder.record({ type: 'artifact', stepId, name: 'authorization-url', kind: 'url', value });
      }
      recorder.record({
        type: 'note',
        stepId,
        code: NOTHING_FAILED,
        message: `This is ${name}; nothing failed in it.`,
      });
      return null;
    },
  });
}

/** The code of the note. Permanent. */
const NOTHING_FAILED = 'nothing-failed';
