import { createHash } from 'node:crypto';
import { CATALOG } from '@shared/diagnosis/catalog/index';

/** Changes with what an entry says and with the rules that it holds; rules are compared by their source. */
export function hashCatalog(entries: readonly unknown[]): string {
  const text = JSON.stringify(entries, (_key, value: unknown) =>
    typeof value === 'function' || value instanceof RegExp ? String(value) : value,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

let known: string | null = null;

/** The version of the catalog that this process diagnoses with. */
export function readCatalogVersion(): string {
  known ??= hashCatalog(CATALOG);
  return known;
}
