import type { TraceEvent } from '@shared/model/trace-event';
import { memo, useMemo } from 'react';
import { Section } from '../ui/DetailTable';
import { formatClock } from '../ui/format';
import { MaskedBlock } from './MaskedBlock';
import { maskText } from './mask-text';

/** In place of a message: what is seen while the whole step is selected. */
const WHOLE_STEP = 'step';

interface RawTabProps {
  events: readonly TraceEvent[];
  /** Those of the rest of the step, hidden, while somebody searches. */
  others: readonly TraceEvent[];
}

interface KnownSecret {
  name: string;
  value: string;
}

/** The events as they were recorded, with nothing read into them. */
export function RawTab({ events, others }: RawTabProps) {
  const { all, hidden, known } = useMemo(() => {
    const every = [...events, ...others].sort((left, right) => left.seq - right.seq);
    return { all: every, hidden: new Set(others), known: every.flatMap(readSecret) };
  }, [events, others]);
  return all.map((event) => (
    <div key={event.seq} data-message={WHOLE_STEP} hidden={hidden.has(event)}>
      <RawEvent event={event} known={known} />
    </div>
  ));
}

function readSecret(event: TraceEvent): KnownSecret[] {
  if (event.type !== 'artifact' || event.kind !== 'secret') return [];
  return [{ name: event.name, value: JSON.stringify(event.value).slice(1, -1) }];
}

const RawEvent = memo(function RawEvent({ event, known }: { event: TraceEvent; known: KnownSecret[] }) {
  return (
    <Section title={`${event.seq} ${event.type}, ${formatClock(event.time)}`}>
      <MaskedBlock
        what={`event ${event.seq}`}
        parts={maskText(JSON.stringify(event, null, 2), { kind: 'text' }, known)}
      />
    </Section>
  );
});
