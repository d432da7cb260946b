import { type MutationRunView, TABLE_FORMATS, type TableFormat } from '@shared/contract/host-api';
import { BROWSERS, type BrowserChoice } from '@shared/model/profile';
import type { MutationOffer } from '@shared/mutations/mutations';
import { countVerdicts } from '@shared/mutations/render-table';
import { foldTrace } from '@shared/trace/fold-trace';
import { type Command, Option } from 'commander';
import type { CliContext } from './cli-context';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { judgeRun } from './judge-result';
import { loadProfile } from './load-profile';
import { unknownMutation } from './not-found';
import { type CliHost, withHost } from './open-cli-host';
import { createOutput, type Output } from './output';
import { parseSeconds } from './parse-number';
import { printMutationRow, printOffers } from './print-mutations';
import { requireBrowser } from './require-browser';
import { collect, findFault } from './run-command';
import { runMutationSet } from './run-mutation-set';
import { planFiles, type ReportPlan } from './write-reports';
import { writeWhole } from './write-whole';

interface MutateOptions {
  mutation?: string[];
  list?: boolean;
  fault?: string;
  set?: string[];
  browser?: BrowserChoice;
  timeout: number;
  report?: string[];
  json?: boolean;
}

export function addMutateCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('mutate')
    .description('Make deliberate mistakes, one in each run, and say what the provider does about them.')
    .argument('<profile>', 'a profile file (JSON), the name of a saved profile, or practice:FLOW')
    .option(
      '--mutation <id>',
      'a mistake to make (repeatable); every one that can be made unless told',
      collect,
    )
    .option('--list', 'say what there is, and why some of it cannot be tried with this profile; run nothing')
    .option('--fault <id>', 'switch on a fault of the practice provider as well')
    .option('--set <path=value>', 'change a member of the profile for these runs (repeatable)', collect)
    .addOption(new Option('--browser <how>', 'how the user gets to the sign-in page').choices(BROWSERS))
    .option('--timeout <seconds>', 'how long to wait for the user, in each run', parseSeconds, 300)
    .option('--report <file>', 'write the table: .md, .json or .csv (repeatable)', collect)
    .option('--json', 'print the table, or the list, as JSON')
    .action((source: string, options: MutateOptions) => finish(mutate(io, source, options)));
}

async function mutate(io: CliIo, source: string, options: MutateOptions): Promise<ExitCode> {
  const output = createOutput(io);
  const plans = planFiles(io, options.report ?? [], TABLE_FORMATS);
  return withHost(io, { practice: true }, async (host) => {
    const loaded = await loadProfile(io, host, output, { source, assignments: options.set ?? [] });
    const offers = await host.call('listMutations', loaded);
    if (options.list) {
      if (options.json) output.printJson(offers);
      else printOffers(output, offers);
      return EXIT.succeeded;
    }
    const fault = await findFault(host, options.fault);
    const browser = options.browser ?? loaded.profile.browser;
    await requireBrowser(host, { ...loaded.profile, browser });
    const input = {
      ...loaded,
      fault,
      mutations: chooseMutations(offers, options.mutation),
      callbackTimeoutMs: options.timeout * 1000,
      ...(options.browser && { browser: options.browser }),
    };
    const tellsUserCode = browser === 'system' || browser === 'capture';
    const { view, wasStopped } = await runMutationSet({
      host,
      output,
      signals: io.signals,
      input,
      tellsUserCode,
    });
    await printTable(host, output, view, options.json ?? false);
    await writeTables(host, output, view.mutationRunId, plans);
    return wasStopped ? EXIT.interrupted : judgeTable(host, view);
  });
}

/** What was asked for by name, also where it cannot be tried: the table says why. */
function chooseMutations(offers: readonly MutationOffer[], asked: string[] | undefined): string[] {
  const unknown = asked?.find((id) => !offers.some((offer) => offer.id === id));
  if (unknown !== undefined) throw unknownMutation(unknown, offers);
  const chosen = asked ?? offers.filter(({ reason }) => reason === null).map(({ id }) => id);
  if (chosen.length > 0) return chosen;
  throw usageError('No mistake can be tried with this profile; --list says why.', 'nothing-to-try');
}

async function printTable(
  host: CliHost,
  output: Output,
  view: MutationRunView,
  isJson: boolean,
): Promise<void> {
  const { mutationRunId, rows } = view;
  if (isJson) {
    const { text } = await host.call('buildMutationTable', { mutationRunId, format: 'json' });
    output.printJson(JSON.parse(text));
    return;
  }
  for (const row of rows) printMutationRow(output, row);
  const { pass, fail, inconclusive } = countVerdicts(rows);
  output.print('');
  output.print(`${pass} refused as they must be, ${fail} let through, ${inconclusive} left open.`);
}

async function writeTables(
  host: CliHost,
  output: Output,
  mutationRunId: string,
  plans: readonly ReportPlan<TableFormat>[],
): Promise<void> {
  for (const { name, path, format } of plans) {
    const { text } = await host.call('buildMutationTable', { mutationRunId, format });
    try {
      await writeWhole(path, text);
      output.say(`grantscope: wrote ${name}`);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      output.say(`grantscope: ${name} cannot be written (${code}).`);
    }
  }
}

/** Where nothing was decided at all, the last run says why: a provider that is down has refused no mistake. */
async function judgeTable(host: CliHost, { rows }: MutationRunView): Promise<ExitCode> {
  const { pass, fail } = countVerdicts(rows);
  if (fail > 0) return EXIT.failed;
  const last = rows.findLast((row) => row.sessionId !== null)?.sessionId ?? null;
  if (pass > 0 || last === null) return EXIT.succeeded;
  const { events } = await host.call('readSession', { sessionId: last, afterSeq: 0 });
  return judgeRun(foldTrace(events));
}
