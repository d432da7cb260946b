import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { buildContentSecurityPolicy, SECURITY_HEADERS } from './security-headers';

export interface StaticFile {
  mediaType: string;
  bytes: Uint8Array;
}

/** URL path to file: `/index.html`, `/assets/index-abc.js`. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

export interface StaticResponse {
  headers: Record<string, string>;
  body: Uint8Array;
}

const PAGE = '/index.html';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads the built user interface into memory. Only what is found now is ever served, so a request has
 * no path to escape by; symbolic links and files of an unknown type are left out.
 */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  collectFiles(folder, '', files);
  if (!files.has(PAGE)) throw new Error('The user interface is not built: run "npm run build".');
  return files;
}

function collectFiles(folder: string, prefix: string, files: Map<string, StaticFile>): void {
  let entries: ReturnType<typeof listFolder>;
  try {
    entries = listFolder(folder);
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const urlPath = `${prefix}/${entry.name}`;
    const mediaType = MEDIA_TYPES[extname(entry.name).toLowerCase()];
    if (entry.isDirectory()) collectFiles(path, urlPath, files);
    else if (entry.isFile() && mediaType) files.set(urlPath, { mediaType, bytes: readFileSync(path) });
  }
}

function listFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** Null where nothing is served at `path`, the path of a URL as it was sent. */
export function findStaticFile(files: StaticFiles, path: string): StaticFile | null {
  if (path === '/') return files.get(PAGE) ?? null;
  try {
    return files.get(decodeURIComponent(path)) ?? null;
  } catch {
    return null;
  }
}

/** `styleNonce` is 128 random bits or more as base64url, new for each response. */
export function buildStaticResponse(file: StaticFile, styleNonce: string): StaticResponse {
  const headers = { ...SECURITY_HEADERS, 'content-type': file.mediaType };
  if (!file.mediaType.startsWith('text/html')) return { headers, body: file.bytes };
  const page = new TextDecoder().decode(file.bytes);
  const withNonce = page.replace('<head>', `<head><meta property="csp-nonce" nonce="${styleNonce}">`);
  return {
    headers: { ...headers, 'content-security-policy': buildContentSecurityPolicy(styleNonce) },
    body: new TextEncoder().encode(withNonce),
  };
}
