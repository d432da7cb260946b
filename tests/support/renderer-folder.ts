import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RendererFolder {
  path: string;
  remove(): void;
}

/** What must never be served: it lies beside the folder, and a symbolic link inside points at it. */
export const OUTSIDE_TEXT = 'outside the user interface';

/** A small built renderer with a page, a script, a style sheet, an icon and a link that leads out. */
export function createRendererFolder(): RendererFolder {
  const parent = mkdtempSync(join(tmpdir(), 'grantscope-renderer-'));
  const path = join(parent, 'renderer');
  mkdirSync(join(path, 'assets'), { recursive: true });
  writeFileSync(join(path, 'index.html'), '<!doctype html><html><head><title>Test</title></head></html>');
  writeFileSync(join(path, 'assets', 'index-1.js'), 'console.log(1);');
  writeFileSync(join(path, 'assets', 'index-1.css'), 'p{color:red}');
  writeFileSync(join(path, 'assets', 'my icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(path, 'assets', 'index-1.js.map'), '{}');
  writeFileSync(join(parent, 'secret.txt'), OUTSIDE_TEXT);
  symlinkSync(join(parent, 'secret.txt'), join(path, 'assets', 'linked.txt'));
  symlinkSync(parent, join(path, 'assets', 'parent'));
  return { path, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Every path that the folder answers on. */
export const STATIC_PATHS = [
  '/',
  '/index.html',
  '/assets/index-1.js',
  '/assets/index-1.css',
  '/assets/my%20icon.svg',
];
