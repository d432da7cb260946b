import { CATALOG } from '@shared/diagnosis/catalog/index';
import { MUTATION_GROUPS } from '@shared/mutations/mutations';
import { renderRedactionDocument } from '@shared/redact/redaction-table';
import { findFlow, listFlowIds } from '../../src/main/flows/flows';
import { buildBuiltInProfiles } from '../../src/main/practice/built-in-profiles';
import { listFaults } from '../../src/main/practice/faults';
import { renderCatalog } from './render-catalog';
import { renderCliDocument } from './render-cli';
import { renderFlows } from './render-flows';
import { renderMutations } from './render-mutations';
import { renderProfileDocument, renderProfileSchema } from './render-profile';
import { renderTraceFormat } from './render-trace-format';

/** Every generated document: its path from the root, and its text. The drift test holds each against the disk. */
export const GENERATED_DOCS: { path: string; render: () => string }[] = [
  { path: 'docs/catalog.md', render: () => renderCatalog(CATALOG) },
  { path: 'docs/cli.md', render: renderCliDocument },
  { path: 'docs/flows.md', render: renderFlowsDocument },
  { path: 'docs/mutations.md', render: () => renderMutations(MUTATION_GROUPS) },
  { path: 'docs/redaction.md', render: renderRedactionDocument },
  { path: 'docs/trace-format.md', render: renderTraceFormat },
  { path: 'docs/profile.md', render: renderProfileDocument },
  { path: 'resources/profile.schema.json', render: renderProfileSchema },
];

function renderFlowsDocument(): string {
  return renderFlows({
    flows: listFlowIds().flatMap((id) => findFlow(id) ?? []),
    profiles: buildBuiltInProfiles('http://127.0.0.1'),
    faults: listFaults(),
  });
}
