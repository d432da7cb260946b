import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CliRunner, createCliRunner } from '../../../support/cli-runner';
import { buildTrace, type TraceOptions } from '../../../support/session-builder';

const RUN = ['run', 'practice:authorization-code', '--browser', 'practice', '--json'];

async function record(runner: CliRunner, ...more: string[]): Promise<string> {
  return JSON.parse((await runner.run([...RUN, ...more])).stdout).session.id;
}

/** An export of a built session, as a file beside the data folder. */
async function writeExport(runner: CliRunner, name: string, options: TraceOptions): Promise<string> {
  return runner.writeFile(
    name,
    JSON.stringify({ format: 'grantscope-session', version: 1, events: buildTrace(options) }),
  );
}

test('two recorded sessions compare by id, the changed parameter first, and end with 1', async () => {
  const runner = createCliRunner();
  const [good, bad] = [await record(runner), await record(runner, '--fault', 'redirect-uri-differs')];
  const { exitCode, stdout, stderr } = await runner.run(['compare', good, bad]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toMatch(/^left {3}.*: succeeded\n/);
  expect(stdout).toMatch(/\nright {2}.*: failed\n/);
  expect(stdout).toMatch(
    /1\. token request: redirect_uri {2}\[redirect-uri\]\n {3}left {3}http.*\n {3}right {2}http/,
  );
  expect(stdout).toContain('a trailing slash is added');
  expect(stdout).toMatch(/\d+ values that differ between any two runs are left out/);
});

test('two runs of the same profile end with 0 and say that nothing of importance differs', async () => {
  const runner = createCliRunner();
  const [one, other] = [await record(runner), await record(runner)];
  const { exitCode, stdout } = await runner.run(['compare', one, other]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Nothing of importance differs.');
});

test('the JSON is one value with ranked differences, places and aligned steps', async () => {
  const runner = createCliRunner();
  const [good, bad] = [await record(runner), await record(runner, '--fault', 'wrong-method')];
  const { exitCode, stdout } = await runner.run(['compare', good, bad, '--json']);
  const json = JSON.parse(stdout);
  expect(exitCode).toBe(1);
  expect(json).toMatchObject({
    left: { id: good, outcome: 'succeeded', firstFailure: null },
    right: { id: bad, outcome: 'failed', startedAt: expect.stringMatching(/Z$/) },
    isSameOutcome: false,
  });
  expect(json.differences[0]).toMatchObject({
    rank: 1,
    isImportant: true,
    class: 'parameter',
    name: 'method',
    left: 'GET',
    right: 'DELETE',
  });
  const { row, left, right } = json.differences[0].places[0];
  expect(json.steps[row]).toMatchObject({ left: { stepId: left.stepId }, right: { stepId: right.stepId } });
});

test('a secret that differs is shown as two placeholders, and no secret of either session is printed', async () => {
  const runner = createCliRunner();
  const headers = (secret: string) => ({ authorization: `Basic ${btoa(`web:${secret}`)}` });
  const [a, b] = [
    await writeExport(runner, 'a.json', { tokenHeaders: headers('kept-secret-8f2c71d0') }),
    await writeExport(runner, 'b.json', { tokenHeaders: headers('other-secret-55aa91bc') }),
  ];
  const runs = [await runner.run(['compare', a, b]), await runner.run(['compare', a, b, '--json'])];
  expect(JSON.parse(runs[1]?.stdout ?? '').differences[0]).toMatchObject({
    class: 'client-authentication',
    name: 'client_secret',
    left: expect.stringMatching(/^\[redacted:client_secret-\d\]$/),
    right: expect.stringMatching(/^\[redacted:client_secret-\d\]$/),
  });
  for (const { stdout, stderr } of runs) {
    expect(stdout + stderr).not.toMatch(/kept-secret|other-secret/);
  }
});

test('a callback URL compares with another', async () => {
  const runner = createCliRunner();
  const url = 'https://app.example/cb?state=abc';
  const a = runner.writeFile('a.txt', `${url}&error=access_denied`);
  const { exitCode, stdout } = await runner.run(['compare', a, '-', '--json'], {
    stdin: `${url}&error=login_required`,
  });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).differences[0]).toMatchObject({
    name: 'error',
    left: 'access_denied',
    right: 'login_required',
  });
});

test.each([
  ['an id that no session has', ['nobody', 'nobody'], 'not-found'],
  ['standard input twice', ['-', '-'], 'usage'],
  ['text that is no recording', ['words.txt', 'words.txt'], 'unrecognised'],
])('%s is a usage error', async (_title, names, code) => {
  const runner = createCliRunner();
  runner.writeFile('words.txt', 'nothing that has to do with a login');
  const { exitCode, stdout, stderr } = await runner.run(['compare', ...names, '--json']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '').error.code).toBe(code);
});

test('--output writes a document in the format of its name, --format one to standard output; the verdict stays', async () => {
  const runner = createCliRunner();
  const headers = (secret: string) => ({ authorization: `Basic ${btoa(`web:${secret}`)}` });
  const [a, b] = [
    await writeExport(runner, 'a.json', { tokenHeaders: headers('kept-secret-8f2c71d0') }),
    await writeExport(runner, 'b.json', { tokenHeaders: headers('other-secret-55aa91bc') }),
  ];
  const begins = { html: '<!doctype html>', md: '# Grantscope comparison: ', json: '{' };
  for (const [format, begin] of Object.entries(begins)) {
    const file = `comparison.${format}`;
    const written = await runner.run(['compare', a, b, '--output', file]);
    expect(written).toEqual({ exitCode: 1, stdout: '', stderr: `grantscope: wrote ${file}\n` });
    const text = readFileSync(join(runner.folder, file), 'utf8');
    expect(text.startsWith(begin)).toBe(true);
    expect(text).toContain('[redacted:client_secret-2]');
    expect(text).not.toMatch(/kept-secret|other-secret/);
    const { exitCode, stdout } = await runner.run(['compare', a, b, '--format', format]);
    expect(exitCode).toBe(1);
    expect(stdout.startsWith(begin)).toBe(true);
  }
});

test('a file for the comparison that cannot be written, or of an unknown kind, exits 2', async () => {
  const runner = createCliRunner();
  const file = await writeExport(runner, 'a.json', {});
  const compare = (...more: string[]) => runner.run(['compare', file, file, ...more]);
  expect(await compare('--output', 'missing/c.md')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('missing/c.md cannot be written (ENOENT)'),
  });
  expect(await compare('--output', 'c.har')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--output c.har: the file name must end in one of .html, .md, .json'),
  });
});

test('a PDF needs a file to go to and a browser to be made with, and says so before anything is read', async () => {
  const runner = createCliRunner();
  const without = await runner.run(['compare', 'a', 'b', '--format', 'pdf']);
  expect(without).toMatchObject({ exitCode: 2, stdout: '' });
  expect(without.stderr).toContain('A PDF is written to a file only: give --output.');
  const environment = { GRANTSCOPE_CHROMIUM: join(runner.folder, 'none') };
  const nowhere = await runner.run(['compare', 'a', 'b', '--output', 'x.pdf'], { environment });
  expect(nowhere.exitCode).toBe(2);
  expect(nowhere.stderr).toMatch(/"code":"not-supported","message":"--format pdf: GRANTSCOPE_CHROMIUM/);
});
