import { indentJson } from '@shared/model/read-message';
import type { ArtifactView, StepView } from '@shared/model/session';
import type { ParameterPlace } from '@shared/parameters/parameter';
import { useContext } from 'react';
import { ACTOR_LABELS, PURPOSE_LABELS, VERDICT_LABELS } from '../labels/labels';
import { OutcomeBadge } from '../labels/marks';
import { EditSection } from '../requests/EditSection';
import { useApp } from '../store/app-store';
import { describePause } from '../timeline/describe-pause';
import { CopyBeside, type DetailRow, DetailTable, Section } from '../ui/DetailTable';
import { ExternalLink } from '../ui/ExternalLink';
import { formatClock, formatDuration } from '../ui/format';
import { MaskedText, RevealContext, SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { ApprovalSection } from './ApprovalSection';
import { HitVerdict } from './CallbackRequest';
import { capitalise, nameHit, nameWay } from './describe-message';
import { ErrorSection } from './ErrorSection';
import type { Inspected } from './inspected';
import { MaskedBlock } from './MaskedBlock';
import { CopyPairs, PairTable } from './MessageView';
import { maskText } from './mask-text';
import { describeCopy } from './named-rows';
import { readUrlPairs } from './read-body';

export function SummaryTab({ inspected }: { inspected: Inspected }) {
  const { step, message, check } = inspected;
  const hit = message?.type === 'hit' ? message.hit : null;
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
      {hit && (
        <Section title={`Selected ${nameHit(step)}`}>
          <HitVerdict step={step} hit={hit} />
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
      {step.pauses.length > 0 && <PauseSection step={step} />}
      {step.wait && (
        <Pairs title={capitalise(nameWay(step))} url={step.wait.authorizationUrl} place="request" />
      )}
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

/** Each time that the run stood still for whoever steps through it, and how it went on. */
function PauseSection({ step: { pauses, endedAt } }: { step: StepView }) {
  const rows = pauses.map((pause): DetailRow => {
    const until = pause.endedAt ?? endedAt;
    return {
      name: `Paused ${describePause(pause)}`,
      value: `${until === null ? 'not over' : formatDuration(until - pause.startedAt)}, ${pause.decision ?? 'not decided'}`,
    };
  });
  return (
    <Section title="Pauses">
      <DetailTable label="Pauses" rows={rows} />
    </Section>
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
  if (kind === 'json') {
    const json = indentJson(value);
    return (
      <MaskedBlock what={name} names={json === null ? undefined : null} parts={maskText(json ?? value)} />
    );
  }
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
