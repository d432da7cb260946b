import type { Finding } from '@shared/model/finding';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { FIXER_LABELS, RETRY_LABELS, SEVERITY_TONES } from '../labels/labels';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { ExternalLink } from '../ui/ExternalLink';
import { formatDuration } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { EvidenceTable } from './EvidenceTable';

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
      <div className="mt-1 flex items-center gap-2 text-xs text-ink-faint">
        <span>{stepTitle ? <PlainText text={stepTitle} /> : 'The whole run'}</span>
        <span aria-hidden="true">·</span>
        <span>{Math.round(confidence * 100)}% sure</span>
        {onShowStep && (
          <Button tone="quiet" small onClick={onShowStep}>
            Show step
          </Button>
        )}
      </div>
      <Part title="What to do">
        <TextList items={fixes} ordered />
      </Part>
      <p className="mt-2 text-xs text-ink-soft">
        To be done by {joinWords(finding.actors.map((actor) => FIXER_LABELS[actor]))}.{' '}
        {RETRY_LABELS[finding.retry]}
        {finding.retryAfterSeconds !== null &&
          ` The provider asks to wait ${formatDuration(finding.retryAfterSeconds * 1000)} (Retry-After).`}
      </p>
      {evidence.length > 0 && (
        <Part title="Evidence">
          <EvidenceTable evidence={evidence} />
        </Part>
      )}
      <Part title="Possible causes">
        <TextList items={causes} />
      </Part>
      <p className="mt-2 text-xs">
        <ExternalLink href={reference.url}>{reference.label}</ExternalLink>
      </p>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-2.5">
      <h4 className="mb-1 text-xs font-semibold text-ink-soft">{title}</h4>
      {children}
    </div>
  );
}

function TextList({ items, ordered = false }: { items: string[]; ordered?: boolean }) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={clsx('space-y-1 pl-5', ordered ? 'list-decimal' : 'list-disc')}>
      {items.map((item) => (
        <li key={item} className="break-words">
          <PlainText text={item} />
        </li>
      ))}
    </List>
  );
}

function joinWords(words: string[]): string {
  if (words.length < 2) return words[0] ?? 'whoever runs the system';
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
