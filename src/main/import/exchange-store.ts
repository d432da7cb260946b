import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { classifyExchange, type KnownEndpoints } from './classify-exchange';
import { type ExchangeOutline, outlineExchange } from './import-archive';
import type { ImportedExchange } from './imported-exchange';

/** Packed: what is beside sign-ins in a recording shrinks to a fifth. */
const MAX_PACKED_BYTES = 96 * 1024 * 1024;

/** Small exchanges are packed together, or the packing would take longer than all else. */
const BLOCK_CHARACTERS = 128 * 1024;
const MAX_OPEN_BLOCKS = 8;

/**
 * Holds the exchanges of a large archive, packed and in memory only: they hold secrets. Which of them belong to a
 * sign-in is known by those before them, in the order of time, so none is let go before the last has come.
 */
export interface ExchangeStore {
  add(exchange: ImportedExchange): void;
  size(): number;
  /** Of how many the body was let go because the store was full; never one that looks like OAuth or failed. */
  countCut(): number;
  /** In the order in which the exchanges began. */
  list(): StoredExchange[];
}

export interface StoredExchange extends ExchangeOutline {
  /** It looks like OAuth by itself, and is worth to be read whatever was before it. */
  isTelling: boolean;
  read(): ImportedExchange;
}

export function createExchangeStore(maxPackedBytes = MAX_PACKED_BYTES): ExchangeStore {
  const blocks: Uint8Array[] = [];
  const stored: StoredExchange[] = [];
  let lines: string[] = [];
  let characters = 0;
  let packedBytes = 0;
  let cut = 0;
  const seal = (): void => {
    const block = new Uint8Array(deflateRawSync(lines.join('\n'), { level: 1 }));
    blocks.push(block);
    packedBytes += block.length;
    lines = [];
    characters = 0;
  };
  const open = createBlockReader((block) => blocks[block]);
  return {
    add(exchange) {
      const outline = outlineExchange(exchange);
      const isTelling = classifyExchange(exchange, NOTHING_KNOWN) !== null;
      const isCut = packedBytes >= maxPackedBytes && !isTelling && !outline.isFailed;
      if (isCut) cut += 1;
      // JSON has no line ends of its own.
      const text = JSON.stringify(isCut ? withoutBodies(exchange) : exchange);
      const [block, line] = [blocks.length, lines.length];
      const read = () =>
        JSON.parse((block === blocks.length ? lines : open(block))[line] ?? '') as ImportedExchange;
      stored.push({ ...outline, isTelling, read });
      lines.push(text);
      characters += text.length;
      if (characters >= BLOCK_CHARACTERS) seal();
    },
    size: () => stored.length,
    countCut: () => cut,
    list: () => stored.toSorted((a, b) => a.startedAt - b.startedAt),
  };
}

/** What is read lies together or is little: a few blocks at hand serve nearly all of it. */
function createBlockReader(find: (block: number) => Uint8Array | undefined): (block: number) => string[] {
  const open = new Map<number, string[]>();
  return (block) => {
    const known = open.get(block);
    if (known) return known;
    const lines = inflateRawSync(find(block) ?? new Uint8Array())
      .toString()
      .split('\n');
    open.set(block, lines);
    const [oldest] = open.keys();
    if (open.size > MAX_OPEN_BLOCKS && oldest !== undefined) open.delete(oldest);
    return lines;
  };
}

const NOTHING_KNOWN: KnownEndpoints = {
  redirectUris: new Set(),
  metadata: {},
  redirectedTo: new Set(),
  managedAt: new Set(),
};

function withoutBodies(exchange: ImportedExchange): ImportedExchange {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: { ...request, body: null },
    response: response && { ...response, body: null },
  };
}
