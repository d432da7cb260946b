import type { HostEvent } from '@shared/contract/host-api';
import type { TraceEvent } from '@shared/model/trace-event';
import { expect, test } from 'vitest';
import { createSteadySessionStore } from '../../../../src/main/host/steady-session-store';
import { StorageError } from '../../../../src/main/storage/storage-error';
import { buildTrace } from '../../../support/session-builder';
import { buildSummary, NOW, openTestStorage } from '../../../support/storage-builder';

const SECRET = 'plumtree harbour';

/** A disk that takes the start of a session and then no more. */
async function openFull() {
  const { sessions } = await openTestStorage();
  const events = buildTrace();
  const told: HostEvent[] = [];
  const refuse = () => {
    throw new StorageError('storage-full', 'The disk is full.');
  };
  const steady = createSteadySessionStore({ ...sessions, append: refuse, add: refuse }, (event) =>
    told.push(event),
  );
  steady.create(buildSummary({ profileName: `Acme ${SECRET}`, note: `it said ${SECRET}`, tags: [SECRET] }));
  for (const event of events) sessions.append('session-1', event);
  const secret: TraceEvent = {
    type: 'artifact',
    seq: events.length + 1,
    time: NOW,
    stepId: 'x',
    name: 'client_secret',
    kind: 'text',
    value: SECRET,
  };
  return { steady, told, secret, count: events.length };
}

test('what only memory has seen is hidden in a list for others too', async () => {
  const { steady, told, secret, count } = await openFull();
  expect(JSON.stringify(steady.list({ redacted: true }))).toContain(SECRET);
  steady.append('session-1', secret);
  expect(told).toMatchObject([{ type: 'host-warning', code: 'storage-unavailable' }]);
  const [shown] = steady.list({ redacted: true });
  expect(JSON.stringify(shown)).not.toContain(SECRET);
  expect(shown).toMatchObject({
    profileName: expect.stringMatching(/^Acme \[redacted:/),
    note: expect.stringMatching(/^it said \[redacted:/),
    eventCount: count + 1,
  });
  expect(steady.list()[0]).toMatchObject({ profileName: `Acme ${SECRET}`, tags: [SECRET] });
});

test('a recording that the disk does not take is refused, and nothing of it is kept', async () => {
  const { steady, told } = await openFull();
  const summary = buildSummary({ id: 'taken-in', outcome: 'failed', endedAt: NOW });
  expect(() => steady.add([{ summary, events: buildTrace() }])).toThrow('The disk is full.');
  expect(steady.get('taken-in')).toBeNull();
  expect(told).toEqual([]);
});
