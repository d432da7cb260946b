import { CATALOG } from '@shared/diagnosis/catalog/index';
import { renderRedactionDocument } from '@shared/redact/redaction-table';
import { renderCatalog } from './render-catalog';
import { renderCliDocument } from './render-cli';
import { renderProfileDocument, renderProfileSchema } from './render-profile';

/** Every generated document: its path from the root, and its text. The drift test holds each against the disk. */
export const GENERATED_DOCS: { path: string; render: () => string }[] = [
  { path: 'docs/catalog.md', render: () => renderCatalog(CATALOG) },
  { path: 'docs/cli.md', render: renderCliDocument },
  { path: 'docs/redaction.md', render: renderRedactionDocument },
  { path: 'docs/profile.md', render: renderProfileDocument },
  { path: 'resources/profile.schema.json', render: renderProfileSchema },
];
