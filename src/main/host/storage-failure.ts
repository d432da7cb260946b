import { fail, type HostErrorCode, type Result } from '@shared/contract/result';
import { StorageError } from '../storage/storage-error';

/** A failure of the store as a value; anything else is a bug and is thrown on. */
export function storageFailure(error: unknown): Result<never> {
  if (!(error instanceof StorageError)) throw error;
  const code: HostErrorCode = error.code === 'conflict' ? 'conflict' : 'storage-unavailable';
  return fail(code, error.message);
}
