import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

/** The state of a socket that listens, as /proc/net/tcp writes it. */
const LISTENING = '0A';
/** No more processes are looked at: the answer is a convenience, and the run waits for it. */
const MAX_PROCESSES = 2_000;

/**
 * Who listens on a port of this machine, in words: this very process, or "node (process 4711)".
 * Null where that cannot be told cheaply: on systems without /proc, and for processes of other users.
 */
export async function findPortOwner(port: number): Promise<string | null> {
  try {
    const inodes = await findListeners(port);
    if (inodes.size === 0) return null;
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    // This process first: a second run on a fixed port is the usual case.
    for (const pid of [String(process.pid), ...pids.slice(0, MAX_PROCESSES)]) {
      if (await hasSocket(pid, inodes)) return describeProcess(pid);
    }
  } catch {
    // No /proc, or none that may be read.
  }
  return null;
}

async function findListeners(port: number): Promise<Set<string>> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((name) => readFile(name, 'utf8').catch(() => '')),
  );
  const rows = tables.flatMap((table) => table.split('\n').map((row) => row.trim().split(/\s+/)));
  return new Set(
    rows
      .filter(([, local, , state]) => local?.endsWith(suffix) && state === LISTENING)
      .flatMap((row) => (row[9] === undefined ? [] : [`socket:[${row[9]}]`])),
  );
}

async function hasSocket(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const files = await readdir(folder).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => '')));
  return targets.some((target) => sockets.has(target));
}

async function describeProcess(pid: string): Promise<string> {
  if (pid === String(process.pid)) return 'this Grantscope itself, such as by another run';
  // The program alone: its arguments may hold anything.
  const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return `${basename(program) || 'a program'} (process ${pid})`;
}
