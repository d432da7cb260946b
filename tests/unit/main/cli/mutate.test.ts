import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from '@shared/mutations/mutations';
import { describe, expect, it } from 'vitest';
import { createCliRunner } from '../../../support/cli-runner';

const TWO = ['--mutation', 'code-made-up', '--mutation', 'unknown-client', '--browser', 'practice'];

describe('grantscope mutate', () => {
  it('exits with 0 where the provider refused every mistake, and says so', async () => {
    const { exitCode, stdout, stderr } = await createCliRunner().run([
      ...['mutate', 'practice:authorization-code', ...TWO],
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^pass +Code that was never issued/m);
    expect(stdout).toContain('2 refused as they must be, 0 let through, 0 left open.');
    expect(stderr).toMatch(/ {2}pass +Client that does not exist/);
  });

  it('exits with 1 where one was let through, and writes the table down', async () => {
    const runner = createCliRunner();
    const files = ['table.md', 'table.json', 'table.csv'];
    const { exitCode, stdout } = await runner.run([
      ...['mutate', 'practice:careless', ...TWO, '--json'],
      ...files.flatMap((file) => ['--report', file]),
    ]);
    expect(exitCode).toBe(1);
    const printed = JSON.parse(stdout);
    expect(printed.counts).toEqual({ pass: 0, fail: 2, inconclusive: 0 });
    expect(printed.rows[0]).toMatchObject({
      mutation: 'code-made-up',
      verdict: 'fail',
      expected: expect.any(String),
    });
    const [markdown = '', json = '', csv = ''] = files.map((file) =>
      readFileSync(join(runner.folder, file), 'utf8'),
    );
    expect(markdown).toContain('| fail | Code that was never issued |');
    expect(JSON.parse(json).rows).toEqual(printed.rows);
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    const list = await runner.run(['sessions', 'list', '--json']);
    expect(JSON.parse(list.stdout)).toHaveLength(2);
  });

  it('says with --list what there is and why some of it cannot be tried', async () => {
    const runner = createCliRunner();
    const { exitCode, stdout } = await runner.run(['mutate', 'practice:authorization-code', '--list']);
    expect(exitCode).toBe(0);
    for (const { id } of MUTATIONS) expect(stdout).toContain(id);
    expect(stdout).toMatch(/wrong-secret .*not here: The client has no secret\./);
    const json = await runner.run(['mutate', 'practice:authorization-code', '--list', '--json']);
    expect(JSON.parse(json.stdout)).toHaveLength(MUTATIONS.length);
    expect(JSON.parse((await runner.run(['sessions', 'list', '--json'])).stdout)).toEqual([]);
  });

  it('shows one that was asked for and cannot be tried with its reason', async () => {
    const argv = [
      'mutate',
      'practice:authorization-code',
      '--browser',
      'practice',
      '--mutation',
      'wrong-secret',
    ];
    const { exitCode, stdout } = await createCliRunner().run(argv);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/not-applicable +Wrong client secret/);
    expect(stdout).toContain('The client has no secret.');
  });

  it('makes every mistake that a profile allows where none is named', async () => {
    const argv = ['mutate', 'practice:client-credentials', '--browser', 'practice', '--json'];
    const { exitCode, stdout } = await createCliRunner().run(argv);
    const rows: { mutation: string; verdict: string }[] = JSON.parse(stdout).rows;
    const left = rows.filter(({ verdict }) => verdict !== 'pass').map(({ mutation }) => mutation);
    // Its tokens live ten minutes: nobody waits for that.
    expect(left).toEqual(['token-expired']);
    expect(rows.length).toBeGreaterThan(4);
    expect(exitCode).toBe(0);
  });

  it('exits with 3 where the provider was never reached: that refuses nothing', async () => {
    const runner = createCliRunner();
    const profile = runner.writeFile('gone.json', {
      name: 'Gone',
      issuer: 'http://127.0.0.1:9',
      flow: 'client-credentials',
      client: { id: 'web', auth: 'client_secret_basic', secret: 'a-secret-of-a-test' },
    });
    const { exitCode, stdout } = await runner.run(['mutate', profile, '--mutation', 'wrong-secret']);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^inconclusive/m);
  });

  it('is interrupted by Ctrl-C, and prints what there is', async () => {
    const { exitCode, stdout } = await createCliRunner().run(
      ['mutate', 'practice:authorization-code', '--browser', 'print', '--mutation', 'code-reused', '--json'],
      { onLine: (line, interrupt) => line.includes('waiting') && interrupt() },
    );
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout).rows).toMatchObject([{ mutation: 'code-reused', verdict: 'inconclusive' }]);
  });

  it.each([
    [['--mutation', 'code-reusd'], 'Did you mean \\"code-reused\\"?'],
    [['--report', 'table.html'], '.md, .json, .csv'],
    [['--fault', 'no-such-fault'], 'no-such-fault'],
  ])('%j is a usage error', async (options, says) => {
    const argv = ['mutate', 'practice:authorization-code', '--browser', 'practice', ...options];
    const { exitCode, stdout, stderr } = await createCliRunner().run(argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });
});
