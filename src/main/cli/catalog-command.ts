import { CATALOG, findEntry } from '@shared/diagnosis/catalog/index';
import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import { fillPlaceholders } from '@shared/diagnosis/placeholders';
import { searchCatalog } from '@shared/diagnosis/search';
import type { Command } from 'commander';
import type { CliContext } from './cli-context';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { notFound } from './not-found';
import { createOutput, type Output } from './output';
import { describeRetry, printList } from './print-result';

interface JsonOption {
  json?: boolean;
}

export function addCatalogCommand(program: Command, { io, finish }: CliContext): void {
  const catalog = program
    .command('catalog')
    .helpCommand(false)
    .description('Look up failures: what they mean and how to repair them.');
  catalog
    .command('list')
    .description('List every entry.')
    .option('--json', 'print a JSON array')
    .action(({ json }: JsonOption) => finish(listEntries(io, CATALOG, json)));
  catalog
    .command('show')
    .description('Show the entry with an id, or every entry with a code.')
    .argument('<id>', 'an id (invalid-grant), or a code (invalid_grant, 503)')
    .option('--json', 'print a JSON array')
    .action((id: string, { json }: JsonOption) => finish(showEntries(io, id, json)));
  catalog
    .command('search')
    .description('List the entries that hold every word, best first.')
    .argument('<text...>', 'words to look for')
    .option('--json', 'print a JSON array')
    .action((words: string[], { json }: JsonOption) =>
      finish(listEntries(io, searchCatalog(words.join(' ')), json)),
    );
}

async function listEntries(io: CliIo, entries: readonly CatalogEntry[], json = false): Promise<ExitCode> {
  const output = createOutput(io);
  if (json) output.printJson(entries.map(describeEntry));
  else {
    if (entries.length === 0) output.say('No entry holds all of these words.');
    const width = Math.max(...entries.map(({ id }) => id.length));
    for (const { id, code, title } of entries) output.print(`${id.padEnd(width)}  ${code}  ${title}`);
  }
  return EXIT.succeeded;
}

async function showEntries(io: CliIo, id: string, json = false): Promise<ExitCode> {
  const output = createOutput(io);
  const entries = findEntries(id);
  if (json) output.printJson(entries.map(describeEntry));
  else for (const entry of entries) printEntry(output, entry);
  return EXIT.succeeded;
}

function findEntries(id: string): CatalogEntry[] {
  const entry = findEntry(id);
  if (entry) return [entry];
  const sameCode = CATALOG.filter(({ code }) => code.toLowerCase() === id.toLowerCase());
  if (sameCode.length > 0) return sameCode;
  throw notFound(`The catalog has no entry with the id or the code "${id}".`, {
    asked: id,
    names: CATALOG.flatMap((each) => [each.id, each.code]),
    elsewhere: '"grantscope catalog search" looks for words.',
    code: 'not-found',
  });
}

/** An entry as JSON, its fixes in general words: there is no run to fill them from. */
function describeEntry({ match: _match, ...entry }: CatalogEntry) {
  return { ...entry, fixes: entry.fixes.map((fix) => fillPlaceholders(fix, {})) };
}

function printEntry(output: Output, entry: CatalogEntry): void {
  const { id, code, title, meaning, causes, fixes, actors, retry, reference, where } = describeEntry(entry);
  output.print({ style: 'bold', text: `${title} [${code}]` });
  output.print(`   ${id}, seen in: ${where.join(', ')}`);
  output.print(`   ${meaning}`);
  printList(output, 'Possible causes', causes);
  printList(output, 'What to do', fixes);
  output.print(
    `   Who must act: ${actors.join(', ')}. Retry: ${describeRetry({ retry, retryAfterSeconds: null })}.`,
  );
  output.print(`   See ${reference.label}, ${reference.url}`);
  output.print('');
}
