import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceEvent } from '@shared/model/trace-event';
import { expect, test } from 'vitest';
import { composeHost } from '../../../../src/main/compose-host';
import { type CliRunner, createCliRunner } from '../../../support/cli-runner';

const REPORTS = ['run.html', 'run.md', 'run.json', 'run.har', 'run.mmd'];

/** Codes, tokens, verifier, secrets and the password that the stored recording of a session holds. */
async function readSecrets(runner: CliRunner, sessionId: string): Promise<string[]> {
  const { host, close } = await composeHost({
    environment: { GRANTSCOPE_HOME: join(runner.folder, 'home'), GRANTSCOPE_VAULT: 'file' },
    openBrowser: null,
    safeStorage: null,
    isOwnOrigin: () => false,
    log: () => {},
  });
  const read = await host.methods.readSession({ sessionId, afterSeq: 0 });
  await close();
  if (!read.ok) throw new Error(read.error.message);
  return [...new Set(read.value.events.flatMap(listSecrets))].filter((value) => value.length > 8);
}

function listSecrets(event: TraceEvent): string[] {
  if (event.type === 'artifact') {
    if (event.kind === 'secret' || event.kind === 'jwt' || event.name === 'state') return [event.value];
    return event.kind === 'url' && URL.canParse(event.value)
      ? new URL(event.value).searchParams.getAll('code')
      : [];
  }
  if (event.type !== 'exchange-ended') return [];
  const form = new URLSearchParams(event.request.body?.text ?? '');
  const credentials = event.request.headers
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, value]) => [
      value.split(' ')[1] ?? '',
      Buffer.from(value.split(' ')[1] ?? '', 'base64').toString(),
    ])
    .map((value) => value.slice(value.indexOf(':') + 1));
  return [
    ...['code', 'code_verifier', 'client_secret', 'password'].flatMap((name) => form.getAll(name)),
    ...credentials,
  ];
}

test.each([
  ['practice:authorization-code', undefined],
  ['practice:authorization-code-basic', undefined],
  ['practice:authorization-code-post', undefined],
  ['practice:authorization-code', 'reused-code'],
  ['practice:authorization-code', 'verifier-mismatch'],
  ['practice:authorization-code-basic', 'wrong-secret'],
  ['practice:authorization-code', 'state-replaced'],
  ['practice:authorization-code', 'expired-token'],
  ['practice:authorization-code', 'forged-signature'],
])('no secret of a run of %s with the fault %s reaches any output', async (profile, fault) => {
  const runner = createCliRunner();
  const base = ['run', profile, '--browser', 'practice', ...(fault ? ['--fault', fault] : [])];
  const json = await runner.run([...base, '--json', ...REPORTS.flatMap((name) => ['--report', name])]);
  const sessionId: string = JSON.parse(json.stdout).session.id;
  const runs = [
    json,
    await runner.run(['sessions', 'show', sessionId]),
    await runner.run(['sessions', 'show', sessionId, '--json']),
    await runner.run(['sessions', 'list', '--json']),
    await runner.run(['sessions', 'export', sessionId, '--format', 'md']),
    await runner.run(['diagnose', 'run.json']),
  ];
  const output = [
    ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
    ...REPORTS.map((name) => readFileSync(join(runner.folder, name), 'utf8')),
  ].join('\n');

  const secrets = await readSecrets(runner, sessionId);
  expect(secrets.length).toBeGreaterThan(3);
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      expect(output.includes(form), `a secret of ${secret.length} characters is shown`).toBe(false);
    }
  }
});
