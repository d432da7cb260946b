import { openChildStorage } from './open-child-storage';

/**
 * A process of its own for the tests: node append-events.ts FOLDER SESSION COUNT. Appends events and
 * writes the number of each to stdout once it is acknowledged.
 */
const [folder = '', sessionId = '', count = ''] = process.argv.slice(2);
const startedAt = 1_768_469_400_000;

const { sessions, facts, close } = await openChildStorage(folder);
if (!facts.persistent) throw new Error(facts.note ?? 'not persistent');

sessions.create({
  id: sessionId,
  flow: 'authorization-code',
  profileName: 'Acme',
  issuer: 'https://id.acme.example',
  outcome: 'running',
  startedAt,
  endedAt: null,
  eventCount: 0,
});
for (let seq = 1; seq <= Number(count); seq += 1) {
  const message = `note ${seq}`;
  sessions.append(sessionId, {
    type: 'note',
    seq,
    time: startedAt + seq,
    stepId: null,
    code: 'test',
    message,
  });
  process.stdout.write(`${seq}\n`);
}
sessions.end(sessionId, 'succeeded', startedAt + Number(count));
close();
