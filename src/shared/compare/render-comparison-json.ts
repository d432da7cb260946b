import { formatTime } from '../report/report-model';
import { escapeInvisibleInJson } from '../text/invisible';
import { type ComparedSession, isImportantClass, type SessionComparison } from './comparison';
import type { ComparisonModel } from './comparison-model';

const COMPARISON_FORMAT = 'grantscope-comparison';
const COMPARISON_VERSION = 1;

/** What `compare --json` prints; docs/cli.md explains it. Members are only ever added. */
export function buildComparisonJson(comparison: SessionComparison) {
  const { left, right, isSameOutcome, steps, differences, noise } = comparison;
  const describe = (session: ComparedSession) => ({ ...session, startedAt: formatTime(session.startedAt) });
  return {
    left: describe(left),
    right: describe(right),
    isSameOutcome,
    differences: differences.map((difference, index) => ({
      rank: index + 1,
      isImportant: isImportantClass(difference.class),
      ...difference,
    })),
    steps,
    noise,
  };
}

/** The same as a file that says what it is and what was removed from it. */
export function renderComparisonJson({
  comparison,
  summary,
  redactions,
  exportedAt,
  appVersion,
}: ComparisonModel): string {
  const file = {
    format: COMPARISON_FORMAT,
    version: COMPARISON_VERSION,
    exportedAt,
    appVersion,
    summary,
    ...buildComparisonJson(comparison),
    redactions,
  };
  return `${escapeInvisibleInJson(JSON.stringify(file, null, 2))}\n`;
}
