import { type Content, html } from '../report/html';
import { code, renderBadge, renderPage, renderRedactions, renderTable } from '../report/html-page';
import { formatTime } from '../report/report-model';
import {
  type AlignedStep,
  type Difference,
  hasImportantDifference,
  isImportantClass,
  type SessionComparison,
} from './comparison';
import { type ComparisonModel, listHeads, NOISE_NOTE } from './comparison-model';
import {
  CLASS_LABELS,
  countDifferences,
  describePlaces,
  describeSpelling,
  NOISE_LABELS,
} from './comparison-words';

/** A page that stands alone, like the report of one session. */
export function renderComparisonHtml(model: ComparisonModel): string {
  const { comparison, summary, redactions, exportedAt, appVersion } = model;
  const { left, right, differences, steps, noise } = comparison;
  return renderPage({
    kind: 'Grantscope comparison',
    title: `${left.name} and ${right.name}`,
    outcome: hasImportantDifference(comparison) ? 'different' : 'alike',
    summary,
    written: `Written by Grantscope ${appVersion} at ${exportedAt}.`,
    content: html`<section><h2>The two sessions</h2>
${renderTable(['Of the session', 'Left', 'Right'], listHeads(comparison, formatTime).map(renderHead))}</section>
<section><h2>What differs, the likeliest cause first</h2>
${differences.length === 0 ? html`<p>Nothing.</p>` : differences.map((each, index) => renderDifference(each, index + 1, steps))}</section>
${renderSteps(comparison)}
${renderNoise(noise)}
${renderRedactions(redactions)}`,
  });
}

function renderHead([label = '', left = '', right = '']: string[]): Content[] {
  if (label !== 'Outcome') return [label, left, right];
  return [label, renderBadge(left), renderBadge(right)];
}

function renderDifference(difference: Difference, rank: number, steps: readonly AlignedStep[]): Content {
  const { name, subject, left, right } = difference;
  const label = CLASS_LABELS[difference.class];
  const spelling = describeSpelling(difference);
  const places = describePlaces(difference, steps);
  const isImportant = isImportantClass(difference.class);
  return html`<article class="finding">
<h3>${rank}. ${name} <span class="badge ${isImportant ? 'accent' : ''}">${label}</span></h3>
${subject === label ? null : html`<p class="muted">${subject}</p>`}
<table class="sides"><tbody><tr><th scope="row">Left</th><td>${showValue(left)}</td></tr><tr><th scope="row">Right</th><td>${showValue(right)}</td></tr></tbody></table>
${spelling === '' ? null : html`<p>${spelling}</p>`}
${places.length === 0 ? null : html`<p class="muted">In ${places.join('; ')}</p>`}
</article>`;
}

function showValue(value: string | null): Content {
  if (value === null) return html`<em>missing</em>`;
  return value.trim() === '' ? html`<em>empty</em>` : code(value);
}

function renderSteps({ steps }: SessionComparison): Content {
  if (steps.length === 0) return null;
  const outcome = (side: AlignedStep['left']): Content =>
    side ? renderBadge(side.outcome) : html`<em>no such step</em>`;
  const rows = steps.map(({ left, right, differenceCount }): Content[] => [
    left?.title ?? right?.title ?? '',
    outcome(left),
    outcome(right),
    countDifferences(differenceCount),
  ]);
  return html`<section><h2>The steps</h2>${renderTable(['Step', 'Left', 'Right', 'Differences'], rows)}</section>`;
}

function renderNoise(noise: readonly Difference[]): Content {
  if (noise.length === 0) return null;
  const rows = noise.map((each): Content[] => [
    each.name,
    each.subject,
    each.noise ? NOISE_LABELS[each.noise] : '',
    showValue(each.left),
    showValue(each.right),
  ]);
  return html`<section><h2>Folded away</h2><p>${NOISE_NOTE}</p>${renderTable(['Name', 'Where', 'Why', 'Left', 'Right'], rows)}</section>`;
}
