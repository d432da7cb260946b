import { CATALOG } from '@shared/diagnosis/catalog/index';
import type { CatalogEntry, Where } from '@shared/diagnosis/catalog-entry';
import { PROVIDERS, type ProviderName } from '@shared/diagnosis/providers';
import { searchCatalog } from '@shared/diagnosis/search';
import type { ActorOfFix } from '@shared/model/finding';
import { FIXER_LABELS } from '../labels/labels';
import type { Choice } from '../ui/controls';

/** What the fields above the list hold; an empty text asks for nothing. */
export interface CatalogQuery {
  text: string;
  where: Where | '';
  /** `general`: entries that are no provider's own. */
  provider: ProviderName | 'general' | '';
  actor: ActorOfFix | '';
}

export const EMPTY_QUERY: CatalogQuery = { text: '', where: '', provider: '', actor: '' };

/** Each place that some entry names, in the order of the catalog. */
export const WHERE_CHOICES: Choice<CatalogQuery['where']>[] = [
  { value: '', label: 'Anywhere' },
  ...[...new Set(CATALOG.flatMap(({ where }) => where))].map((where) => ({ value: where, label: where })),
];

export const PROVIDER_CHOICES: Choice<CatalogQuery['provider']>[] = [
  { value: '', label: 'Any provider' },
  { value: 'general', label: 'Not of one provider' },
  ...PROVIDERS.map((provider) => ({ value: provider, label: provider })),
];

export const ACTOR_CHOICES: Choice<CatalogQuery['actor']>[] = [
  { value: '', label: 'Anyone' },
  ...(Object.keys(FIXER_LABELS) as ActorOfFix[]).map((actor) => ({
    value: actor,
    label: FIXER_LABELS[actor],
  })),
];

export function findEntries({ text, where, provider, actor }: CatalogQuery): CatalogEntry[] {
  return searchCatalog(text, {
    ...(where === '' ? {} : { where }),
    ...(provider === '' ? {} : { provider: provider === 'general' ? null : provider }),
    ...(actor === '' ? {} : { actor }),
  });
}

/** The picked entry while it is among those found, else the best of them. */
export function pickShown(entries: readonly CatalogEntry[], entryId: string | null): CatalogEntry | null {
  return entries.find(({ id }) => id === entryId) ?? entries[0] ?? null;
}

export function describeFound(count: number): string {
  return count === CATALOG.length ? `${count} entries` : `${count} of ${CATALOG.length} entries`;
}
