import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Two readings of the boot time by the clock differ a little; a restart takes longer than this. */
const BOOT_TIME_TOLERANCE_SECONDS = 60;

/**
 * Names a process so that a later one with the same pid is not taken for it: "pid/stamp", where the
 * stamp says when it (Windows: the machine) started. Null where no such process runs.
 */
export function describeProcess(pid: number): string | null {
  const stamp = readStamp(pid);
  return stamp === null ? null : `${pid}/${stamp}`;
}

/** Whether the process that `describeProcess` named still runs. */
export function isProcessAlive(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  const current = pid > 0 ? describeProcess(pid) : null;
  if (current === null || process.platform !== 'win32') return current === identity;
  const [then, now] = [identity, current].map((text) => Number(text.slice(text.indexOf('/') + 1)));
  return Math.abs(Number(then) - Number(now)) <= BOOT_TIME_TOLERANCE_SECONDS;
}

function readStamp(pid: number): string | null {
  if (process.platform === 'linux') return readLinuxStamp(pid);
  if (process.platform === 'win32') return isPidInUse(pid) ? String(readBootTime()) : null;
  return readStampFromPs(pid);
}

/** Boot id and start time in clock ticks (proc_pid_stat(5), field 22). A zombie has ended. */
function readLinuxStamp(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses, which may hold blanks and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

function readStampFromPs(pid: number): string | null {
  try {
    const output = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    });
    return output.trim() || null;
  } catch {
    return null;
  }
}

function isPidInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const readBootTime = (): number => Math.round(Date.now() / 1000 - uptime());
