import { CATALOG } from './catalog/index';
import type { CatalogEntry, CatalogFamily, Where } from './catalog-entry';

export interface CatalogFilter {
  family?: CatalogFamily;
  core?: boolean;
  where?: Where;
  /** Null for entries of every provider. */
  provider?: string | null;
  actor?: CatalogEntry['actors'][number];
}

const MAX_QUERY = 200;

/**
 * The entries that hold every word of `text`, best first: an id or code that is the text, then one that
 * begins with it, then titles, then the rest. An empty text finds all, in the catalog's order.
 */
export function searchCatalog(text: string, filter: CatalogFilter = {}): CatalogEntry[] {
  const query = normalize(text.slice(0, MAX_QUERY));
  const words = query.split(' ').filter((word) => word !== '');
  return filterCatalog(filter)
    .map((entry) => ({ entry, score: rate(entry, query, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** The entries for which everything given holds, in the catalog's order. */
export function filterCatalog(filter: CatalogFilter): CatalogEntry[] {
  return CATALOG.filter(
    (entry) =>
      (filter.family === undefined || entry.family === filter.family) &&
      (filter.core === undefined || entry.core === filter.core) &&
      (filter.where === undefined || entry.where.includes(filter.where)) &&
      (filter.provider === undefined || entry.provider === filter.provider) &&
      (filter.actor === undefined || entry.actors.includes(filter.actor)),
  );
}

function rate(entry: CatalogEntry, query: string, words: string[]): number {
  const names = [normalize(entry.id), normalize(entry.code)];
  const title = normalize(entry.title);
  const all = normalize(
    [entry.id, entry.code, entry.title, entry.meaning, ...entry.causes, ...entry.fixes].join(' '),
  );
  if (!words.every((word) => all.includes(word))) return 0;
  if (names.includes(query)) return 4;
  if (names.some((name) => name.startsWith(query))) return 3;
  return words.every((word) => title.includes(word)) ? 2 : 1;
}

/** So that "invalid_grant", "invalid-grant" and "Invalid grant" find the same. */
function normalize(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
