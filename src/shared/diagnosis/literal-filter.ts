import { findRequiredLiterals } from './required-literals';

/** Tells in a few steps that a pattern cannot match a text; true means only that it may. */
export interface LiteralFilter {
  mayMatch(text: TextIndex): boolean;
}

/** Slots for the hashes of a short text and of a long one; powers of two. */
const SIZES = [2_048, 16_384] as const;
const SHORT_TEXT = 400;
const MAX_GRAMS = 6;

/** Which runs of three characters stand in a text, as a set of hashes: made once, asked by every pattern. */
export class TextIndex {
  private readonly seen: Uint8Array;
  private readonly mask: number;

  constructor(text: string) {
    const lower = text.toLowerCase();
    const size = lower.length < SHORT_TEXT ? SIZES[0] : SIZES[1];
    this.mask = size - 1;
    this.seen = new Uint8Array(size);
    for (let at = 0; at + 2 < lower.length; at += 1) this.seen[hashAt(lower, at) & this.mask] = 1;
  }

  hasAll(hashes: readonly number[]): boolean {
    for (const hash of hashes) if (this.seen[hash & this.mask] !== 1) return false;
    return true;
  }
}

/** Made from the literals that the pattern cannot do without. */
export function createLiteralFilter(pattern: string): LiteralFilter {
  const literals = findRequiredLiterals(pattern);
  if (!literals) return { mayMatch: () => true };
  const hashes = literals.map(hashLiteral);
  return { mayMatch: (text) => hashes.some((each) => text.hasAll(each)) };
}

/** Some of its runs, spread over the literal. */
function hashLiteral(literal: string): number[] {
  const count = literal.length - 2;
  const step = Math.max(1, Math.ceil(count / MAX_GRAMS));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => hashAt(literal, index * step));
}

function hashAt(text: string, at: number): number {
  const mixed = (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) * 0x9e37;
  return mixed ^ (mixed >>> 13);
}
