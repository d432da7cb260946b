import { resolve } from 'node:path';

/** How the import rules resolve `@shared/*`: the form dependency-cruiser reads without TypeScript. */
export default { resolve: { alias: { '@shared': resolve(import.meta.dirname, '../src/shared') } } };
