import type { Deleted } from '@shared/contract/host-api';

/** Says where there is no way back, as nothing else does. */
export function describeDeletion(what: string, { undoId }: Deleted): string {
  return undoId === null ? `Deleted ${what}. It was too large to be brought back.` : `Deleted ${what}.`;
}
