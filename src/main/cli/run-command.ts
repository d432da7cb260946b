import { BROWSERS, type BrowserChoice } from '@shared/model/profile';
import { type Command, Option } from 'commander';
import type { CliContext } from './cli-context';
import type { CliIo } from './cli-io';
import type { ExitCode } from './exit-codes';
import { judgeRun } from './judge-result';
import { loadProfile } from './load-profile';
import { unknownFault } from './not-found';
import { type CliHost, withHost } from './open-cli-host';
import { createOutput } from './output';
import { parseSeconds } from './parse-number';
import { printResult } from './print-result';
import { readResult } from './read-result';
import { requireBrowser } from './require-browser';
import { startRun } from './start-run';
import { planReports, requirePrinter, writeReports } from './write-reports';

interface RunOptions {
  fault?: string;
  set?: string[];
  browser?: BrowserChoice;
  timeout: number;
  report?: string[];
  probeAuth?: boolean;
  json?: boolean;
}

/** Gathers an option that may be given more than once. */
export const collect = (value: string, previous: string[] = []) => [...previous, value];

export function addRunCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('run')
    .description('Run the flow of a profile, diagnose it and say how to repair it.')
    .argument('<profile>', 'a profile file (JSON), the name of a saved profile, or practice:FLOW')
    .option('--fault <id>', 'switch on a fault of the practice provider; "practice --list" names them')
    .option('--set <path=value>', 'change a member of the profile for this run (repeatable)', collect)
    .addOption(new Option('--browser <how>', 'how the user gets to the sign-in page').choices(BROWSERS))
    .option('--timeout <seconds>', 'how long to wait for the user', parseSeconds, 300)
    .option(
      '--report <file>',
      'write a redacted report: .html, .md, .json, .har, .mmd or .pdf (repeatable)',
      collect,
    )
    .option('--probe-auth', 'find out which way of sending the client secret the server takes, instead')
    .option('--json', 'print the result as JSON')
    .action((source: string, options: RunOptions) => finish(runProfile(io, source, options)));
}

async function runProfile(io: CliIo, source: string, options: RunOptions): Promise<ExitCode> {
  const output = createOutput(io);
  const plans = planReports(io, options.report ?? []);
  return withHost(io, { practice: true }, async (host) => {
    await requirePrinter(host, plans);
    const loaded = await loadProfile(io, host, output, { source, assignments: options.set ?? [] });
    const fault = await findFault(host, options.fault);
    const browser = options.browser ?? loaded.profile.browser;
    if (!options.probeAuth) await requireBrowser(host, { ...loaded.profile, browser });
    const input = {
      ...loaded,
      fault,
      task: options.probeAuth ? ('probe-client-auth' as const) : ('flow' as const),
      callbackTimeoutMs: options.timeout * 1000,
      ...(options.browser && { browser: options.browser }),
    };
    const tellsUserCode = browser === 'system' || browser === 'capture';
    const { sessionId, events } = await startRun({ host, output, io, input, tellsUserCode });
    const result = readResult(events);
    printResult(output, result, options.json);
    await writeReports(io, host, output, sessionId, plans);
    return judgeRun(result.session);
  });
}

/** Null for none; one that does not exist is a usage error. */
export async function findFault(host: CliHost, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  const faults = await host.call('listFaults', {});
  if (faults.some((fault) => fault.id === id)) return id;
  throw unknownFault(id, faults);
}
