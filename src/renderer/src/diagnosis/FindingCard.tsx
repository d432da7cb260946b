import type { Finding } from '@shared/model/finding';
import { clsx } from 'clsx';
import { OpenInCatalog } from '../catalog/OpenInCatalog';
import { SEVERITY_TONES } from '../labels/labels';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { ExternalLink } from '../ui/ExternalLink';
import { PlainText } from '../ui/PlainText';
import { EvidenceTable } from './EvidenceTable';
import { Part, TextList, WhoAndWhen } from './parts';
import { SupportIds } from './SupportIds';

interface FindingCardProps {
  finding: Finding;
  /** The step it is about, null for the whole run. */
  stepTitle: string | null;
  isAboutSelection: boolean;
  onShowStep: (() => void) | null;
}

/** Everything a finding knows: what happened, the proof, why, what to do, who must do it. */
export function FindingCard({ finding, stepTitle, isAboutSelection, onShowStep }: FindingCardProps) {
  const { title, severity, code, confidence, meaning, evidence, causes, fixes, reference } = finding;
  return (
    <article
      aria-label={title}
      className={clsx('border-b border-line px-3 py-3 last:border-0', isAboutSelection && 'bg-surface')}
    >
      <header className="flex flex-wrap items-start gap-x-2 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-40 text-base font-semibold break-words">
          <PlainText text={title} />
        </h3>
        <Badge tone={SEVERITY_TONES[severity]}>{severity}</Badge>
        {code && <Badge>{code}</Badge>}
      </header>
      <p className="mt-1 text-ink-soft">
        <PlainText text={meaning} />
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-ink-faint">
        <span>{stepTitle ? <PlainText text={stepTitle} /> : 'The whole run'}</span>
        <span aria-hidden="true">·</span>
        <span>{Math.round(confidence * 100)}% sure</span>
        {finding.provider !== undefined && (
          <>
            <span aria-hidden="true">·</span>
            <span>
              Provider: <PlainText text={finding.provider} />
            </span>
          </>
        )}
        {onShowStep && (
          <Button tone="quiet" small onClick={onShowStep}>
            Show step
          </Button>
        )}
      </div>
      <Part title="What to do">
        <TextList items={fixes} ordered />
      </Part>
      <WhoAndWhen
        actors={finding.actors}
        retry={finding.retry}
        retryAfterSeconds={finding.retryAfterSeconds}
      />
      {evidence.length > 0 && (
        <Part title="Evidence">
          <EvidenceTable evidence={evidence} />
        </Part>
      )}
      {finding.correlationIds && <SupportIds ids={finding.correlationIds} />}
      <Part title="Possible causes">
        <TextList items={causes} />
      </Part>
      <div className="mt-2 flex flex-wrap items-center gap-2 text-xs">
        <ExternalLink href={reference.url}>{reference.label}</ExternalLink>
        <OpenInCatalog entryId={finding.entryId} title={title} />
      </div>
    </article>
  );
}
