/**
 * The import rules of docs/architecture.md. Type-only imports count like any other.
 * Parsed with swc, because dependency-cruiser has no use for TypeScript 7 (it has no JavaScript API).
 */

/** Where an npm package or Node module called `name` resolves to, as a regular expression. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const RENDERER = '^src/renderer/src/';

/** What each folder of src/main may import of the others, besides src/shared; docs/architecture.md has the same. */
const MAIN_FOLDERS = {
  flows: ['recorder/'],
  recorder: ['flows/(flow|flow-errors|error-record)\\.ts$'],
  'front-channel': ['flows/(flow|flow-errors)\\.ts$'],
  storage: ['host/services\\.ts$'],
  practice: [
    'host/services\\.ts$',
    'flows/(flow|flow-errors)\\.ts$',
    'flows/tweaks/',
    'loopback-server\\.ts$',
  ],
  mutations: ['flows/'],
  import: ['recorder/'],
  report: ['package-folder\\.ts$'],
  print: ['front-channel/capture/(find|launch)-chromium\\.ts$'],
  host: [
    'flows/',
    'mutations/',
    'recorder/',
    'front-channel/',
    'import/',
    'print/',
    'report/',
    'storage/storage-error\\.ts$',
  ],
  web: ['[a-z-]+\\.ts$'],
  electron: [
    'web/',
    'front-channel/(external-url|system-browser|capture/cdp)\\.ts$',
    'print/print-ability\\.ts$',
    'storage/vault-key\\.ts$',
  ],
  cli: [
    '[a-z-]+\\.ts$',
    'host/services\\.ts$',
    'import/',
    'practice/',
    'front-channel/(system-browser|capture/find-capture)\\.ts$',
    'print/',
    'report/',
  ],
};

const mainFolderRules = Object.entries(MAIN_FOLDERS).map(([folder, others]) => ({
  name: `main-${folder}`,
  severity: 'error',
  from: { path: `^src/main/${folder}/` },
  to: { path: '^src/main/', pathNot: [`${folder}/`, ...others].map((other) => `^src/main/${other}`) },
}));

export default {
  forbidden: [
    ...mainFolderRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$' },
    },
    {
      name: 'shared-is-pure',
      comment:
        'src/shared imports itself, zod, jose, fflate (redact only) and the types of the HAR format, nothing else.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { pathNot: ['^src/shared/', packages('zod', 'jose', 'fflate', '@types/har-format')] },
    },
    {
      name: 'inflating-is-bounded',
      comment: 'Only redact/inflate.ts inflates in src/shared: it knows when to give up.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '^src/shared/redact/inflate\\.ts$' },
      to: { path: packages('fflate') },
    },
    {
      name: 'catalog-entries-stand-alone',
      comment: 'An entry file imports no other entry file; index.ts gathers them.',
      severity: 'error',
      from: { path: '^src/shared/diagnosis/catalog/', pathNot: '/index\\.ts$' },
      to: { path: '^src/shared/diagnosis/catalog/' },
    },
    {
      name: 'main-imports-shared',
      comment: 'src/main never imports the preload or the renderer.',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/', pathNot: '^src/(main|shared)/' },
    },
    {
      name: 'electron-in-one-place',
      comment: 'electron is imported in src/main/electron, src/main/index.ts and the preload only.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/electron/', '^src/main/index\\.ts$', '^src/preload/'] },
      to: { path: ['^electron(/|$)', packages('electron')] },
    },
    {
      name: 'openid-client-in-flows',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/flows/' },
      to: { path: packages('openid-client', 'oauth4webapi') },
    },
    {
      name: 'preload-imports-contract',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { pathNot: ['^src/preload/', '^src/shared/contract/', '^electron$', packages('electron')] },
    },
    {
      name: 'renderer-imports-shared',
      comment: 'src/renderer never imports main or the preload.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/', pathNot: '^src/(renderer|shared)/' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/(renderer|shared|preload)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-has-no-domain',
      comment: 'src/renderer/src/ui imports no sibling folder, and of src/shared only plain text handling.',
      severity: 'error',
      from: { path: `${RENDERER}ui/` },
      to: { path: '^src/', pathNot: [`${RENDERER}ui/`, '^src/shared/text/'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    webpackConfig: { fileName: 'scripts/import-resolution.mjs' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types'],
      exportsFields: ['exports'],
    },
  },
};
