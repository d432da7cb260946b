import { CATALOG } from '@shared/diagnosis/catalog/index';
import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import { FAULTS } from '../../src/main/practice/faults';
import type { Fault } from '../../src/main/practice/faults/fault';

/** The codes that every user of OAuth meets; each must be reproducible and explained. */
export const CORE_CODES = [
  '400',
  '401',
  '403',
  '404',
  '405',
  '500',
  '503',
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
  'invalid_token',
  'insufficient_scope',
];

export interface CoreFailure {
  entry: CatalogEntry;
  /** Reproduces the entry live; null where nobody made one yet. */
  fault: Fault | null;
}

/** Every core entry of the catalog with the first fault that ends in it. */
export function listCoreFailures(): CoreFailure[] {
  return CATALOG.filter((entry) => entry.core).map((entry) => ({
    entry,
    fault: FAULTS.find((fault) => fault.entryId === entry.id) ?? null,
  }));
}

/** Title of the browser test of a core entry. */
export function nameCoreTest(entryId: string): string {
  return `${entryId} is marked at its step and explained with its fix`;
}
