import type { PausedView } from '@shared/model/session';
import { PURPOSE_LABELS } from '../labels/labels';

/** What a run was stopped before, as in "Paused before the token request". */
export function describePause({
  before,
  purpose,
  channel,
}: Pick<PausedView, 'before' | 'purpose' | 'channel'>): string {
  if (before === 'step') return 'before this step';
  if (channel === 'front') return 'before the browser is sent to this URL';
  return `before the ${PURPOSE_LABELS[purpose ?? 'other'].toLowerCase()} request`;
}
