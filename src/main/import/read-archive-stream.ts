import JSONParser from '@streamparser/json/jsonparser.js';
import TokenType from '@streamparser/json/utils/types/tokenType.js';

/** A body in base64 with what belongs to it; a larger entry is no message of a sign-in. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

/** Values of it; a page of headers and cookies has some thousands. */
const MAX_ENTRY_TOKENS = 2_000_000;

/** An archive is nested some ten deep; whoever walks a deeper value would run out of stack. */
const MAX_DEPTH = 200;

/** How an archive ended. */
export type ArchiveEnd =
  | { kind: 'whole' }
  /** The text ends in the middle of it. */
  | { kind: 'cut-off' }
  /** What comes at `byte` is no JSON, or more than can be held; the entries before it were read. */
  | { kind: 'broken'; byte: number; message: string };

export interface ArchiveStream {
  /** The next bytes, in UTF-8. False where no more are needed: the archive has ended, or is broken. */
  write(bytes: Uint8Array): boolean;
  end(): ArchiveEnd;
}

const TOO_LARGE = `An entry, or what stands before the entries, is larger than ${MAX_ENTRY_BYTES / 1024 / 1024} MiB.`;

class ArchiveError extends Error {}

/**
 * Hands out the members of `log.entries` one after the other, and holds no more of an archive than the entry
 * that is being read. Chunks may end anywhere, also within a character.
 */
export function readArchiveStream(onEntry: (entry: unknown) => void): ArchiveStream {
  const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false, stringBufferSize: 65_536 });
  let depth = 0;
  let at = 0;
  let written = 0;
  const entry = { from: 0, tokens: 0 };
  let end: ArchiveEnd | null = null;
  const breakOff = (error: unknown): void => {
    const message = error instanceof ArchiveError ? error.message : 'What follows is no JSON.';
    end ??= { kind: 'broken', byte: at, message };
  };
  parser.onToken = ({ token, offset }) => {
    at = offset;
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1;
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1;
    entry.tokens += 1;
    if (depth > MAX_DEPTH) throw new ArchiveError(`Something in it is nested more than ${MAX_DEPTH} deep.`);
    if (entry.tokens > MAX_ENTRY_TOKENS) throw new ArchiveError(TOO_LARGE);
  };
  parser.onValue = ({ value, parent }) => {
    entry.from = at;
    entry.tokens = 0;
    // An object of that name has members too.
    if (Array.isArray(parent)) onEntry(value);
  };
  parser.onEnd = () => {
    end ??= { kind: 'whole' };
  };
  return {
    write(bytes) {
      if (end) return false;
      written += bytes.length;
      try {
        parser.write(bytes);
        if (written - entry.from > MAX_ENTRY_BYTES) throw new ArchiveError(TOO_LARGE);
      } catch (error) {
        breakOff(error);
      }
      return end === null;
    },
    end: () => end ?? { kind: 'cut-off' },
  };
}
