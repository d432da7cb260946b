import type { ActorOfFix, Retry } from '@shared/model/finding';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { FIXER_LABELS, RETRY_LABELS } from '../labels/labels';
import { formatDuration } from '../ui/format';
import { PlainText } from '../ui/PlainText';

/** What a finding and an entry of the catalog have in common on screen. */

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-2.5">
      <h4 className="mb-1 text-xs font-semibold text-ink-soft">{title}</h4>
      {children}
    </div>
  );
}

export function TextList({ items, ordered = false }: { items: string[]; ordered?: boolean }) {
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

interface WhoAndWhenProps {
  actors: ActorOfFix[];
  retry: Retry;
  /** A delay that the provider asked for. */
  retryAfterSeconds?: number | null;
}

/** Who must act, and whether trying again helps. */
export function WhoAndWhen({ actors, retry, retryAfterSeconds = null }: WhoAndWhenProps) {
  return (
    <p className="mt-2 text-xs text-ink-soft">
      To be done by {joinWords(actors.map((actor) => FIXER_LABELS[actor]))}. {RETRY_LABELS[retry]}
      {retryAfterSeconds !== null &&
        ` The provider asks to wait ${formatDuration(retryAfterSeconds * 1000)} (Retry-After).`}
    </p>
  );
}

function joinWords(words: string[]): string {
  if (words.length < 2) return words[0] ?? 'whoever runs the system';
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
