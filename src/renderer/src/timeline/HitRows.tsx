import type { HitView } from '@shared/model/session';
import { clsx } from 'clsx';
import { HIT_LABELS, HIT_SOURCES } from '../labels/labels';
import { formatClock, formatCount } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { describeUrl } from './describe-url';

/** What reached the redirect URI, and what was thought of it. Parameter values are for the inspector. */
export function HitRows({ hits }: { hits: HitView[] }) {
  return hits.map((hit) => {
    const { path, parameterCount } = describeUrl(hit.url);
    return (
      <li key={hit.seq} className="flex h-6.5 items-center gap-2 px-2 text-xs">
        <span className="w-10 shrink-0 font-mono text-ink-soft">{hit.method}</span>
        <span className="min-w-0 flex-1 truncate font-mono">
          <PlainText text={path} />
          {parameterCount > 0 && (
            <span className="text-ink-faint"> with {formatCount(parameterCount, 'parameter')}</span>
          )}
        </span>
        <span
          className={clsx('shrink-0 font-medium', hit.verdict === 'accepted' ? 'text-pass' : 'text-warn')}
        >
          {HIT_SOURCES[hit.via]}, {HIT_LABELS[hit.verdict]}
        </span>
        <span className="shrink-0 font-mono text-ink-faint">{formatClock(hit.time)}</span>
      </li>
    );
  });
}
