import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeProcess, isProcessAlive } from '../../../../src/main/storage/process-identity';

describe('a process identity', () => {
  it('is alive while its process runs and dead afterwards', async () => {
    const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    const identity = describeProcess(child.pid ?? 0);
    expect(identity).toMatch(new RegExp(`^${child.pid}/.`));
    expect(isProcessAlive(identity ?? '')).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isProcessAlive(identity ?? '')).toBe(false);
  });

  it('is dead where its pid now belongs to a process of another start', () => {
    const identity = describeProcess(process.pid) ?? '';
    expect(isProcessAlive(identity)).toBe(true);
    expect(isProcessAlive(`${process.pid}/1`)).toBe(false);
  });

  it.each(['', 'text', '0/1', '-1/1', '999999999/1'])('%j is dead', (identity) => {
    expect(isProcessAlive(identity)).toBe(false);
  });
});
