import { describe, expect, test } from 'vitest';
import { createCliRunner } from '../../../support/cli-runner';

describe('a flow in which the user decides elsewhere', () => {
  test.each(['practice:device-code', 'practice:ciba', 'practice:ciba-ping'])(
    '%s runs without a person, and without a browser',
    async (profile) => {
      const { exitCode, stdout, stderr } = await createCliRunner().run([
        'run',
        profile,
        '--browser',
        'practice',
        '--json',
      ]);
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout).session.outcome).toBe('succeeded');
      expect(stderr).toMatch(/waiting {4}for the (approval|decision on the other device), at most 300 s/);
      expect(stderr).not.toMatch(/enter/);
    },
  );

  test('--browser print hands the code to another program as one line of JSON', async () => {
    const printed: Record<string, string>[] = [];
    const { exitCode, stderr } = await createCliRunner().run(
      ['run', 'practice:device-code', '--browser', 'print'],
      {
        onLine(line, interrupt) {
          if (!line.startsWith('{')) return;
          printed.push(JSON.parse(line));
          interrupt();
        },
      },
    );
    expect(exitCode).toBe(130);
    expect(printed).toHaveLength(1);
    const { verificationUri, verificationUriComplete, userCode = '' } = printed[0] ?? {};
    expect(userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(verificationUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/device$/);
    expect(verificationUriComplete).toBe(`${verificationUri}?user_code=${userCode}`);
    expect(stderr.split('\n').filter((line) => line.includes(userCode))).toHaveLength(1);
  });

  test('a person reads where to go and what to enter, on a machine without a browser too', async () => {
    const { stderr, stdout } = await createCliRunner().run(['run', 'practice:device-code'], {
      onLine: (line, interrupt) => line.startsWith('  enter') && interrupt(),
    });
    expect(stderr).toMatch(/^ {2}open {7}http:\/\/127\.0\.0\.1:\d+\/device$/m);
    const [, userCode = ''] = /^ {2}enter {6}([A-Z]{4}-[A-Z]{4})$/m.exec(stderr) ?? [];
    expect(userCode).not.toBe('');
    // What is printed as the result goes into tickets.
    expect(stdout).not.toContain(userCode);
  });

  test('a binding message is shown, to be compared', async () => {
    const { exitCode, stderr } = await createCliRunner().run([
      'run',
      'practice:ciba',
      '--set',
      'browser=system',
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('  compare    G7-42');
  });

  test('exits 4 where nobody decides in time', async () => {
    const { exitCode, stdout } = await createCliRunner().run([
      ...['run', 'practice:device-code', '--browser', 'print', '--timeout', '2', '--json'],
    ]);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout).findings[0].entryId).toBe('device-authorization-pending');
  }, 15_000);

  test('a profile without a hint names what is missing', async () => {
    const runner = createCliRunner();
    const file = runner.writeFile('ciba.json', {
      name: 'CIBA',
      issuer: 'https://id.acme.example',
      flow: 'ciba',
      client: { id: 'web', auth: 'client_secret_basic', secret: { env: 'SECRET' } },
      ciba: { delivery: 'ping', notificationUri: 'https://client.acme.example/ciba' },
    });
    const { exitCode, stderr } = await runner.run(['run', file], { environment: { SECRET: 's' } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('login_hint, login_hint_token, id_token_hint');
    expect(stderr).toContain('loopback');
  });
});
