import { explainParameter } from '@shared/parameters/explain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { buildBuiltInProfiles } from '../../src/main/practice/built-in-profiles';
import { createPractice } from '../../src/main/practice/practice';
import { listNames } from '../support/list-names';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

// Where nothing listens only the capture window takes the callback.
const profiles = buildBuiltInProfiles('http://127.0.0.1').filter(
  ({ profile }) => profile.browser !== 'capture',
);

/** A word of the careless provider, which no specification has. */
const UNKNOWN = ['claim message'];

it.each(profiles.map(({ id }) => id))(
  'every name that %s sends and receives is explained',
  async (profileId) => {
    const host = await createTestHost({ practice });
    const { session } = await host.run({ profileId, browser: 'practice' });
    const names = listNames(session);
    expect(names.length).toBeGreaterThan(40);
    const unexplained = names.filter(({ name, place }) => explainParameter(name, place) === null);
    const words = new Set(unexplained.map(({ name, place }) => `${place} ${name}`));
    expect([...words].filter((word) => !UNKNOWN.includes(word))).toEqual([]);
  },
);
