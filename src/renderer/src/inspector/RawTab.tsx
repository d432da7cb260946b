import type { TraceEvent } from '@shared/model/trace-event';
import { Section } from '../ui/DetailTable';
import { formatClock } from '../ui/format';
import { MaskedBlock } from './MaskedBlock';
import { maskText } from './mask-text';

/** The events as they were recorded, with nothing read into them. */
export function RawTab({ events }: { events: TraceEvent[] }) {
  const known = events.flatMap((event) =>
    event.type === 'artifact' && event.kind === 'secret'
      ? [{ name: event.name, value: JSON.stringify(event.value).slice(1, -1) }]
      : [],
  );
  return events.map((event) => (
    <Section key={event.seq} title={`${event.seq} ${event.type}, ${formatClock(event.time)}`}>
      <MaskedBlock
        what={`event ${event.seq}`}
        parts={maskText(JSON.stringify(event, null, 2), { kind: 'text' }, known)}
      />
    </Section>
  ));
}
