import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPackageVersion } from '../../../../src/main/package-folder';
import { createCliRunner } from '../../../support/cli-runner';

test('--version prints the version alone', async () => {
  const { exitCode, stdout } = await createCliRunner().run(['--version']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${readPackageVersion()}\n` });
});

test.each([
  [],
  ['serve'],
  ['run'],
  ['diagnose'],
  ['sessions'],
  ['sessions', 'export'],
  ['catalog', 'show'],
  ['practice'],
])('%s %s --help goes to stdout and exits 0', async (...command) => {
  const { exitCode, stdout, stderr } = await createCliRunner().run([...command.filter(Boolean), '--help']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: grantscope/);
});

describe('serving the user interface', () => {
  test('serve prints its URL as the first line of stdout and stops on Ctrl-C', async () => {
    const { exitCode, stdout } = await createCliRunner().run(['serve', '--no-open'], {
      onLine: (line, interrupt) => line.startsWith('http') && queueMicrotask(interrupt),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  });

  test('no command says what is missing for a window, and serves', async () => {
    const { exitCode, stdout, stderr } = await createCliRunner().run([], {
      environment: { DISPLAY: '', WAYLAND_DISPLAY: '', PATH: '' },
      onLine: (line, interrupt) => line.startsWith('http') && queueMicrotask(interrupt),
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('There is no desktop in this test. Serving the user interface to a browser');
    expect(stdout).toMatch(/^http:/);
  });

  test.skipIf(process.platform === 'win32')(
    'no command answers the exit code of the desktop app',
    async () => {
      const runner = createCliRunner();
      const electronPath = join(
        runner.folder,
        runner.writeFile('electron', '#!/bin/sh\ntest -f "$1/package.json" && exit 9\n'),
      );
      chmodSync(electronPath, 0o755);
      const { exitCode, stdout } = await runner.run([], {
        io: { findDesktop: () => ({ available: true, electronPath }) },
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 9, stdout: '' });
    },
  );

  test('a desktop app that does not start is said, and the browser takes its place', async () => {
    const runner = createCliRunner();
    const { exitCode, stderr } = await runner.run([], {
      io: { findDesktop: () => ({ available: true, electronPath: join(runner.folder, 'absent') }) },
      environment: { DISPLAY: '', WAYLAND_DISPLAY: '', PATH: '' },
      onLine: (line, interrupt) => line.startsWith('http') && queueMicrotask(interrupt),
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Electron could not be started.');
  });
});
