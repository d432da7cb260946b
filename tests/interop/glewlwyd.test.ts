import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Finding } from '@shared/model/finding';
import type { SessionView } from '@shared/model/session';
import type { JSONWebKeySet, JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate, type TestCertificate } from '../support/certificate';
import { createPrivateKeyFor, toPublicJwk, writeJwk } from '../support/client-keys';
import type { Cell, CellContext } from './cell';
import { CELLS } from './cells';
import { findFreePort, type Glewlwyd, readGlewlwydVersion, startGlewlwyd } from './glewlwyd/server';
import { type CellResult, renderDocument } from './render-document';
import { runCell } from './run-cell';

const DOCUMENT = resolve(import.meta.dirname, '../../docs/interop.md');

const results: CellResult[] = [];
let folder: string;
let authority: TestCertificate;
let provider: Glewlwyd;
let tlsProvider: Glewlwyd;
let files: CellContext['files'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grantscope-interop-files-'));
  authority = await createCertificate({ commonName: 'Interop authority' });
  const server = await createCertificate();
  const client = await createCertificate({ commonName: 'interop-client', issuer: authority });
  const selfSigned = await createCertificate({ commonName: 'interop-self-signed' });
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  files = {
    ca: await write('server.pem', server.cert),
    cert: await write('client.pem', client.cert),
    key: await write('client.key', client.key),
    selfSignedCert: await write('self-signed.pem', selfSigned.cert),
    selfSignedKey: await write('self-signed.key', selfSigned.key),
  };
  provider = await startGlewlwyd();
  tlsProvider = await startGlewlwyd({ server, authority });
});

afterAll(async () => {
  await provider?.close();
  await tlsProvider?.close();
  await rm(folder, { recursive: true, force: true });
});

async function createContext(cell: Cell, index: number): Promise<CellContext> {
  const [clientKey, otherKey] = [createKey(), createKey()];
  return {
    issuer: (cell.isTls ? tlsProvider : provider).issuer,
    clientId: `interop${index}`,
    redirectUri: `http://127.0.0.1:${await findFreePort()}/callback`,
    notificationUri: `http://127.0.0.1:${await findFreePort()}/ciba`,
    bindingMessage: `REQUEST-${index}`,
    clientKey,
    clientJwks: publish(clientKey),
    otherJwks: publish(otherKey),
    files,
  };
}

const KEY_FACTS = { kid: 'client-key', alg: 'ES256', use: 'sig' };

function createKey(): string {
  return writeJwk(createPrivateKeyFor('ES256'), KEY_FACTS);
}

function publish(key: string): JSONWebKeySet {
  return { keys: [{ ...toPublicJwk(key), ...KEY_FACTS } as JWK] };
}

function expectOutcome({ expected }: Cell, session: SessionView, findings: Finding[]): void {
  const ids = findings.map(({ entryId }) => entryId);
  if (expected.result === 'passes') {
    expect(session.steps.flatMap(({ error }) => (error ? [error.message] : []))).toEqual([]);
    expect(session.outcome).toBe('succeeded');
    expect(ids).toEqual(expected.advice ?? []);
    return;
  }
  expect(session.outcome).toBe('failed');
  expect([findings[0]?.entryId, findings[0]?.stepId]).toEqual([expected.entryId, expected.stepId]);
  expect(ids).toEqual(expect.arrayContaining(expected.beside ?? []));
}

const rows = CELLS.map(
  (cell, index) => [cell.flow, cell.auth, cell.features || 'nothing more', cell, index] as const,
);

describe('Glewlwyd', () => {
  it.each(rows)('%s, %s, %s', async (_flow, _auth, _features, cell, index) => {
    const { session, findings } = await runCell(
      cell,
      cell.isTls ? tlsProvider : provider,
      await createContext(cell, index),
    );
    expectOutcome(cell, session, findings);
    if (cell.deviation) expect(cell.deviation.isSeenIn(session), cell.deviation.text).toBe(true);
    results.push({ cell, session, findings });
  });

  it('does what docs/interop.md says', async (context) => {
    // The page tells of all cells, each as it should be.
    if (results.length < CELLS.length)
      return context.skip('Not every cell came to its end, so there is no page to compare.');
    const page = renderDocument(readGlewlwydVersion(), results);
    if (process.env['GRANTSCOPE_INTEROP_WRITE']) await writeFile(DOCUMENT, page);
    expect(await readFile(DOCUMENT, 'utf8')).toBe(page);
  });
});
