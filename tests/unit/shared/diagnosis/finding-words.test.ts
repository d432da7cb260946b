import { diagnose } from '@shared/diagnosis/diagnose';
import {
  findForStep,
  findWorst,
  nameDifference,
  readCheckProof,
  readProof,
  speakFailedStep,
  speakFinding,
} from '@shared/diagnosis/finding-words';
import { findTextDifference } from '@shared/diagnosis/text-difference';
import { buildReport } from '@shared/report/build-report';
import { codeSpan, escapeInline } from '@shared/report/markdown-text';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, test } from 'vitest';
import { CORE_SAMPLES } from '../../../support/core-samples';
import { buildTrace, type TraceOptions } from '../../../support/session-builder';

/** What the window shows of a session. */
function readScreen(options: TraceOptions) {
  const events = buildTrace(options);
  const view = foldTrace(events);
  const findings = diagnose(view);
  const step = view.steps.find(({ outcome }) => outcome === 'failed');
  const worst = findWorst(findings);
  if (!step || !worst) throw new Error('Nothing failed.');
  return { events, banner: speakFinding(worst), step: speakFailedStep(step, findForStep(findings, step.id)) };
}

function decodeHtml(text: string): string {
  return text
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe.each(CORE_SAMPLES)('$id', ({ fires }) => {
  const { events, banner, step } = readScreen(fires);
  const report = (format: 'md' | 'html') => buildReport(events, { format, now: 0, appVersion: '0' }).text;

  test('is said in the same words by the banner and at the failing step', () => {
    expect(step).toEqual(banner);
    expect(banner.headline).not.toBe('');
    expect(banner.fix).not.toBeNull();
  });

  test('is said in these words by the reports, with the proof and the fix', () => {
    const markdown = report('md');
    const html = decodeHtml(report('html'));
    expect(markdown).toContain(`**${escapeInline(banner.headline)}**`);
    expect(markdown).toContain(`To fix it: ${escapeInline(banner.fix ?? '')}`);
    expect(html).toContain(banner.headline);
    expect(html).toContain(`To fix it: ${banner.fix}`);
    for (const side of [banner.proof?.expected, banner.proof?.actual]) {
      if (side == null) continue;
      expect(markdown).toContain(codeSpan(side));
      expect(html).toContain(side);
    }
  });
});

test('the words about a difference stand in its own row and not in the statement as well', () => {
  const difference = findTextDifference('https://a.example/cb', 'https://a.example/cb/') ?? undefined;
  if (!difference) throw new Error('They are equal.');
  const proof = readProof({
    seq: 1,
    statement: 'The addresses are not the same. They differ: a trailing slash is added.',
    expected: 'https://a.example/cb',
    actual: 'https://a.example/cb/',
    difference,
  });
  expect(proof).toMatchObject({
    statement: 'The addresses are not the same.',
    difference: 'a trailing slash is added',
  });
});

test.each([
  ['abcd', 'abxd', '"x" in place of "c"'],
  ['abcd', 'abd', '"c" is missing'],
  ['abd', 'abcd', '"c" is too much'],
])(
  'a difference between %s and %s that no rule names is told by its characters',
  (expected, actual, words) => {
    const difference = findTextDifference(expected, actual);
    if (!difference) throw new Error('They are equal.');
    expect(nameDifference({ ...difference, kinds: [] })).toBe(words);
  },
);

describe('a check as a proof', () => {
  const check = {
    id: 'id-token-iss',
    title: 'Issuer',
    verdict: 'fail' as const,
    expected: 'https://id.example',
    actual: 'https://id.example/',
    reference: { label: '', url: '' },
  };

  test('tells the difference where it failed', () => {
    expect(readCheckProof(check).difference).toBe('a trailing slash is added');
  });

  test('tells none where it passed, nor between random values', () => {
    expect(readCheckProof({ ...check, verdict: 'pass' }).difference).toBeNull();
    const state = { ...check, id: 'state', expected: 'abcdefgh', actual: 'abcdefgx' };
    expect(readCheckProof(state).difference).toBeNull();
  });
});
