import type { Command } from 'commander';
import type { Practice } from '../host/services';
import { listenForStop } from '../listen-for-stop';
import type { CliContext } from './cli-context';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { unknownFault } from './not-found';
import { createOutput, type Output } from './output';
import { parsePort } from './parse-number';

interface PracticeOptions {
  port: number;
  fault?: string;
  list?: boolean;
  careless?: boolean;
}

export function addPracticeCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('practice')
    .description('Run the practice provider alone until Ctrl-C. Prints one line of JSON.')
    .option('--port <number>', 'port to listen on; 0 for any free one', parsePort, 0)
    .option('--fault <id>', 'what the provider shall do wrong')
    .option('--careless', 'a provider that checks nothing, for deliberate mistakes to be let through')
    .option('--list', 'print every fault as JSON and exit')
    .action((options: PracticeOptions) => finish(runPractice(io, options)));
}

async function runPractice(io: CliIo, options: PracticeOptions): Promise<ExitCode> {
  const { port, fault, list, careless } = options;
  const output = createOutput(io);
  if (careless) return runCareless(io, output, options);
  const [{ createPractice }, { listFaults }] = await Promise.all([
    import('../practice/practice'),
    import('../practice/faults'),
  ]);
  const faults = listFaults();
  if (list) {
    output.printJson({ faults });
    return EXIT.succeeded;
  }
  const chosen = fault === undefined ? null : faults.find(({ id }) => id === fault);
  if (chosen === undefined) throw unknownFault(fault ?? '', faults);
  if (chosen?.side === 'client') {
    output.say(
      `grantscope: the fault ${chosen.id} is a mistake of the client; this provider does nothing wrong.`,
    );
  }
  const faultId = chosen?.id ?? null;
  const practice = await createPractice({ port, faultId }).catch(explainPort(port));
  const stop = listenForStop(io.signals);
  try {
    await announce(output, practice, faultId);
    await stop.stopped;
  } finally {
    stop.forget();
    await practice.close();
  }
  return EXIT.succeeded;
}

/** No clients are announced: any will do, with any secret. */
async function runCareless(
  io: CliIo,
  output: Output,
  { port, fault, list }: PracticeOptions,
): Promise<ExitCode> {
  if (fault !== undefined || list) throw usageError('--careless goes with --port only.');
  const [{ createCarelessProvider }, { loadPracticeKeys }] = await Promise.all([
    import('../practice/careless/careless-provider'),
    import('../practice/keys'),
  ]);
  const keys = await loadPracticeKeys();
  const provider = await createCarelessProvider({ keys, port }).catch(explainPort(port));
  const stop = listenForStop(io.signals);
  try {
    output.printJson({ issuer: provider.issuer, careless: true });
    await stop.stopped;
  } finally {
    stop.forget();
    await provider.close();
  }
  return EXIT.succeeded;
}

function explainPort(port: number) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const reason = error.code === 'EACCES' ? 'may not be used by this user' : 'is taken';
    throw usageError(
      `Port ${port} ${reason}. Choose another one, or 0 for any free port.`,
      'port-unavailable',
    );
  };
}

/** The secrets are of this process alone and worth nothing elsewhere: they are here to be used by a client. */
async function announce(output: Output, practice: Practice, fault: string | null): Promise<void> {
  const [{ PRACTICE_PASSWORD, PRACTICE_USERS }, { CARELESS_CLIENT }] = await Promise.all([
    import('../practice/accounts'),
    import('../practice/clients'),
  ]);
  const clients = new Map<string, { clientId: string; auth: string; secret?: string }>();
  for (const { profile } of practice.profiles()) {
    const { id, auth } = profile.client;
    if (clients.has(id) || id === CARELESS_CLIENT) continue;
    const run = await practice.prepareRun(profile, null);
    const secret = run?.secrets['client.secret'];
    clients.set(id, { clientId: id, auth, ...(secret === undefined ? {} : { secret }) });
    await run?.release();
  }
  output.printJson({
    issuer: practice.issuer,
    users: PRACTICE_USERS.map((username) => ({ username, password: PRACTICE_PASSWORD })),
    clients: [...clients.values()],
    fault,
  });
}
