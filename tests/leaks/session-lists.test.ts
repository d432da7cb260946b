import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TraceEvent } from '@shared/model/trace-event';
import { expect, test } from 'vitest';
import { openUserStorage } from '../../src/main/storage/open-user-storage';
import { type CliRunner, createCliRunner } from '../support/cli-runner';
import { createFindPlanted } from '../support/find-planted';
import { buildPlantedSession, createRandom } from '../support/planted-session';
import { buildSummary, NOW } from '../support/storage-builder';
import { seedCount } from '../support/sweep-leaks';

/** Each session is listed by four commands, so a part of the seeds is enough. */
const SEEDS = Math.max(2, Math.ceil(seedCount / 6));

const STATES = ['ended', 'running', 'ended before names were kept'] as const;

/** Into the name, the note and the tags goes everything that is secret in the recording. */
async function plant(
  { folder }: CliRunner,
  events: readonly TraceEvent[],
  texts: string[],
  state: (typeof STATES)[number],
): Promise<string> {
  const home = join(folder, 'home');
  const { sessions, close } = await openUserStorage({
    environment: { GRANTSCOPE_HOME: home, GRANTSCOPE_VAULT: 'file' },
    safeStorage: null,
    log: () => {},
  });
  const summary = buildSummary({ profileName: `Acme ${texts.join(' ')}`, startedAt: NOW });
  sessions.create(summary);
  for (const event of events) sessions.append(summary.id, event);
  if (state !== 'running') sessions.end(summary.id, 'failed', NOW + 9);
  sessions.update(summary.id, { note: texts.map((text) => `I saw ${text} there`).join('\n'), tags: texts });
  const kept = JSON.stringify(sessions.list());
  close();
  if (state === 'ended before names were kept') {
    const raw = new DatabaseSync(join(home, 'grantscope.db'));
    raw.exec('UPDATE sessions SET shown = NULL');
    raw.close();
  }
  return kept;
}

test.each(STATES)(
  'sessions list and search show no secret that a session saw, in name, note or tag: %s',
  { timeout: 600_000 },
  async (state) => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { events, plants } = buildPlantedSession(createRandom(seed), 'mixed');
      const runner = createCliRunner();
      const find = createFindPlanted(plants);
      const kept = await plant(
        runner,
        events,
        plants.map(({ whole }) => whole),
        state,
      );
      expect(find(kept)).toHaveLength(plants.length);
      for (const command of [['list'], ['search', 'acme']]) {
        for (const form of [[], ['--json']]) {
          const { stdout, stderr, exitCode } = await runner.run(['sessions', ...command, ...form]);
          expect(exitCode).toBe(0);
          expect({ command, form, left: find(stdout + stderr) }).toEqual({ command, form, left: [] });
          expect(stdout).toContain('Acme [redacted:');
        }
      }
    }
  },
);
