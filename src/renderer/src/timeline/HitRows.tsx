import type { HitView } from '@shared/model/session';
import { describeHit } from '@shared/trace/describe-hit';
import { numberSession } from '@shared/trace/number-session';
import { clsx } from 'clsx';
import { HIT_LABELS, HIT_SOURCES } from '../labels/labels';
import { useApp } from '../store/app-store';
import { formatClock, formatCount } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { describeUrl } from './describe-url';
import { StepNumber } from './StepNumber';

interface HitRowsProps {
  hits: HitView[];
  /** Where the run waits: with it, each row says what the request means and what to do. */
  awaitedAt?: string;
  /** With it, each row can be picked. */
  picking?: { selectedSeq: number | null; onSelect: (hit: HitView) => void };
}

/** What reached the redirect URI, and what was thought of it. Parameter values are for the inspector. */
export function HitRows({ hits, awaitedAt, picking }: HitRowsProps) {
  const numbers = useApp(({ open }) => (open ? numberSession(open.view).hits : null));
  return hits.map((hit) => (
    <li key={hit.seq} className={clsx('text-xs', !picking && 'px-2')}>
      {picking ? (
        <button
          type="button"
          data-row
          aria-current={hit.seq === picking.selectedSeq || undefined}
          onClick={() => picking.onSelect(hit)}
          className={clsx(
            'w-full rounded px-2 text-left',
            hit.seq === picking.selectedSeq ? 'bg-accent-soft' : 'hover:bg-hover',
          )}
        >
          <HitFacts hit={hit} number={numbers?.get(hit.seq)} />
        </button>
      ) : (
        <HitFacts hit={hit} number={numbers?.get(hit.seq)} />
      )}
      {awaitedAt !== undefined && <HitMeaning hit={hit} awaitedAt={awaitedAt} />}
    </li>
  ));
}

function HitFacts({ hit, number }: { hit: HitView; number: string | undefined }) {
  const { path, parameterCount } = describeUrl(hit.url);
  return (
    <span className="flex h-6.5 items-center gap-2">
      <StepNumber number={number} />
      <span className="max-w-40 min-w-10 shrink-0 truncate font-mono text-ink-soft">
        <PlainText text={hit.method} />
      </span>
      <span className="min-w-0 flex-1 truncate font-mono">
        <PlainText text={path} />
        {parameterCount > 0 && (
          <span className="text-ink-faint"> with {formatCount(parameterCount, 'parameter')}</span>
        )}
      </span>
      <span className={clsx('shrink-0 font-medium', hit.verdict === 'accepted' ? 'text-pass' : 'text-warn')}>
        {HIT_SOURCES[hit.via]}, {HIT_LABELS[hit.verdict]}
      </span>
      <span className="shrink-0 font-mono text-ink-faint">{formatClock(hit.time)}</span>
    </span>
  );
}

function HitMeaning({ hit, awaitedAt }: { hit: HitView; awaitedAt: string }) {
  const { meaning, advice } = describeHit(hit, awaitedAt);
  return (
    <p className="-mt-0.5 pb-1 pl-12 text-ink-soft">
      <PlainText text={meaning} />
      {advice !== null && (
        <>
          {' '}
          <span className="text-ink">
            <PlainText text={advice} />
          </span>
        </>
      )}
    </p>
  );
}
