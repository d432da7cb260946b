import type { ExchangeTimings } from '@shared/model/exchange';
import { clsx } from 'clsx';
import { CopyButton } from '../ui/CopyButton';
import { Section } from '../ui/DetailTable';
import { formatDuration } from '../ui/format';

interface Phase {
  name: string;
  durationMs: number;
  startMs: number;
  isTotal: boolean;
}

/** The phases in the order they happen, each where the one before it ended; the total last. */
export function layOutPhases(timings: ExchangeTimings): Phase[] {
  const measured: [name: string, durationMs: number | null][] = [
    ['DNS', timings.dnsMs],
    ['Connect', timings.connectMs],
    ['TLS', timings.tlsMs],
    ['Wait', timings.firstByteMs],
  ];
  let startMs = 0;
  const phases = measured.flatMap(([name, durationMs]) => {
    if (durationMs === null) return [];
    const phase: Phase = { name, durationMs, startMs, isTotal: false };
    startMs += durationMs;
    return [phase];
  });
  // What is left after the first byte, where that was measured, went into the rest of the answer.
  const restMs = timings.totalMs - startMs;
  if (timings.firstByteMs !== null && restMs >= 1) {
    phases.push({ name: 'Receive', durationMs: restMs, startMs, isTotal: false });
  }
  return [...phases, { name: 'Total', durationMs: timings.totalMs, startMs: 0, isTotal: true }];
}

export function TimingSection({ timings }: { timings: ExchangeTimings }) {
  const phases = layOutPhases(timings);
  const scale = Math.max(0.001, ...phases.map((phase) => phase.startMs + phase.durationMs));
  return (
    <Section
      title="Timing"
      actions={
        <CopyButton
          what="timing"
          text={phases.map(({ name, durationMs }) => `${name}: ${formatDuration(durationMs)}`).join('\n')}
        />
      }
    >
      <table aria-label="Timing" className="w-full text-xs">
        <tbody>
          {phases.map((phase) => (
            <tr key={phase.name}>
              <th scope="row" className="w-16 py-0.5 text-left font-normal text-ink-faint">
                {phase.name}
              </th>
              <td className="py-0.5">
                <div
                  className={clsx('h-2 min-w-0.5 rounded-sm', phase.isTotal ? 'bg-line-strong' : 'bg-accent')}
                  style={{
                    marginLeft: `${(phase.startMs / scale) * 100}%`,
                    width: `${(phase.durationMs / scale) * 100}%`,
                  }}
                />
              </td>
              <td className="w-18 py-0.5 text-right font-mono">{formatDuration(phase.durationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
