import { indentJson } from '@shared/model/read-message';
import type { ArtifactView } from '@shared/model/session';
import type { ParameterPlace } from '@shared/parameters/parameter';
import { useContext } from 'react';
import { ACTOR_LABELS, PURPOSE_LABELS, VERDICT_LABELS } from '../labels/labels';
import { OutcomeBadge } from '../labels/marks';
import { EditSection } from '../requests/EditSection';
import { useApp } from '../store/app-store';
import { CopyBeside, type DetailRow, DetailTable, Section } from '../ui/DetailTable';
import { ExternalLink } from '../ui/ExternalLink';
import { formatClock, formatDuration } from '../ui/format';
import { MaskedText, RevealContext, SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { ApprovalSection } from './ApprovalSection';
import { ErrorSection } from './ErrorSection';
import type { Inspected } from './inspected';
import { MaskedBlock } from './MaskedBlock';
import { CopyPairs, PairTable } from './MessageView';
import { maskText } from './mask-text';
import { describeCopy } from './named-rows';
import { readUrlPairs } from './read-body';

export function SummaryTab({ inspected }: { inspected: Inspected }) {
  const { step, check } = inspected;
  const endedAt = useApp((state) => state.open?.view.endedAt);
  const isAccepted = step.hits.find((hit) => hit.verdict === 'accepted');
  const rows: DetailRow[] = [
    {
      name: 'Outcome',
      value: <OutcomeBadge outcome={step.outcome === 'running' && endedAt ? 'interrupted' : step.outcome} />,
    },
    { name: 'Done by', value: ACTOR_LABELS[step.actor] },
    { name: 'Started', value: formatClock(step.startedAt) },
    {
      name: 'Took',
      value: step.endedAt === null ? 'not finished' : formatDuration(step.endedAt - step.startedAt),
    },
    {
      name: 'Requests',
      value: step.exchanges.map(({ purpose }) => PURPOSE_LABELS[purpose]).join(', ') || 'none',
    },
    { name: 'Checks', value: step.checks.length },
  ];
  return (
    <>
      {check && (
        <Section title="Selected check">
          <p className="font-medium">
            <PlainText text={check.title} />, {VERDICT_LABELS[check.verdict]}
          </p>
          <p className="mt-1 text-xs">
            <ExternalLink href={check.reference.url}>{check.reference.label}</ExternalLink>
          </p>
        </Section>
      )}
      <Section title="Step">
        <DetailTable label="Step" rows={rows} />
      </Section>
      {step.error && <ErrorSection error={step.error} />}
      {step.edits
        .filter(({ exchangeId }) => exchangeId === null)
        .map((edit) => (
          <EditSection key={edit.seq} edit={edit} />
        ))}
      {step.wait && <Pairs title="Authorization request" url={step.wait.authorizationUrl} place="request" />}
      {step.approval && <ApprovalSection approval={step.approval} />}
      {step.wait && isAccepted && <Pairs title="Callback" url={isAccepted.url} place="answer" />}
      {step.notes.map((note) => (
        <Section key={note.seq} title="Note">
          <PlainText text={note.message} />
        </Section>
      ))}
      {step.artifacts.length > 0 && (
        <Section title="Values">
          <dl className="space-y-1.5 text-xs">
            {step.artifacts.map((artifact) => (
              <div key={artifact.seq} className="group/row">
                <dt className="text-ink-faint">
                  <PlainText text={artifact.name} />
                </dt>
                <dd className="font-mono wrap-anywhere">
                  <ArtifactValue artifact={artifact} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}

function Pairs({ title, url, place }: { title: string; url: string; place: ParameterPlace }) {
  const pairs = readUrlPairs(url);
  return (
    <Section
      title={title}
      actions={<CopyPairs what={`parameters of the ${title.toLowerCase()}`} pairs={pairs} />}
    >
      <PairTable label={title} pairs={pairs} place={place} />
    </Section>
  );
}

function ArtifactValue({ artifact: { kind, name, value } }: { artifact: ArtifactView }) {
  const reveal = useContext(RevealContext);
  if (kind === 'secret' || kind === 'jwt') return <SecretText value={value} name={name} />;
  if (kind === 'json') return <MaskedBlock what={name} parts={maskText(indentJson(value) ?? value)} />;
  const parts =
    kind === 'url'
      ? maskText(value, { kind: 'url' })
      : maskText(value, { kind: 'named', name: name.replaceAll('-', '_') });
  return (
    <CopyBeside copy={describeCopy(parts, name, reveal)}>
      <MaskedText parts={parts} />
    </CopyBeside>
  );
}
