import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SHARED = pathToFileURL(`${resolve(import.meta.dirname, '../src/shared')}/`).href;

/**
 * Lets Node run this project's TypeScript as it stands: adds the extension that imports leave out, and
 * knows `@shared/*`. Used as `node --import ./scripts/resolve-typescript.mjs script.ts`.
 */
registerHooks({
  resolve(specifier, context, next) {
    const wanted = specifier.startsWith('@shared/') ? SHARED + specifier.slice('@shared/'.length) : specifier;
    const isOwn = /^(\.{1,2}\/|file:)/.test(wanted) && !context.parentURL?.includes('/node_modules/');
    return next(isOwn && !/\.(ts|mjs|js|json)$/.test(wanted) ? `${wanted}.ts` : wanted, context);
  },
});
