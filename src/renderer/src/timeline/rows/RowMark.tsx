import { CircleX, TriangleAlert } from 'lucide-react';
import type { RowOutcome } from './row';

/** The sign of a failure or a warning; nothing for what went as it should. The row's name says it in words. */
export function RowMark({ outcome }: { outcome: RowOutcome }) {
  if (outcome === 'failed') {
    return <CircleX aria-hidden="true" className="size-3.5 shrink-0 text-fail-strong" />;
  }
  if (outcome === 'warned') {
    return <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 text-warn" />;
  }
  return null;
}
