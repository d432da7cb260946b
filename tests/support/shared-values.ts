/** Shorter values cost less where they stand than a reference to them would. */
const MIN_LENGTH = 40;
const REFERENCE = '$shared';

/**
 * JSON lines in which what occurs more than once stands once: the first line lists the shared values,
 * each further line is a record with references into the list. Recordings of one client repeat much.
 */
export function packRecords(records: readonly unknown[]): string {
  const counts = new Map<string, number>();
  records.forEach((record) => {
    countValues(record, counts);
  });
  const shared: string[] = [];
  const indexes = new Map<string, number>();
  const pack = (value: unknown, isShared = false): unknown => {
    const text = JSON.stringify(value) ?? '';
    if (!isShared && text.length >= MIN_LENGTH && (counts.get(text) ?? 0) > 1) {
      const index = indexes.get(text) ?? addShared(value, text);
      return { [REFERENCE]: index };
    }
    return mapMembers(value, (member) => pack(member));
  };
  const addShared = (value: unknown, text: string): number => {
    const packed = JSON.stringify(pack(value, true));
    shared.push(packed);
    indexes.set(text, shared.length - 1);
    return shared.length - 1;
  };
  const lines = records.map((record) => JSON.stringify(pack(record)));
  return `${[`[${shared.join(',')}]`, ...lines].join('\n')}\n`;
}

export function unpackRecords(text: string): unknown[] {
  const [first = '[]', ...lines] = text.split('\n').filter(Boolean);
  const shared: unknown[] = [];
  const unpack = (value: unknown): unknown => {
    const index = (value as { [REFERENCE]?: number } | null)?.[REFERENCE];
    return index === undefined ? mapMembers(value, unpack) : shared[index];
  };
  // A shared value refers only to ones that stand before it.
  for (const value of JSON.parse(first)) shared.push(unpack(value));
  return lines.map((line) => unpack(JSON.parse(line)));
}

/** What stands inside of a value that was seen before is not counted again: it moves along with that. */
function countValues(value: unknown, counts: Map<string, number>): void {
  if (value === null || value === undefined) return;
  const text = JSON.stringify(value);
  if (text.length < MIN_LENGTH) return;
  const count = counts.get(text) ?? 0;
  counts.set(text, count + 1);
  if (count === 0 && typeof value === 'object') {
    for (const member of Object.values(value)) countValues(member, counts);
  }
}

function mapMembers(value: unknown, change: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]));
}
