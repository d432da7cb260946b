export type StorageErrorCode = 'storage-unavailable' | 'storage-full' | 'storage-corrupt' | 'conflict';

/** An expected failure of the disk or of what is on it; the host answers with its code and message. */
export class StorageError extends Error {
  override name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The change does not fit what is stored: a name that is taken, a session that is not there. */
export class StorageConflictError extends StorageError {
  override name = 'StorageConflictError';

  constructor(message: string, options?: ErrorOptions) {
    super('conflict', message, options);
  }
}

/** The primary result codes of SQLite (https://sqlite.org/rescode.html) that are expected to happen. */
const SQLITE_FAILURES: Record<number, [StorageErrorCode, string]> = {
  5: ['storage-unavailable', 'Another process kept the database locked for too long.'],
  8: ['storage-unavailable', 'The database can only be read: its file or folder is write-protected.'],
  10: ['storage-unavailable', 'The disk failed to read or write the database.'],
  11: ['storage-corrupt', 'The database file is damaged.'],
  13: ['storage-full', 'The disk is full: nothing more can be recorded until there is room.'],
  14: ['storage-unavailable', 'The database file cannot be opened.'],
  19: ['conflict', 'The change contradicts what is stored.'],
  26: ['storage-corrupt', 'The database file is damaged or is not a database.'],
};

/** Turns an error of SQLite or of the file system into a StorageError; anything else is a bug and stays. */
export function toStorageError(error: unknown, doing: string): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const { errcode, code, syscall } = error as NodeJS.ErrnoException & { errcode?: number };
  const failure = errcode === undefined ? undefined : SQLITE_FAILURES[errcode & 0xff];
  if (failure) {
    const [storageCode, message] = failure;
    if (storageCode === 'conflict') return new StorageConflictError(message, { cause: error });
    return new StorageError(storageCode, message, { cause: error });
  }
  if (syscall === undefined || code === undefined) return error;
  const storageCode = code === 'ENOSPC' || code === 'EDQUOT' ? 'storage-full' : 'storage-unavailable';
  return new StorageError(storageCode, `${doing} failed with ${code}.`, { cause: error });
}
