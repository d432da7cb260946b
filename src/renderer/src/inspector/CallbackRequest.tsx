import type { CallbackWaitView, HitView, StepView } from '@shared/model/session';
import type { ParameterPlace } from '@shared/parameters/parameter';
import { describeHit } from '@shared/trace/describe-hit';
import { HIT_LABELS, HIT_SOURCES } from '../labels/labels';
import { Section } from '../ui/DetailTable';
import { formatClock } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { nameHit, nameWay } from './describe-message';
import { MaskedBlock } from './MaskedBlock';
import { CopyPairs, PairTable } from './MessageView';
import { maskText } from './mask-text';
import { groupUrlPairs, type PairGroup } from './read-body';

/** What reached the redirect URI, whole: also where it was not taken for the callback. */
export function CallbackRequest({ step, hit }: { step: StepView; hit: HitView }) {
  const name = nameHit(step);
  return (
    <>
      <Section title={`${hit.method} ${name}`}>
        <MaskedBlock what="URL" parts={maskText(hit.url, { kind: 'url' })} />
      </Section>
      <Section title="What became of it">
        <HitVerdict step={step} hit={hit} />
      </Section>
      <Groups groups={groupUrlPairs(hit.url, hit.method === 'POST')} of={name} place="answer" />
    </>
  );
}

/** In one line, and in a sentence that says what to do where something is to be done. */
export function HitVerdict({ step, hit }: { step: StepView; hit: HitView }) {
  const { meaning, advice } = describeHit(hit, step.wait?.redirectUri ?? hit.url);
  return (
    <>
      <p className="font-medium">
        {formatClock(hit.time)}, {HIT_SOURCES[hit.via]}, {HIT_LABELS[hit.verdict]}
      </p>
      <p className="mt-0.5 text-ink-soft">
        <PlainText text={[meaning, advice].filter(Boolean).join(' ')} />
      </p>
    </>
  );
}

/** The address that the browser was sent to. How it went there, and what it was answered, nobody recorded. */
export function WayRequest({ step, wait }: { step: StepView; wait: CallbackWaitView }) {
  const name = nameWay(step);
  return (
    <>
      <Section title={`GET ${name}`}>
        <MaskedBlock what="URL" parts={maskText(wait.authorizationUrl, { kind: 'url' })} />
      </Section>
      <Groups groups={groupUrlPairs(wait.authorizationUrl, false)} of={name} place="request" />
    </>
  );
}

interface GroupsProps {
  groups: readonly PairGroup[];
  of: string;
  place: ParameterPlace;
}

function Groups({ groups, of, place }: GroupsProps) {
  if (groups.length === 0) return <p className="p-3 text-ink-faint">It has no parameters.</p>;
  return groups.map(({ title, pairs }) => (
    <Section
      key={title}
      title={title}
      actions={<CopyPairs what={`${title.toLowerCase()} of the ${of}`} pairs={pairs} />}
    >
      <PairTable label={title} pairs={pairs} place={place} />
    </Section>
  ));
}
