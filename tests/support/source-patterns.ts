import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from '@swc/core';

const SOURCE = resolve(import.meta.dirname, '../../src');

/** The regular expressions that stand in the source files of a folder, each with its file. */
export function listSourcePatterns(folder: string): [file: string, pattern: RegExp][] {
  return globSync(`${folder}/**/*.ts`, { cwd: SOURCE }).flatMap((file) => {
    const program = parseSync(readFileSync(join(SOURCE, file), 'utf8'), { syntax: 'typescript' });
    return collectPatterns(program.body).map((pattern): [string, RegExp] => [file, pattern]);
  });
}

function collectPatterns(node: unknown): RegExp[] {
  if (Array.isArray(node)) return node.flatMap(collectPatterns);
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'RegExpLiteral') {
    const { pattern, flags } = node as unknown as { pattern: string; flags: string };
    return [new RegExp(pattern, flags)];
  }
  return Object.values(node).flatMap(collectPatterns);
}
