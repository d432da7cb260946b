import { expect, onTestFinished, test } from 'vitest';
import { PRACTICE_PASSWORD } from '../../../../src/main/practice/accounts';
import { createCliRunner } from '../../../support/cli-runner';
import { startServer } from '../../../support/test-server';

test('--list prints every fault and exits', async () => {
  const { exitCode, stdout } = await createCliRunner().run(['practice', '--list']);
  expect(exitCode).toBe(0);
  const { faults } = JSON.parse(stdout);
  expect(faults.length).toBeGreaterThan(20);
  for (const fault of faults)
    expect(Object.keys(fault).sort()).toEqual([
      'code',
      'entryId',
      'flows',
      'id',
      'mechanism',
      'side',
      'title',
    ]);
});

test('serves until Ctrl-C, after one line of JSON about what is there', async () => {
  const answers: Promise<Response>[] = [];
  const { exitCode, stdout } = await createCliRunner().run(['practice'], {
    onLine: (line, interrupt) => {
      const { issuer } = JSON.parse(line);
      const answer = fetch(`${issuer}/.well-known/openid-configuration`);
      answers.push(answer);
      answer.finally(interrupt);
    },
  });
  expect(exitCode).toBe(0);
  expect((await answers[0])?.status).toBe(200);
  const { issuer, users, clients, fault } = JSON.parse(stdout);
  expect(issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(users).toContainEqual({ username: 'alice', password: PRACTICE_PASSWORD });
  expect(clients).toContainEqual({ clientId: 'practice-public', auth: 'none' });
  expect(clients).toContainEqual({
    clientId: 'practice-basic',
    auth: 'client_secret_basic',
    secret: expect.stringMatching(/.{20}/),
  });
  expect(fault).toBeNull();
  await expect(fetch(issuer)).rejects.toThrow();
});

test('--fault puts its provider side in force', async () => {
  let metadata: Promise<{ issuer: string }> | undefined;
  const { stdout } = await createCliRunner().run(['practice', '--fault', 'issuer-with-slash'], {
    onLine: (line, interrupt) => {
      metadata = fetch(`${JSON.parse(line).issuer}/.well-known/openid-configuration`).then((answer) =>
        answer.json(),
      );
      metadata.finally(interrupt);
    },
  });
  expect(JSON.parse(stdout).fault).toBe('issuer-with-slash');
  expect((await metadata)?.issuer).toBe(`${JSON.parse(stdout).issuer}/`);
});

test('says that a fault of the client changes nothing here', async () => {
  const { stderr } = await createCliRunner().run(['practice', '--fault', 'never-issued-code'], {
    onLine: (line, interrupt) => line.startsWith('{') && interrupt(),
  });
  expect(stderr).toContain('never-issued-code is a mistake of the client');
});

test('an unknown fault exits 2 and names the nearest', async () => {
  const { exitCode, stdout, stderr } = await createCliRunner().run(['practice', '--fault', 'reused-cod']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(JSON.parse(stderr).error.message).toContain('Did you mean "reused-code"?');
});

test('a port that is taken exits 2', async () => {
  const server = await startServer((_request, response) => void response.end());
  onTestFinished(server.close);
  const { exitCode, stderr } = await createCliRunner().run(['practice', '--port', String(server.port)]);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stderr).error.code).toBe('port-unavailable');
});

test('--careless serves a provider that takes everything', async () => {
  const tokens: Promise<Response>[] = [];
  const { exitCode, stdout } = await createCliRunner().run(['practice', '--careless'], {
    onLine: (line, interrupt) => {
      const body = new URLSearchParams({ grant_type: 'anything', client_id: 'nobody' });
      const answer = fetch(`${JSON.parse(line).issuer}/token`, { method: 'POST', body });
      tokens.push(answer);
      answer.finally(interrupt);
    },
  });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ issuer: expect.stringMatching(/^http:/), careless: true });
  expect(await (await tokens[0])?.json()).toMatchObject({ access_token: expect.any(String) });
});

test('--careless goes with no fault', async () => {
  const { exitCode, stderr } = await createCliRunner().run([
    'practice',
    '--careless',
    '--fault',
    'wrong-secret',
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--port only');
});
