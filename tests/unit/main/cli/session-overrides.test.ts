import { expect, test } from 'vitest';
import { type CliRunner, createCliRunner } from '../../../support/cli-runner';

async function record(runner: CliRunner): Promise<string> {
  const argv = ['run', 'practice:authorization-code', '--browser', 'practice', '--json'];
  return JSON.parse((await runner.run(argv)).stdout).session.id;
}

async function readPreview(runner: CliRunner, id: string) {
  const { stdout } = await runner.run(['sessions', 'preview', id, '--json']);
  return JSON.parse(stdout) as {
    preview: string;
    redactions: { placeholder: string; sensitivity: string; places: { where: string }[] }[];
  };
}

const EXPORT = ['--format', 'json'];

test('preview lists what a report hides and where, and shows no value', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const { preview, redactions } = await readPreview(runner, id);
  const code = redactions.find(({ placeholder }) => placeholder === '[redacted:code-1]');
  expect(code).toMatchObject({ sensitivity: 'credential' });
  expect(code?.places.map(({ where }) => where)).toContain('callback, parameter code');
  expect(Object.keys(code ?? {})).not.toContain('peek');
  expect(JSON.stringify(redactions)).not.toMatch(/\d+ characters/);
  const { stdout } = await runner.run(['sessions', 'preview', id]);
  expect(stdout).toContain(`Preview ${preview}`);
  expect(stdout).toContain('[redacted:state-1]  correlator');
});

test('export hides texts of a file and of standard input', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const plain = (await runner.run(['sessions', 'export', id, ...EXPORT])).stdout;
  expect(plain).toContain('practice-public');
  const file = runner.writeFile('hide.txt', 'practice-public\r\n\r\nPractice:\n');
  const hidden = await runner.run(['sessions', 'export', id, ...EXPORT, '--hide', file]);
  expect(hidden.exitCode).toBe(0);
  expect(hidden.stdout).not.toMatch(/practice-public|Practice:/);
  const argv = ['sessions', 'export', id, ...EXPORT, '--hide', '-'];
  expect((await runner.run(argv, { stdin: 'practice-public' })).stdout).not.toContain('practice-public');
});

test('export shows a value by its placeholder, and a credential only where that is confirmed', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const { preview } = await readPreview(runner, id);
  const reveal = [
    '--preview',
    preview,
    '--reveal',
    '[redacted:code_verifier-1]',
    '--reveal',
    '[redacted:state-1]',
  ];
  const refused = await runner.run(['sessions', 'export', id, ...EXPORT, ...reveal]);
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(JSON.parse(refused.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
    error: { code: 'credential' },
  });
  const shown = await runner.run(['sessions', 'export', id, ...EXPORT, ...reveal, '--yes-reveal-credential']);
  expect(shown.exitCode).toBe(0);
  const file = JSON.parse(shown.stdout);
  expect(file.shownAtAuthorsWish.map(({ placeholder }: { placeholder: string }) => placeholder)).toEqual([
    '[redacted:code_verifier-1]',
    '[redacted:state-1]',
  ]);
  const verifier = file.events.find(({ name }: { name?: string }) => name === 'code-verifier').value;
  expect(verifier).toMatch(/^[\w-]{43}$/);
  expect(file.events.find(({ name }: { name?: string }) => name === 'nonce').value).toBe(
    '[redacted:nonce-1]',
  );
});

test.each([
  ['no preview is named', [], 'needs --preview'],
  ['the preview is of another state', ['--preview', '1-1-x'], 'changed since the preview'],
])('showing a value is refused where %s', async (_name, more, says) => {
  const runner = createCliRunner();
  const id = await record(runner);
  const argv = ['sessions', 'export', id, ...EXPORT, '--reveal', '[redacted:state-1]', ...more];
  const { exitCode, stderr, stdout } = await runner.run(argv);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(says);
});

test('a text that cannot be hidden is refused without being repeated', async () => {
  const runner = createCliRunner();
  const id = await record(runner);
  const argv = ['sessions', 'export', id, ...EXPORT, '--hide', '-'];
  for (const stdin of ['authorization-code', 'abc', '\n']) {
    const { exitCode, stderr } = await runner.run(argv, { stdin });
    expect(exitCode).toBe(2);
    if (stdin.trim() !== '') expect(stderr).not.toContain(stdin);
  }
});
