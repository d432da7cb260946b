import { HIT_LABELS, HIT_SOURCES, PURPOSE_LABELS, VERDICT_LABELS } from '../../labels/labels';
import { formatDuration } from '../../ui/format';
import { describeQuietChecks, nameChecks } from '../describe-checks';
import { describePause } from '../describe-pause';
import { describeUrl } from '../describe-url';
import type { ExchangeLine, TimelineRow } from './row';

/** A row in words: what a screen reader says, and what is cited in a ticket. No value of a parameter is in it. */
export function nameRow(row: TimelineRow, now: number): string {
  return `${row.number} ${describeRow(row, now)}`;
}

function describeRow(row: TimelineRow, now: number): string {
  switch (row.type) {
    case 'step': {
      const { title, outcome, startedAt, endedAt } = row.step;
      return join(title, outcome, endedAt === null ? '' : formatDuration(endedAt - startedAt));
    }
    case 'exchange':
      return describeExchange(row);
    case 'hit': {
      const { method, url, via, verdict } = row.hit;
      return join(
        `${method} ${describeUrl(url).path} at the redirect URI`,
        HIT_SOURCES[via],
        HIT_LABELS[verdict],
      );
    }
    case 'wait':
      return join(
        row.endedAt === null ? 'Waiting for a person' : 'Waited for a person',
        formatDuration((row.endedAt ?? now) - row.startedAt),
      );
    case 'pause':
      return join(
        `Paused ${describePause(row.pause)}`,
        formatDuration(Math.max(0, (row.endedAt ?? now) - row.startedAt)),
        row.pause.decision === null || row.pause.decision === 'continued' ? '' : row.pause.decision,
      );
    case 'check':
      return join(`Check ${row.check.title}`, VERDICT_LABELS[row.check.verdict], row.check.actual);
    case 'checks':
      return `${describeQuietChecks(row.checks)}: ${nameChecks(row.checks)}`;
    case 'note':
      return `Note: ${row.note.message}`;
    case 'failure':
      return `Failed: ${row.text}`;
  }
}

function describeExchange({ exchange, outcome, attempt, isEdited }: ExchangeLine): string {
  const { purpose, request, response, error, timings } = exchange;
  return join(
    `${PURPOSE_LABELS[purpose]} request to ${describeUrl(request.url).host}`,
    attempt > 1 ? `attempt ${attempt}` : '',
    isEdited ? 'edited' : '',
    outcome === 'failed' ? 'failed' : outcome === 'warned' ? 'warning' : '',
    response ? String(response.status) : (error?.code ?? (error ? 'no answer' : 'under way')),
    timings ? formatDuration(timings.totalMs) : '',
  );
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(', ');
}
