import { codeSpan, escapeInline, renderTable } from '../report/markdown-text';
import { formatTime, REDACTION_NOTE } from '../report/report-model';
import type { AlignedStep, Difference, SessionComparison } from './comparison';
import { type ComparisonModel, listHeads, NOISE_NOTE } from './comparison-model';
import {
  CLASS_LABELS,
  countDifferences,
  describePlaces,
  describeSpelling,
  NOISE_LABELS,
} from './comparison-words';

/** The comparison for a ticket. Text from outside can neither start markup nor close a table cell. */
export function renderComparisonMarkdown(model: ComparisonModel): string {
  const { comparison, redactions } = model;
  const { left, right, differences, noise, steps } = comparison;
  const heads = listHeads(comparison, formatTime).map((row) => row.map(escapeInline));
  const blocks = [
    `# Grantscope comparison: ${escapeInline(left.name)} and ${escapeInline(right.name)}`,
    escapeInline(model.summary),
    renderTable(['Of the session', 'Left', 'Right'], heads),
    '## What differs, the likeliest cause first',
    ...(differences.length === 0 ? ['Nothing.'] : []),
    ...differences.map((difference, index) => renderDifference(difference, index + 1, steps)),
    ...renderSteps(comparison),
    ...renderNoise(noise),
    '## Removed from this report',
    REDACTION_NOTE,
    ...(redactions.length > 0
      ? [
          renderTable(
            ['What', 'Values', 'Places', 'Rule'],
            redactions.map(({ title, values, places, rule }) => [
              escapeInline(title),
              String(values),
              String(places),
              escapeInline(rule),
            ]),
          ),
        ]
      : []),
    `Written by Grantscope ${escapeInline(model.appVersion)} at ${model.exportedAt}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderDifference(difference: Difference, rank: number, steps: readonly AlignedStep[]): string {
  const { name, subject, left, right } = difference;
  const spelling = describeSpelling(difference);
  const places = describePlaces(difference, steps);
  const label = CLASS_LABELS[difference.class];
  return [
    `**${rank}. ${escapeInline(name)}**: ${escapeInline(subject)}${subject === label ? '' : `, ${label}`}`,
    `- left: ${showValue(left)}`,
    `- right: ${showValue(right)}`,
    ...(spelling === '' ? [] : [`- ${escapeInline(spelling)}`]),
    ...(places.length === 0 ? [] : [`- in ${places.map(escapeInline).join('; ')}`]),
  ].join('\n');
}

function showValue(value: string | null): string {
  if (value === null) return 'missing';
  return value.trim() === '' ? 'empty' : codeSpan(value);
}

function renderSteps({ steps }: SessionComparison): string[] {
  if (steps.length === 0) return [];
  const rows = steps.map(({ left, right, differenceCount }) => [
    escapeInline(left?.title ?? right?.title ?? ''),
    left?.outcome ?? 'no such step',
    right?.outcome ?? 'no such step',
    countDifferences(differenceCount),
  ]);
  return ['## The steps', renderTable(['Step', 'Left', 'Right', 'Differences'], rows)];
}

function renderNoise(noise: readonly Difference[]): string[] {
  if (noise.length === 0) return [];
  const rows = noise.map((each) => [
    escapeInline(each.name),
    escapeInline(each.subject),
    each.noise ? NOISE_LABELS[each.noise] : '',
    showValue(each.left),
    showValue(each.right),
  ]);
  return ['## Folded away', NOISE_NOTE, renderTable(['Name', 'Where', 'Why', 'Left', 'Right'], rows)];
}
