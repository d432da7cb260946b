import type { Reference } from '@shared/model/check';
import type { Mutation } from '@shared/mutations/mutation';
import type { MutationGroup } from '@shared/mutations/mutations';

const INTRODUCTION = `# Deliberate mistakes

Generated from src/shared/mutations with \`npm run docs\`; do not edit. Each is one run in which the client does one
thing wrong on purpose. \`grantscope mutate PROFILE\` makes all that a profile allows, \`--mutation ID\` one of them,
and \`--list\` says what cannot be tried and why. Use them against providers of your own only: they sign in, redeem,
revoke and log out for real.

A verdict is read off the recording: **pass**, the provider refused as it must, with a remark where it had another
error than the specification; **fail**, the mistake was let through; **inconclusive**, the run tells neither,
because somebody cancelled it, something else refused first, or there was nothing to try it with. *must* is what a
specification demands, *should* what it advises.`;

/** docs/mutations.md, from the list itself. */
export function renderMutations(groups: readonly MutationGroup[]): string {
  const sections = groups.map(({ title, mutations }) =>
    [`## ${title}`, '', ...renderTable(mutations)].join('\n'),
  );
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

function renderTable(mutations: readonly Mutation[]): string[] {
  return [
    '| id | what is sent | what must be answered | | section | flows |',
    '|---|---|---|---|---|---|',
    ...mutations.map(
      ({ id, mechanism, expected, severity, reference, flows }) =>
        `| \`${id}\` | ${mechanism} | ${expected} | ${severity} | ${renderLink(reference)} | ${flows.join(', ')} |`,
    ),
  ];
}

function renderLink({ label, url }: Reference): string {
  return `[${label}](${url})`;
}
