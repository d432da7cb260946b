import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultJsonSchema } from '@shared/report/result-json';
import { expect, test } from 'vitest';
import { type CliRunner, createCliRunner } from '../../../support/cli-runner';
import { buildHar, buildHarEntry } from '../../../support/har-builder';

async function record(runner: CliRunner, ...more: string[]): Promise<string> {
  const argv = ['run', 'practice:authorization-code', '--browser', 'practice', '--json', ...more];
  return JSON.parse((await runner.run(argv)).stdout).session.id;
}

async function listIds(runner: CliRunner, argv = ['sessions', 'list']): Promise<string[]> {
  const { stdout } = await runner.run([...argv, '--json']);
  return JSON.parse(stdout).map(({ id }: { id: string }) => id);
}

test('list shows the sessions, the latest first, with times in ISO 8601', async () => {
  const runner = createCliRunner();
  expect(await listIds(runner)).toEqual([]);
  const first = await record(runner);
  const second = await record(runner);
  const { stdout } = await runner.run(['sessions', 'list', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([
    { id: second, outcome: 'succeeded', flow: 'authorization-code' },
    { id: first, startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
  ]);
  expect((await runner.run(['sessions', 'list'])).stdout.split('\n')).toHaveLength(3);
});

test('show prints the same result as the run did', async () => {
  const runner = createCliRunner();
  const argv = [
    'run',
    'practice:authorization-code',
    '--browser',
    'practice',
    '--fault',
    'wrong-secret',
    '--json',
  ];
  const ran = JSON.parse((await runner.run(argv)).stdout);
  const shown = JSON.parse((await runner.run(['sessions', 'show', ran.session.id, '--json'])).stdout);
  expect(resultJsonSchema.parse(shown)).toEqual(ran);
});

test('search finds every word in names, outcomes and findings', async () => {
  const runner = createCliRunner();
  const sound = await record(runner);
  const failed = await record(runner, '--fault', 'wrong-secret');
  expect(await listIds(runner, ['sessions', 'search', 'invalid_client'])).toEqual([failed]);
  expect(await listIds(runner, ['sessions', 'search', 'Succeeded practice:'])).toEqual([sound]);
  expect(await listIds(runner, ['sessions', 'search', 'succeeded', 'invalid_client'])).toEqual([]);
});

test('list and search are narrowed down by outcome, finding, tag, time and number', async () => {
  const runner = createCliRunner();
  const sound = await record(runner);
  const failed = await record(runner, '--fault', 'wrong-secret');
  const list = (...more: string[]) => listIds(runner, ['sessions', 'list', ...more]);
  expect(await list('--outcome', 'failed')).toEqual([failed]);
  const listed = JSON.parse((await runner.run(['sessions', 'list', '--json'])).stdout);
  expect(listed[0]).toMatchObject({ id: failed, fault: 'wrong-secret', finding: expect.any(String) });
  expect(await list('--finding', listed[0].finding)).toEqual([failed]);
  expect(await list('--provider', listed[1].provider)).toEqual([failed, sound]);
  expect(await list('--flow', 'device-code')).toEqual([]);
  expect(await list('--since', '1h', '--limit', '1')).toEqual([failed]);
  expect(await list('--since', '2999-01-01')).toEqual([]);
  expect((await runner.run(['sessions', 'tag', sound, 'Release 7', 'ok'])).exitCode).toBe(0);
  expect((await runner.run(['sessions', 'note', sound, 'the', 'good', 'one'])).exitCode).toBe(0);
  expect((await runner.run(['sessions', 'pin', sound])).exitCode).toBe(0);
  expect(await list()).toEqual([sound, failed]);
  expect(await list('--tag', 'release 7')).toEqual([sound]);
  expect(await listIds(runner, ['sessions', 'search', 'good', '--outcome', 'succeeded'])).toEqual([sound]);
  expect((await runner.run(['sessions', 'list'])).stdout).toMatch(
    /pinned {2}#Release 7 {2}#ok\n.*fault:wrong-secret/,
  );
  await runner.run(['sessions', 'pin', sound, '--off']);
  await runner.run(['sessions', 'tag', sound]);
  expect(await list('--tag', 'release 7')).toEqual([]);
  expect(await list()).toEqual([failed, sound]);
});

test.each([
  ['--since', 'yesterday'],
  ['--limit', '0'],
  ['--outcome', 'bad'],
])('list refuses %s %s', async (option, value) => {
  const { exitCode } = await createCliRunner().run(['sessions', 'list', option, value]);
  expect(exitCode).toBe(2);
});

test('delete takes several sessions, and names those that are not there', async () => {
  const runner = createCliRunner();
  const ids = [await record(runner), await record(runner)];
  const { exitCode, stderr } = await runner.run(['sessions', 'delete', 'gone', ...ids]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('no session gone') });
  expect(await listIds(runner)).toEqual([]);
});

test('delete removes a session once', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  expect((await runner.run(['sessions', 'delete', id])).exitCode).toBe(0);
  expect(await listIds(runner)).toEqual([]);
  expect((await runner.run(['sessions', 'delete', id])).exitCode).toBe(2);
});

test('an exported session can be imported, is listed, and shows the same findings', async () => {
  const runner = createCliRunner();
  const id = await record(runner, '--fault', 'wrong-secret');
  const exported = await runner.run(['sessions', 'export', id, '--format', 'json', '--out', 'session.json']);
  expect(exported.exitCode).toBe(0);
  const imported = (await runner.run(['sessions', 'import', 'session.json'])).stdout.trim();
  expect(new Set(await listIds(runner))).toEqual(new Set([id, imported]));
  const show = async (each: string) =>
    JSON.parse((await runner.run(['sessions', 'show', each, '--json'])).stdout);
  const [original, copy] = [await show(id), await show(imported)];
  expect(copy.session).toEqual({ ...original.session, id: imported });
  expect(copy.findings[0].entryId).toBe(original.findings[0].entryId);
});

test('import takes what diagnose reads, and shows the same findings', async () => {
  const runner = createCliRunner();
  const file = runner.writeFile('error.txt', 'WWW-Authenticate: Bearer error="invalid_token"');
  const id = (await runner.run(['sessions', 'import', file])).stdout.trim();
  const shown = JSON.parse((await runner.run(['sessions', 'show', id, '--json'])).stdout);
  const diagnosed = JSON.parse((await runner.run(['diagnose', file, '--json'])).stdout);
  expect(shown.session).toMatchObject({ id, flow: 'imported', outcome: 'failed' });
  expect(shown.findings).toEqual(diagnosed.findings);
});

test('what is imported is written to no file of the data folder in plain', async () => {
  const runner = createCliRunner();
  const secret = 'kept-secret-8f2c71d0';
  const text = `POST /t HTTP/1.1\nHost: a.example\n\nclient_secret=${secret}\n\nHTTP/1.1 400\n\n{"error":"invalid_client"}`;
  const { exitCode, stderr } = await runner.run(['sessions', 'import', '-'], { stdin: text });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.not.stringContaining(secret) });
  const home = join(runner.folder, 'home');
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const { parentPath, name } of files) {
    expect(readFileSync(join(parentPath, name)).includes(secret), name).toBe(false);
  }
});

test('export writes to stdout unless told where', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const { stdout } = await runner.run(['sessions', 'export', id, '--format', 'md']);
  expect(stdout).toMatch(/^# /);
  await runner.run(['sessions', 'export', id, '--format', 'md', '--out', 'report.md']);
  const withoutTime = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
  expect(withoutTime(readFileSync(join(runner.folder, 'report.md'), 'utf8'))).toBe(withoutTime(stdout));
});

test.each([
  ['something else', '{"name":"x"}', 'not a Grantscope session export'],
  ['a newer version', '{"format":"grantscope-session","version":99,"events":[{}]}', 'Update Grantscope'],
  ['an empty file', '', 'empty'],
])('import refuses %s and says why', async (_name, content, says) => {
  const runner = createCliRunner();
  const { exitCode, stderr } = await runner.run(['sessions', 'import', runner.writeFile('x.json', content)]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(says);
  expect(await listIds(runner)).toEqual([]);
});

test('export to a folder that is not there exits 2', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const argv = ['sessions', 'export', id, '--format', 'md', '--out', 'missing/report.md'];
  const { exitCode, stderr } = await runner.run(argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('cannot be written (ENOENT)');
});

test('a PDF needs a file, and a browser that can make it', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const argv = ['sessions', 'export', id, '--format', 'pdf'];
  expect(await runner.run(argv)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('give --out'),
  });
  const options = { environment: { GRANTSCOPE_CHROMIUM: '/nowhere/chromium' } };
  const { exitCode, stderr } = await runner.run([...argv, '--out', 'report.pdf'], options);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('GRANTSCOPE_CHROMIUM names a file that does not exist: /nowhere/chromium.');
  expect(readdirSync(runner.folder)).not.toContain('report.pdf');
});

test('a browser that does not start is said in one line, and ends with 1', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const argv = ['sessions', 'export', id, '--format', 'pdf', '--out', 'report.pdf'];
  const broken = join(runner.folder, runner.writeFile('no-browser', '#!/bin/false'));
  const { exitCode, stderr } = await runner.run(argv, { environment: { GRANTSCOPE_CHROMIUM: broken } });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Export HTML instead');
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('a HAR of any size is imported and diagnosed, and what was read of it is said', async () => {
  const runner = createCliRunner();
  const film = buildHarEntry({ url: 'https://b.example/film', page: 'x'.repeat(4_500_000) });
  const refused = buildHarEntry({
    method: 'POST',
    url: 'https://a.example/x1',
    form: 'grant_type=authorization_code&code=c1',
    status: 400,
    answer: { error: 'invalid_grant' },
  });
  const file = runner.writeFile('large.har', buildHar([film, film, refused, film, film, film]));
  const imported = await runner.run(['import', file]);
  expect(imported).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('6 entries read, 1 kept') });
  const id = imported.stdout.trim();
  expect(await listIds(runner)).toEqual([id]);
  const shown = JSON.parse((await runner.run(['sessions', 'show', id, '--json'])).stdout);
  const diagnosed = JSON.parse((await runner.run(['diagnose', file, '--json'])).stdout);
  expect(shown.findings[0].entryId).toBe('invalid-grant');
  expect(shown.findings).toEqual(diagnosed.findings);
});
