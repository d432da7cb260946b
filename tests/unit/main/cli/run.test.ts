import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultJsonSchema } from '@shared/report/result-json';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCliRunner } from '../../../support/cli-runner';
import { startProxy } from '../../../support/test-proxy';
import { findClosedPort, startServer } from '../../../support/test-server';

const PRACTICE = ['run', 'practice:authorization-code', '--browser', 'practice'];

function readError(stderr: string): { code: string; message: string } {
  return JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error;
}

describe('run', () => {
  test('exits 0 for a flow that succeeds and prints one JSON value of the documented shape', async () => {
    const { exitCode, stdout, stderr } = await createCliRunner().run([...PRACTICE, '--json']);
    expect(exitCode).toBe(0);
    const result = resultJsonSchema.parse(JSON.parse(stdout));
    expect(result.session?.outcome).toBe('succeeded');
    expect(result.steps.map(({ outcome }) => outcome)).not.toContain('failed');
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(stderr).toContain('succeeded  Exchange the code for tokens');
  });

  test('exits 1 with the finding of a fault, its proof and its fixes', async () => {
    const { exitCode, stdout } = await createCliRunner().run([
      ...PRACTICE,
      '--fault',
      'never-issued-code',
      '--json',
    ]);
    expect(exitCode).toBe(1);
    const { findings, checks } = resultJsonSchema.parse(JSON.parse(stdout));
    expect(findings[0]).toMatchObject({ entryId: 'invalid-grant', severity: 'error', stepId: 'token' });
    expect(findings[0]?.evidence.length).toBeGreaterThan(0);
    expect(findings[0]?.fixes.length).toBeGreaterThan(0);
    expect(checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toContain('token-error');
  });

  test('says what the metadata has against the profile before a browser opens, and does not fail on it', async () => {
    const argv = [...PRACTICE, '--set', 'pkce=plain', '--json'];
    const { stdout, stderr } = await createCliRunner().run(argv);
    const lines = stderr.split('\n').map((line) => line.trim());
    const warning = lines.findIndex((line) =>
      /^warning .*code_challenge_methods_supported.*expected S256; was plain$/.test(line),
    );
    expect(warning).toBeGreaterThan(-1);
    expect(warning).toBeLessThan(lines.findIndex((line) => line.startsWith('waiting')));
    expect(lines.filter((line) => line.startsWith('warning'))).toHaveLength(1);
    const { checks, steps } = resultJsonSchema.parse(JSON.parse(stdout));
    const warned = checks.filter(({ verdict }) => verdict === 'warn');
    expect(warned).toMatchObject([{ id: 'preflight-pkce', stepId: 'preflight', actual: 'plain' }]);
    expect(steps.find(({ name }) => name === 'preflight')?.outcome).toBe('succeeded');
  });

  test('tells a person the timeline and what to do', async () => {
    const { stdout } = await createCliRunner().run([...PRACTICE, '--fault', 'wrong-secret']);
    expect(stdout).toMatch(/failed +5\. Exchange the code for tokens/);
    expect(stdout).toContain('[invalid_client]');
    expect(stdout).toContain('What to do:');
    expect(stdout).not.toContain('\u001b');
  });

  test('colours a terminal, unless NO_COLOR is set', async () => {
    const runner = createCliRunner();
    const argv = ['catalog', 'show', 'invalid_grant'];
    expect((await runner.run(argv, { isTerminal: true })).stdout).toContain('\u001b[1m');
    const plain = await runner.run(argv, { isTerminal: true, environment: { NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
  });

  test('exits 3 where nothing answers, and still prints the result', async () => {
    const runner = createCliRunner();
    const issuer = `http://127.0.0.1:${await findClosedPort()}`;
    const file = runner.writeFile('gone.json', { name: 'Gone', issuer, client: { id: 'web' } });
    const { exitCode, stdout } = await runner.run(['run', file, '--browser', 'print', '--json']);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout).findings[0].entryId).toBe('net-econnrefused');
  });

  test.each([
    ['a host that does not exist', { issuer: 'https://no-such-host.invalid' }],
    ['https on a port that speaks http', { issuer: 'https://SERVER' }],
    ['a proxy that is not there', { issuer: 'http://SERVER', proxy: 'http://user:kept-secret@CLOSED' }],
    ['a proxy that refuses the tunnel', { issuer: 'https://SERVER', proxy: 'http://user:kept-secret@PROXY' }],
  ])('exits 3 for %s, without the secrets of the profile', async (_kind, changes) => {
    const runner = createCliRunner();
    const server = await startServer((_request, response) => void response.writeHead(404).end('no'));
    const proxy = await startProxy({ tunnelStatus: 407 });
    onTestFinished(server.close);
    onTestFinished(proxy.close);
    const text = JSON.stringify({ name: 'Gone', client: { id: 'web' }, ...changes })
      .replace('SERVER', `127.0.0.1:${server.port}`)
      .replace('PROXY', new URL(proxy.url).host)
      .replace('CLOSED', `127.0.0.1:${await findClosedPort()}`);
    const file = runner.writeFile('gone.json', text);
    const { exitCode, stdout, stderr } = await runner.run(['run', file, '--browser', 'print', '--json']);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout).findings[0]).toMatchObject({ severity: 'error', stepId: 'discovery' });
    expect(stdout + stderr).not.toContain('kept-secret');
    const report = ['run', file, '--browser', 'print', '--report', 'gone.md', '--report', 'gone.json'];
    await runner.run(report);
    for (const name of ['gone.md', 'gone.json']) {
      expect(readFileSync(join(runner.folder, name), 'utf8')).not.toContain('kept-secret');
    }
  });

  test('a profile file may begin with a byte order mark', async () => {
    const runner = createCliRunner();
    const issuer = `http://127.0.0.1:${await findClosedPort()}`;
    const text = `\ufeff${JSON.stringify({ name: 'Marked', issuer, client: { id: 'web' } })}`;
    const file = runner.writeFile('marked.json', text);
    expect((await runner.run(['run', file, '--browser', 'print', '--json'])).exitCode).toBe(3);
  });

  test('what a provider writes in an error cannot hide itself in a terminal, nor fill it', async () => {
    const runner = createCliRunner();
    const description = `\u202egnp.exe\u200b\u001b[2J${'x'.repeat(10_000)}`;
    const argv = ['run', 'practice:authorization-code', '--browser', 'print'];
    const { exitCode, stdout } = await runner.run(argv, {
      onLine: (line) => {
        if (!line.startsWith('{"authorizationUrl"')) return;
        const asked = new URL(JSON.parse(line).authorizationUrl).searchParams;
        const callback = new URL(asked.get('redirect_uri') ?? '');
        callback.search = new URLSearchParams({
          error: 'server_error',
          error_description: description,
          state: asked.get('state') ?? '',
        }).toString();
        void fetch(callback);
      },
    });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('[server_error]');
    for (const hidden of ['\u202e', '\u200b', '\u001b']) expect(stdout).not.toContain(hidden);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(2_500);
  });

  test('exits 1 where something answers that is no provider', async () => {
    const runner = createCliRunner();
    const server = await startServer((_request, response) => void response.writeHead(404).end('no'));
    onTestFinished(server.close);
    const file = runner.writeFile('wrong.json', {
      name: 'Wrong',
      issuer: server.origin,
      client: { id: 'web' },
    });
    expect((await runner.run(['run', file, '--browser', 'print', '--json'])).exitCode).toBe(1);
  });

  test('exits 4 where no callback comes in time', async () => {
    const argv = ['run', 'practice:authorization-code', '--browser', 'print', '--timeout', '1', '--json'];
    const { exitCode, stdout } = await createCliRunner().run(argv);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout).session.outcome).toBe('failed');
  });

  test('exits 130 on Ctrl-C, with the session recorded as cancelled', async () => {
    const argv = ['run', 'practice:authorization-code', '--browser', 'print', '--json'];
    const { exitCode, stdout } = await createCliRunner().run(argv, {
      onLine: (line, interrupt) => line.includes('authorizationUrl') && interrupt(),
    });
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout).session.outcome).toBe('cancelled');
  });

  test('--browser print writes the URL as one line of JSON on stderr', async () => {
    const lines: string[] = [];
    await createCliRunner().run(['run', 'practice:authorization-code', '--browser', 'print', '--json'], {
      onLine: (line, interrupt) => {
        if (!line.startsWith('{"authorizationUrl"')) return;
        lines.push(line);
        interrupt();
      },
    });
    expect(lines).toHaveLength(1);
    const url = new URL(JSON.parse(lines[0] ?? '').authorizationUrl);
    expect(url.searchParams.get('client_id')).toBe('practice-public');
  });

  test('--set changes a member, and takes a number as text where text is wanted', async () => {
    const argv = [
      ...PRACTICE,
      '--set',
      'scope=openid',
      '--set',
      'parameters.authorize.max_age=3600',
      '--json',
    ];
    const { exitCode, stdout } = await createCliRunner().run(argv);
    expect(exitCode).toBe(0);
    const scope = JSON.parse(stdout).checks.find(({ id }: { id: string }) => id === 'token-scope');
    expect(scope.expected).toBe('openid');
    const auth = JSON.parse(stdout).checks.find(({ id }: { id: string }) => id === 'id-token-auth-time');
    expect(auth.verdict).toBe('pass');
  });

  test('--set and --fault go together on a practice profile', async () => {
    const argv = [...PRACTICE, '--set', 'scope=openid', '--fault', 'never-issued-code', '--json'];
    expect((await createCliRunner().run(argv)).exitCode).toBe(1);
  });

  test('--report writes each file in the format of its name', async () => {
    const runner = createCliRunner();
    const names = ['run.html', 'run.md', 'run.json', 'run.har', 'run.mmd'];
    const argv = [...PRACTICE, ...names.flatMap((name) => ['--report', name])];
    expect((await runner.run(argv)).exitCode).toBe(0);
    const read = (name: string) => readFileSync(join(runner.folder, name), 'utf8');
    expect(read('run.html')).toMatch(/^<!doctype html>/i);
    expect(read('run.md')).toMatch(/^# /);
    expect(JSON.parse(read('run.json')).format).toBe('grantscope-session');
    expect(JSON.parse(read('run.har')).log.version).toBe('1.2');
    expect(read('run.mmd')).toMatch(/^sequenceDiagram\n/);
  });

  test('a PDF that cannot be made here is refused before anything is run', async () => {
    const runner = createCliRunner();
    const { exitCode, stdout, stderr } = await runner.run([...PRACTICE, '--report', 'run.pdf'], {
      environment: { GRANTSCOPE_CHROMIUM: '/nowhere/chromium' },
    });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('--report run.pdf: GRANTSCOPE_CHROMIUM names a file that does not exist');
    expect((await runner.run(['sessions', 'list', '--json'])).stdout.trim()).toBe('[]');
  });

  test('a report that cannot be written does not take the result away', async () => {
    const runner = createCliRunner();
    const { exitCode, stdout, stderr } = await runner.run([
      ...PRACTICE,
      '--json',
      '--report',
      'missing/run.html',
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).session.outcome).toBe('succeeded');
    expect(stderr).toContain('missing/run.html cannot be written (ENOENT)');
    expect((await runner.run(['sessions', 'list', '--json'])).stdout).toContain(
      JSON.parse(stdout).session.id,
    );
  });

  test('runs a saved profile by its name, and names the nearest one otherwise', async () => {
    const runner = createCliRunner();
    await saveProfile(runner.folder, 'Acme staging');
    const found = await runner.run(['run', 'Acme staging', '--browser', 'print', '--json']);
    expect(found.exitCode).toBe(3);
    const missing = await runner.run(['run', 'Acme stagin', '--json']);
    expect(missing.exitCode).toBe(2);
    expect(readError(missing.stderr).message).toContain('Did you mean "Acme staging"?');
  });

  test.runIf(process.platform === 'linux')(
    'refuses to wait for a browser that cannot be opened',
    async () => {
      const { exitCode, stderr } = await createCliRunner().run(
        ['run', 'practice:authorization-code', '--json'],
        {
          environment: { DISPLAY: '', WAYLAND_DISPLAY: '', PATH: '' },
        },
      );
      expect(exitCode).toBe(2);
      expect(readError(stderr).code).toBe('no-browser');
    },
  );
});

describe('a command line that is wrong', () => {
  const VALID = { name: 'Acme', issuer: 'https://id.acme.example', client: { id: 'web' } };
  const cases: { name: string; content?: unknown; argv?: string[]; says: string }[] = [
    {
      name: 'a missing file',
      argv: ['run', 'absent.json'],
      says: 'absent.json cannot be read: there is no such file',
    },
    { name: 'corrupt JSON', content: '{\n  "name": "kept-secret",,\n}', says: 'line 2, column 25' },
    {
      name: 'a file that is not UTF-8',
      content: new Uint8Array([0xff, 0xfe, 0x00]),
      says: 'is not UTF-8 text',
    },
    {
      name: 'a member that stands twice',
      content: '{"name":"A","client":{"id":"a","id":"kept-secret"},"issuer":"https://id.acme.example"}',
      says: 'has the member "id" twice',
    },
    { name: 'an empty file', content: '', says: 'line 1, column 1' },
    { name: 'a file that is no object', content: 'null', says: 'not a valid profile' },
    { name: 'UTF-16', content: new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), says: 'is not UTF-8 text' },
    { name: 'a file of 50 MB', content: ' '.repeat(50_000_000), says: 'larger than 1 MiB' },
    { name: 'a folder', argv: ['run', 'home'], says: 'it is a folder' },
    {
      name: 'a response mode that cannot be received',
      content: { ...VALID, parameters: { authorize: { response_mode: 'web_message' } } },
      says: 'parameters.authorize.response_mode: "web_message" cannot be received here',
    },
    { name: 'an unknown key', content: { ...VALID, scoope: 'x' }, says: 'Did you mean "scope"?' },
    {
      name: 'two problems at once',
      content: { ...VALID, scoope: 'x', prox: 1 },
      says: 'Did you mean "proxy"?',
    },
    { name: 'plain http', content: { ...VALID, issuer: 'http://id.acme.example' }, says: 'plain http' },
    {
      name: 'an unset variable',
      content: {
        ...VALID,
        client: { id: 'web', auth: 'client_secret_basic', secret: { env: 'ACME_SECRET' } },
      },
      says: 'ACME_SECRET is not set',
    },
    {
      name: 'an unreadable certificate',
      content: { ...VALID, tls: { ca: 'ca.pem' } },
      says: 'ca.pem cannot be read',
    },
    {
      name: 'a fault without the practice provider',
      content: VALID,
      argv: ['--fault', 'expired-code'],
      says: 'practice',
    },
    {
      name: 'an unknown fault',
      argv: [...PRACTICE, '--fault', 'expired-cod'],
      says: 'Did you mean "expired-code"?',
    },
    {
      name: 'an unknown practice flow',
      argv: ['run', 'practice:authorisation-code'],
      says: 'Did you mean "practice:authorization-code"?',
    },
    { name: '--set without a value', argv: [...PRACTICE, '--set', 'scope'], says: '--set takes path=value' },
    {
      name: '--set of an unknown path',
      argv: [...PRACTICE, '--set', 'client.idd=x'],
      says: 'Did you mean "id"?',
    },
    { name: '--set below a text', argv: [...PRACTICE, '--set', 'scope.x=1'], says: 'no object' },
    {
      name: '--set of a prototype',
      argv: [...PRACTICE, '--set', '__proto__.x=1'],
      says: '"__proto__" is not a member',
    },
    {
      name: 'a report of an unknown kind',
      argv: [...PRACTICE, '--report', 'run.docx'],
      says: 'must end in one of .html, .md, .json, .har, .mmd, .pdf',
    },
    { name: 'a timeout of zero', argv: [...PRACTICE, '--timeout', '0'], says: 'from 1 to 3600' },
    { name: 'an unknown browser', argv: ['run', 'x.json', '--browser', 'lynx'], says: 'Allowed choices are' },
    { name: 'a bad port', argv: ['practice', '--port', '70000'], says: 'from 0 to 65535' },
    { name: 'an unknown command', argv: ['rum'], says: 'Did you mean run?' },
    { name: 'an unknown option', argv: ['run', 'x.json', '--jason'], says: "unknown option '--jason'" },
    { name: 'no profile', argv: ['run'], says: "missing required argument 'profile'" },
    {
      name: 'a session that is not there',
      argv: ['sessions', 'show', 'nothing'],
      says: 'no session with this id',
    },
  ];

  test.each(cases)('exits 2 for $name and says what is wrong', async ({ content, argv = [], says }) => {
    const runner = createCliRunner();
    const command =
      content === undefined
        ? argv
        : ['run', runner.writeFile('profile.json', content), '--browser', 'print', ...argv];
    const { exitCode, stdout, stderr } = await runner.run([...command, '--json']);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(readError(stderr).message).toContain(says);
    expect(stderr).not.toContain('kept-secret');
  });

  test('half a command shows its help on stderr', async () => {
    const { exitCode, stdout, stderr } = await createCliRunner().run(['sessions']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage: grantscope sessions');
    expect(readError(stderr).message).toBe('A command is missing.');
  });

  test('is told in a sentence on a terminal', async () => {
    const { stderr } = await createCliRunner().run(['run', 'absent.json'], { isTerminal: true });
    expect(stderr).toBe('grantscope: absent.json cannot be read: there is no such file.\n');
  });
});

test('a plain secret in a file works, with a warning that does not quote it', async () => {
  const runner = createCliRunner();
  const file = runner.writeFile('plain.json', {
    name: 'Plain',
    issuer: 'http://127.0.0.1:9',
    client: { id: 'web', auth: 'client_secret_post', secret: 'kept-secret-8f2c71d0' },
  });
  const { exitCode, stdout, stderr } = await runner.run(['run', file, '--browser', 'print', '--json']);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('warning: client.secret');
  expect(stdout + stderr).not.toContain('kept-secret-8f2c71d0');
});

test('a fault inside Grantscope exits 70 without its text on any stream', async () => {
  const { exitCode, stdout, stderr } = await createCliRunner().run(['sessions', 'list', '--json'], {
    io: {
      loadComposeHost: async () => {
        throw new TypeError('kept-secret-8f2c71d0');
      },
    },
  });
  expect(exitCode).toBe(70);
  expect(stdout).toBe('');
  expect(readError(stderr).code).toBe('internal');
  expect(stderr).not.toContain('kept-secret-8f2c71d0');
});

/** As the app saves one: through the host. */
async function saveProfile(folder: string, name: string): Promise<void> {
  const { composeHost } = await import('../../../../src/main/compose-host');
  const { host, close } = await composeHost({
    environment: { GRANTSCOPE_HOME: join(folder, 'home'), GRANTSCOPE_VAULT: 'file' },
    openBrowser: null,
    safeStorage: null,
    isOwnOrigin: () => false,
    log: () => {},
  });
  const { profileSchema } = await import('@shared/model/profile');
  const profile = profileSchema.parse({ name, issuer: 'http://127.0.0.1:9', client: { id: 'web' } });
  await host.methods.saveProfile({ profile });
  await close();
}
