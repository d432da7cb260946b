import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../src/renderer');
const TOKENS = 'src/tokens.css';

/** A hex colour in quotes, brackets or a style sheet, or a colour function. */
const COLOUR =
  /['"[:\s]#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch|oklab|color-mix)\(/i;

function listFiles(): string[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:tsx?|css|html)$/.test(path),
  );
}

describe('the design tokens', () => {
  it('are the only place that names a colour', () => {
    const offenders = listFiles()
      .filter((path) => path !== TOKENS)
      .filter((path) => COLOUR.test(readFileSync(join(ROOT, path), 'utf8')));
    expect(offenders).toEqual([]);
  });

  it('give each colour of a theme a light and a dark value', () => {
    const css = readFileSync(join(ROOT, TOKENS), 'utf8');
    expect(COLOUR.test(css)).toBe(true);
    const single = [...css.matchAll(/(--gs-[\w-]+): (?!.*light-dark\()[^;]+;/g)].map(([, name]) => name);
    expect(single).toEqual(['--gs-backdrop', '--gs-qr-paper', '--gs-qr-ink']);
    // A camera wants black on white, whatever the theme.
    expect(css).toMatch(/--gs-qr-paper: #ffffff;\n\s*--gs-qr-ink: #000000;/);
  });
});
