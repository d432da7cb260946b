import { writeSync } from 'node:fs';
import type { TraceEvent } from '@shared/model/trace-event';
import { openChildStorage } from './open-child-storage';

/**
 * A process of its own for the tests: node add-recording.ts FOLDER SESSION COUNT. Takes in a whole recording of
 * notes and writes "added" to stdout once that is acknowledged.
 */
const [folder = '', id = '', count = ''] = process.argv.slice(2);
const startedAt = 1_768_469_400_000;

const { sessions, close } = await openChildStorage(folder);
const events = Array.from({ length: Number(count) }, (_, index): TraceEvent => {
  const seq = index + 1;
  return { type: 'note', seq, time: startedAt + seq, stepId: null, code: 'test', message: 'n'.repeat(500) };
});
sessions.add([
  {
    summary: {
      id,
      flow: 'imported',
      profileName: 'Acme',
      issuer: 'https://id.acme.example',
      outcome: 'failed',
      startedAt,
      endedAt: startedAt + events.length,
      eventCount: events.length,
    },
    events,
  },
]);
writeSync(1, 'added\n');
close();
