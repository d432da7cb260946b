import { resolve } from 'node:path';
import { buildReport } from '@shared/report/build-report';
import fc from 'fast-check';
import type { Mermaid } from 'mermaid';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { buildTrace, type TraceOptions } from '../support/session-builder';

const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'end',
    'x;\nend',
    '%%{init: {}}%%',
    '# x',
    '<script>',
    '```',
    '$$x$$',
    'a->>b: c',
    '\u202e',
  ),
);

function draw(options: TraceOptions = {}): string {
  return buildReport(buildTrace(options), { format: 'mmd', now: 0, appVersion: '0.1.0' }).text;
}

/** A failed run in which these texts stand wherever a recording can have text from outside. */
function drawWith(first: string, second: string): string {
  return draw({
    failAt: 'token',
    profile: { name: `x${first}`.slice(0, 100) },
    answers: { token: { status: 400, body: { error: first } } },
    checks: { 'token-status': { verdict: 'fail', expected: first, actual: second } },
    error: { message: second, code: first },
    hits: [{ url: `http://127.0.0.1:1/${second}?${first}=1`, verdict: 'wrong-path' }],
  });
}

type WithMermaid = typeof globalThis & { mermaid: Mermaid };

/** What Mermaid's own parser says against each diagram; null where it reads it. */
async function judge(page: Page, diagrams: string[]): Promise<(string | null)[]> {
  return page.evaluate(async (texts) => {
    const verdicts: (string | null)[] = [];
    for (const text of texts) {
      const verdict = await (globalThis as WithMermaid).mermaid.parse(text).then(
        ({ diagramType }) => (diagramType === 'sequence' ? null : diagramType),
        (error: Error) => error.message,
      );
      verdicts.push(verdict);
    }
    return verdicts;
  }, diagrams);
}

test.beforeEach(async ({ page }) => {
  await page.goto('about:blank');
  await page.addScriptTag({ path: resolve('node_modules/mermaid/dist/mermaid.min.js') });
});

test('Mermaid reads each diagram, whatever the texts in the recording are', async ({ page }) => {
  const texts = fc.sample(fc.tuple(ANY_TEXT, ANY_TEXT), 150);
  const diagrams = [draw(), ...texts.map(([first, second]) => drawWith(first, second))];
  const refused = (await judge(page, diagrams)).flatMap((verdict, index) =>
    verdict === null ? [] : [{ verdict, diagram: diagrams[index] }],
  );
  expect(refused).toEqual([]);
  expect(await judge(page, [draw().replace('->>', '->>>>')])).toEqual([
    expect.stringContaining('Parse error'),
  ]);
});

test('Mermaid draws the labels as they were meant', async ({ page }) => {
  const drawn = await page.evaluate(
    async (text) => {
      const { svg } = await (globalThis as WithMermaid).mermaid.render('drawn', text);
      document.body.innerHTML = svg;
      return document.body.textContent ?? '';
    },
    drawWith('a;b #1 <i>', 'what "was" there'),
  );
  for (const label of ['a;b #1 <i>', 'what "was" there', 'GET /.well-known/openid-configuration']) {
    expect(drawn).toContain(label);
  }
});
