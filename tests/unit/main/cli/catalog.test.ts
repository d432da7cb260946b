import { expect, test } from 'vitest';
import { createCliRunner } from '../../../support/cli-runner';

const readIds = (stdout: string) => JSON.parse(stdout).map(({ id }: { id: string }) => id);

test('show takes an id or a code and says what a person needs', async () => {
  const { stdout } = await createCliRunner().run(['catalog', 'show', 'invalid_grant']);
  for (const part of [
    '[invalid_grant]',
    'Possible causes:',
    'What to do:',
    'Who must act:',
    'Retry:',
    'RFC 6749',
  ])
    expect(stdout).toContain(part);
});

test('a code that several entries share shows all of them', async () => {
  const { stdout } = await createCliRunner().run(['catalog', 'show', 'INVALID_REQUEST', '--json']);
  expect(readIds(stdout)).toEqual(expect.arrayContaining(['authz-invalid-request', 'token-invalid-request']));
});

test('fixes read well without a run: no placeholder is left', async () => {
  const { stdout } = await createCliRunner().run(['catalog', 'list', '--json']);
  expect(readIds(stdout).length).toBeGreaterThan(50);
  for (const { fixes } of JSON.parse(stdout)) expect(fixes.join()).not.toMatch(/\{\w+\}/);
});

test('search lists the best match first', async () => {
  const { stdout } = await createCliRunner().run(['catalog', 'search', 'invalid', 'grant', '--json']);
  expect(readIds(stdout)[0]).toBe('invalid-grant');
});

test('an unknown id exits 2 and names the nearest', async () => {
  const { exitCode, stdout, stderr } = await createCliRunner().run(['catalog', 'show', 'invalid_grnt']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(JSON.parse(stderr).error.message).toContain('Did you mean "invalid_grant"?');
});
