import { findEntry } from '@shared/diagnosis/catalog/index';
import { type FilterChoice, type LibraryFacts, OUTCOMES } from '@shared/library/session-query';
import { labelFlow } from '../labels/labels';
import type { LibraryFilter } from '../store/app-state';
import type { Choice } from '../ui/controls';

export type FilterName = Exclude<keyof LibraryFilter, 'text'>;

export interface FilterField {
  name: FilterName;
  label: string;
  choices: Choice<string>[];
}

const PERIODS: [value: string, label: string][] = [
  ['hour', 'The last hour'],
  ['day', 'The last 24 hours'],
  ['week', 'The last 7 days'],
  ['month', 'The last 30 days'],
];

/** The filters of the menu, each with what the library has to choose from. */
export function listFilterFields(facts: LibraryFacts, filter: LibraryFilter): FilterField[] {
  const counted = (
    name: FilterName,
    label: string,
    choices: FilterChoice[],
    show = (value: string) => value,
  ) =>
    buildField(
      name,
      label,
      filter[name],
      choices.map(({ value, count }) => [value, `${show(value)} (${count})`]),
    );
  return [
    buildField(
      'outcome',
      'Outcome',
      filter.outcome,
      OUTCOMES.map((outcome) => [outcome, outcome]),
    ),
    counted('finding', 'Finding', facts.findings, (id) => findEntry(id)?.title ?? id),
    counted('provider', 'Provider', facts.providers),
    counted('flow', 'Flow', facts.flows, labelFlow),
    counted('tag', 'Tag', facts.tags),
    buildField('period', 'Time', filter.period, PERIODS),
  ];
}

export function countFilters({ text: _text, ...filters }: LibraryFilter): number {
  return Object.values(filters).filter(Boolean).length;
}

/** What is chosen stays to be seen where nothing has it any more. */
function buildField(
  name: FilterName,
  label: string,
  chosen: string | undefined,
  values: readonly (readonly [value: string, label: string])[],
): FilterField {
  const missing = chosen && !values.some(([value]) => value === chosen) ? [[chosen, chosen] as const] : [];
  return {
    name,
    label,
    choices: [
      { value: '', label: 'Any' },
      ...[...missing, ...values].map(([value, text]) => ({ value, label: text })),
    ],
  };
}
