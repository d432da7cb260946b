import type { Finding } from '@shared/model/finding';
import { OpenInCatalog } from '../catalog/OpenInCatalog';
import { SEVERITY_TONES } from '../labels/labels';
import { Badge } from '../ui/Badge';
import { PlainText } from '../ui/PlainText';

/** What a run of this profile would run into, before it does: why, and the first thing to do. */
export function PreflightList({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul aria-label="Before the run" className="border-b border-line">
      {findings.map((finding) => (
        <PreflightItem key={finding.entryId} finding={finding} />
      ))}
    </ul>
  );
}

function PreflightItem({ finding }: { finding: Finding }) {
  const { entryId, severity, title, evidence, fixes } = finding;
  return (
    <li className="space-y-1 border-b border-line bg-surface px-3 py-2 last:border-0">
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1 font-semibold break-words">
          <PlainText text={title} />
        </h3>
        <Badge tone={SEVERITY_TONES[severity]}>{severity}</Badge>
      </div>
      {evidence.map(({ statement }) => (
        <p key={statement} className="break-words text-ink-soft">
          <PlainText text={statement} />
        </p>
      ))}
      {fixes[0] !== undefined && (
        <p className="break-words">
          <PlainText text={fixes[0]} />
        </p>
      )}
      <OpenInCatalog entryId={entryId} title={title} />
    </li>
  );
}
