import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';

const FAMILY_TITLES: Record<CatalogEntry['family'], string> = {
  oauth: 'OAuth 2.0 error codes',
  extension: 'OAuth 2.0 extensions',
  bearer: 'Protected resources',
  oidc: 'OpenID Connect',
  mcp: 'Model Context Protocol',
  provider: 'What providers say in their own words',
  http: 'HTTP status codes',
  library: 'What the client itself refuses',
  network: 'Network',
  tls: 'TLS',
  local: 'On this machine',
  advice: 'Warnings',
  generic: 'Everything else',
};

const RETRY: Record<CatalogEntry['retry'], string> = {
  yes: 'trying again may help',
  no: 'trying again does not help',
  after_fix: 'try again after the fix',
  after_delay: 'try again after a while',
};

/** docs/catalog.md: every entry as the app knows it. */
export function renderCatalog(entries: readonly CatalogEntry[]): string {
  const families = Object.keys(FAMILY_TITLES) as CatalogEntry['family'][];
  const sections = families.map((family) =>
    renderFamily(
      family,
      entries.filter((entry) => entry.family === family),
    ),
  );
  return [
    '# The catalog of failures',
    `Generated from src/shared/diagnosis/catalog with \`npm run docs\`; do not edit. ${entries.length} entries. Words in braces are replaced by the values of the run.`,
    renderCore(entries),
    ...sections,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function renderCore(entries: readonly CatalogEntry[]): string {
  const rows = entries
    .filter((entry) => entry.core)
    .map(({ id, code, title }) => `| \`${code}\` | [${title}](#${id}) |`);
  return ['## The core codes', '', '| code | entry |', '|---|---|', ...rows].join('\n');
}

function renderFamily(family: CatalogEntry['family'], entries: readonly CatalogEntry[]): string {
  return [`## ${FAMILY_TITLES[family]}`, ...entries.map(renderEntry)].join('\n\n');
}

function renderEntry(entry: CatalogEntry): string {
  const { id, code, title, meaning, where, causes, fixes, actors, retry, reference } = entry;
  return [
    `### ${id}`,
    `**${title}** (\`${code}\`). ${meaning}`,
    `Seen in: ${where.join(', ')}.`,
    `Causes:\n\n${renderList(causes)}`,
    `Fixes:\n\n${renderList(fixes)}`,
    `Who can act: ${actors.join(', ')}; ${RETRY[retry]}. [${reference.label}](${reference.url})`,
  ].join('\n\n');
}

function renderList(items: readonly string[]): string {
  return items.map((item) => `- ${item.replaceAll('<', '&lt;')}`).join('\n');
}
