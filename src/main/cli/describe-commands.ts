import type { Command } from 'commander';

/** The command reference of docs/cli.md, from the definitions themselves. */
export function describeCommands(program: Command): string {
  return listCommands(program).map(describeCommand).join('\n');
}

function listCommands(command: Command): Command[] {
  const { commands } = command;
  return commands.length === 0 ? [command] : commands.flatMap(listCommands);
}

function describeCommand(command: Command): string {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help');
  const rows = [
    ...help
      .visibleArguments(command)
      .map((each) => [help.argumentTerm(each), help.argumentDescription(each)]),
    ...options.map((each) => [help.optionTerm(each), help.optionDescription(each)]),
  ];
  const table = [
    '| | |',
    '|---|---|',
    ...rows.map(([term = '', text = '']) => `| \`${term}\` | ${escapeCell(text)} |`),
  ];
  return [
    `### \`${help.commandUsage(command)}\``,
    '',
    help.commandDescription(command),
    '',
    ...(rows.length > 0 ? [...table, ''] : []),
  ].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
