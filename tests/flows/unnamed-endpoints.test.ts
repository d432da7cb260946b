import { diagnose } from '@shared/diagnosis/diagnose';
import type { SessionView } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it } from 'vitest';
import { foldRecordedCase, loadCorpus, readRecordedCases } from '../support/diagnosis-corpus';
import { importAny } from '../support/imported';
import { convertToHar } from '../support/session-to-har';
import { listUnrelatedEntries } from '../support/unrelated-traffic';

interface Entry {
  startedDateTime: string;
  request: { url: string };
  response: { headers: { name: string; value: string }[] };
}

interface Har {
  log: { entries: Entry[] };
}

const TRAFFIC = [...listUnrelatedEntries(2_000)] as Entry[];

/** A renamed address must be found again where another one names it, also by its path alone. */
function resolveLocations(har: Har): Har {
  for (const { request, response } of har.log.entries) {
    for (const header of response.headers) {
      if (header.name.toLowerCase() === 'location') header.value = new URL(header.value, request.url).href;
    }
  }
  return har;
}

/** Each address of the recording gets a path that says nothing, wherever it stands. */
function takeNamesAway(har: Har): Har {
  const addresses = new Set(
    har.log.entries
      .map(({ request }) => request.url.split(/[?#]/, 1)[0] ?? '')
      .filter((url) => /^https?:\/\/[^/]+\/./.test(url)),
  );
  // An address may be the beginning of another.
  const longestFirst = [...addresses].sort((a, b) => b.length - a.length);
  // A listener on a loopback address has another port each time, and the same path.
  const paths = [...new Set(longestFirst.map((address) => new URL(address).pathname))];
  const renamed = longestFirst.reduce(
    (text, address) => {
      const { origin, pathname } = new URL(address);
      const plain = `${origin}/x${paths.indexOf(pathname) + 1}`;
      return text
        .replaceAll(address, plain)
        .replaceAll(encodeURIComponent(address), encodeURIComponent(plain));
    },
    JSON.stringify(resolveLocations(har)),
  );
  return JSON.parse(renamed) as Har;
}

/** From five seconds before the first request on, so that the traffic lies around and between all of them. */
function addTraffic(har: Har): Har {
  const from = Date.parse(har.log.entries[0]?.startedDateTime ?? '') - 5_000;
  const around = TRAFFIC.map((entry, index) => ({
    ...entry,
    startedDateTime: new Date(from + index * 5).toISOString(),
  }));
  return { log: { entries: [...har.log.entries, ...around] } };
}

function readSession(har: Har): SessionView {
  const imported = importAny(JSON.stringify(har));
  if (imported.kind === 'refused') throw new Error(imported.message);
  return foldTrace(imported.events);
}

const listSteps = (session: SessionView): string[] =>
  session.steps.flatMap(({ name, exchanges }) => exchanges.map(({ request }) => `${name} ${request.method}`));

const readBest = (session: SessionView): string | undefined => diagnose(session)[0]?.entryId;

/** Of each flow each sign-in that succeeded, and the first two that failed. */
function pickCases() {
  const failures = new Map<string, number>();
  return readRecordedCases()
    .map(foldRecordedCase)
    .filter(({ session }) => session?.steps.some(({ exchanges }) => exchanges.length > 0))
    .filter(({ id, expected }) => {
      if (expected === null) return true;
      const flow = id.slice(id.lastIndexOf('/') + 1);
      failures.set(flow, (failures.get(flow) ?? 0) + 1);
      return (failures.get(flow) ?? 0) <= 2;
    });
}

describe('a sign-in whose endpoints have names that say nothing', () => {
  it.each(pickCases().map(({ id, session }) => [id, session as SessionView] as const))(
    '%s is found among 2,000 other requests, with the steps and the best finding of its own archive',
    (_id, session) => {
      const har = convertToHar(session);
      const plain = readSession(JSON.parse(har) as Har);
      const hidden = readSession(addTraffic(takeNamesAway(JSON.parse(har) as Har)));
      expect(listSteps(plain).length).toBeGreaterThan(0);
      expect(listSteps(hidden)).toEqual(listSteps(plain));
      expect(readBest(hidden)).toBe(readBest(plain));
    },
  );
});

/** Written cases of a few exchanges. One without the body of its request and of its answer has only its name. */
const ALONE = loadCorpus().filter(({ id }) =>
  /^success\/(?:introspection|revocation(?!-200-empty)|userinfo|mcp-401|working-native)/.test(id),
);

describe('a call to an endpoint whose name says nothing', () => {
  it.each(ALONE.map(({ id, session }) => [id, session as SessionView] as const))(
    '%s is known by what is asked and answered',
    (_id, session) => {
      const har = convertToHar(session);
      const plain = readSession(JSON.parse(har) as Har);
      expect(listSteps(plain).length).toBeGreaterThan(0);
      expect(listSteps(readSession(takeNamesAway(JSON.parse(har) as Har)))).toEqual(listSteps(plain));
    },
  );
});
