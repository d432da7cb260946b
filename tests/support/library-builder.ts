import type { LibraryEntry } from '@shared/library/build-library-entry';
import type { SessionSummary } from '@shared/model/session';
import { createCipher, type VaultKey } from '../../src/main/storage/cipher';
import { type Database, openDatabase } from '../../src/main/storage/database';
import { writeEntry } from '../../src/main/storage/library';
import { sealFacts } from '../../src/main/storage/sealed-facts';

const OUTCOMES = ['succeeded', 'failed', 'failed', 'cancelled', 'interrupted'] as const;
const FLOWS = ['authorization-code', 'device-code', 'client-credentials', 'refresh-token'];
const FINDINGS = ['invalid-client', 'redirect-uri-mismatch', 'expired-code', 'nonce-mismatch', 'clock-skew'];
const PRODUCTS = ['Keycloak', 'Entra', 'Okta', 'Auth0', 'Ping'];
const PROSE =
  'The provider refused the client because what it sent does not fit what is registered there compare the settings of the application with the request in the timeline and correct them token endpoint authorization request user signed in callback discovery keys signature audience issuer'.split(
    ' ',
  );

const LIBRARY_START = Date.UTC(2025, 0, 1);

/** Session `index` of a large library: one a minute, with words as a diagnosis writes them. */
export function buildLibrarySession(index: number): { summary: SessionSummary; entry: LibraryEntry } {
  const pick = <T>(values: readonly T[], salt: number): T =>
    values[(Math.imul(index + 1, 2_654_435_761 + salt) >>> 8) % values.length] as T;
  const outcome = pick(OUTCOMES, 0);
  const flow = pick(FLOWS, 2);
  const provider = `tenant-${index % 300}.id.example`;
  const finding = outcome === 'failed' ? pick(FINDINGS, 4) : null;
  const startedAt = LIBRARY_START + index * 60_000;
  const id = `session-${index.toString(36).padStart(6, '0')}`;
  const prose = Array.from({ length: 60 }, (_, at) => pick(PROSE, at * 6));
  const words = [
    `Acme ${index % 900}`,
    `${provider}/oauth2/token`,
    id,
    flow,
    outcome,
    finding ?? '',
    pick(PRODUCTS, 8),
    `AADSTS${50_000 + (index % 977)}`,
    `trace-${(index * 7_919).toString(16)}`,
    ...prose,
  ].join(' ');
  const tags = index % 50 === 0 ? ['release', `team-${index % 7}`] : [];
  return {
    summary: {
      id,
      flow,
      outcome,
      profileName: `Acme ${index % 900}`,
      issuer: `https://${provider}`,
      startedAt,
      endedAt: startedAt + 5_000,
      eventCount: 0,
      ...(tags.length > 0 ? { tags, note: `Seen before release ${index % 40}` } : {}),
    },
    entry: {
      provider,
      finding,
      fault: null,
      mutation: null,
      mutationRun: null,
      words,
      note: tags.length > 0 ? `Seen before release ${index % 40}` : '',
      tags,
      shown: { profileName: `Acme ${index % 900}`, issuer: `https://${provider}`, note: '', tags },
    },
  };
}

/**
 * A database with so many ended sessions, made without recording them: their rows and words are those that a
 * recording leaves. In a few transactions, since a commit for each would take longer than all the rest.
 */
export function fillLibrary(path: string, key: VaultKey, count: number): void {
  const database = openDatabase(path);
  const cipher = createCipher([key]);
  try {
    database.all('PRAGMA synchronous = OFF');
    for (let from = 0; from < count; from += 10_000) {
      database.transaction(() => {
        const inner: Database = { ...database, transaction: (work) => work() };
        for (let index = from; index < Math.min(count, from + 10_000); index += 1) {
          const { summary, entry } = buildLibrarySession(index);
          const { id, flow, outcome, startedAt, endedAt } = summary;
          inner.run(
            'INSERT INTO sessions (id, flow, outcome, started_at, ended_at, event_count, owner, sealed) VALUES (?, ?, ?, ?, ?, 0, NULL, ?)',
            ...[id, flow, outcome, startedAt, endedAt, sealFacts(cipher, id, summary)],
          );
          writeEntry(inner, cipher, id, entry);
        }
      });
    }
  } finally {
    database.close();
  }
}

/** What people look for: common and rare words, beginnings, several at once, each filter, and pages far down. */
export function listLibraryQueries() {
  const last = LIBRARY_START + 60_000 * 4_000;
  return [
    {},
    { outcome: 'failed' },
    { flow: 'device-code' },
    { provider: 'tenant-7.id.example' },
    { finding: 'nonce-mismatch' },
    { tag: 'release' },
    { since: last },
    { outcome: 'failed', flow: 'client-credentials', finding: 'clock-skew', since: last },
    { outcome: 'running' },
    { offset: 4_000 },
    { text: 'token' },
    { text: 't' },
    { text: 'to' },
    { text: 'AADSTS50123' },
    { text: 'aadsts' },
    { text: '00' },
    { text: 'nonce-mismatch' },
    { text: 'the provider refused', outcome: 'failed' },
    { text: 'keycloak token', provider: 'tenant-7.id.example' },
    { text: 'release 12', tag: 'release' },
    { text: 'nothing-has-this-word' },
    { text: 'token callback', offset: 2_000 },
    { text: 'acme 77' },
    { text: 'the provider refused' },
    { text: 're' },
    { text: 'client se', flow: 'device-code', outcome: 'failed' },
    { text: 'keycloak token', finding: 'clock-skew', since: last },
    { provider: 'tenant-7.id.example', outcome: 'failed' },
    { until: last },
  ] as const;
}

/** `share` 0.95 is the 95th percentile. */
export function takeQuantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
