import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildReport } from '@shared/report/build-report';
import type { Page } from 'playwright/test';
import { createChromiumPrinter } from '../../src/main/print/chromium-printer';
import { printHtml } from '../../src/main/print/print-html';
import { findBrowser, type TestBrowser } from '../support/find-browser';
import { buildPlantedSession, createRandom, type PlantStyle } from '../support/planted-session';
import { readPdf } from '../support/read-pdf';
import { test as base, expect } from './app';
import { runPractice } from './run-practice';

const test = base.extend<{ testBrowser: TestBrowser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  testBrowser: async ({}, use) => use(await findBrowser()),
});

const NOW = Date.UTC(2026, 0, 15, 9, 30, 5);

function createPrinter({ executablePath, args, env }: TestBrowser) {
  const environment = { ...process.env, ...env };
  return createChromiumPrinter({ executablePath, args, environment, isRoot: process.getuid?.() === 0 });
}

async function printPlanted(browser: TestBrowser, seed: number, style: PlantStyle) {
  const { events, plants } = buildPlantedSession(createRandom(seed), style);
  const report = buildReport(events, { format: 'html', now: NOW, appVersion: '0.1.0' });
  const printed = await printHtml(report, createPrinter(browser), NOW);
  return { plants, printed, bytes: Buffer.from(printed.base64, 'base64') };
}

test('a PDF has the findings, numbered pages, tags and an outline, and says nothing of this machine', async ({
  testBrowser,
}) => {
  const { printed, bytes } = await printPlanted(testBrowser, 7, 'token');
  expect(printed.fileName).toBe('grantscope-authorization-code-20260115-093000-failed.pdf');
  const { text, pages, info, outline, isTagged } = await readPdf(bytes);
  expect(text).toContain('Whatfailed');
  expect(text).toContain('invalid_grant');
  expect(text).toContain('Howtofixit');
  expect(text).toContain('Removedfromthisreport');
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
  });
  expect(isTagged).toBe(true);
  expect(outline).toEqual(expect.arrayContaining(['Findings', 'Timeline', 'Checks', 'Exchanges']));
  expect(info).toMatchObject({
    Title: 'Grantscope report: Acme staging',
    Language: 'en',
    CreationDate: "D:20260115093005+00'00'",
    ModDate: "D:20260115093005+00'00'",
  });
  expect(info['Creator']).toMatch(/^(?:Chromium)?$/);
  expect(info['Producer']).toMatch(/^Skia\/PDF m\d+$/);
});

for (const style of ['token', 'awkward'] as const) {
  test(`a PDF shows none of the planted secrets (${style}), and a page that had them would be found out`, async ({
    testBrowser,
  }) => {
    const { bytes, plants } = await printPlanted(testBrowser, 11, style);
    const squeeze = (value: string) => value.replace(/\s+/g, '');
    const findLeaks = async (pdf: Uint8Array) => {
      const { text, rest } = await readPdf(pdf);
      const all = `${text}\n${rest}\n${Buffer.from(pdf).toString('latin1')}`;
      return plants.filter(({ value }) => all.includes(squeeze(value)) || all.includes(value));
    };
    expect((await findLeaks(bytes)).map(({ place }) => place)).toEqual([]);

    const toMarkup = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const raw = plants.map(({ value }) => `<p>${toMarkup(value)}</p>`).join('');
    const control = await createPrinter(testBrowser)(`<!doctype html><meta charset="utf-8">${raw}`);
    const found = (await findLeaks(control)).length;
    // Text that is read back from glyphs loses a few characters that only look alike.
    expect(found).toBeGreaterThan(plants.length * 0.9);
  });
}

test('the same report is printed as the same bytes', async ({ testBrowser }) => {
  const [one, other] = [
    await printPlanted(testBrowser, 3, 'token'),
    await printPlanted(testBrowser, 3, 'token'),
  ];
  expect(other.bytes.equals(one.bytes)).toBe(true);
});

test('printing fetches nothing and runs nothing, whatever the page asks for', async ({
  testBrowser,
  page,
}) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Without the policy of a report: the printer alone must hold.
  const hostile = `<!doctype html><link rel="stylesheet" href="${origin}/style"><link rel="prefetch" href="${origin}/prefetch">
<meta http-equiv="refresh" content="0;url=${origin}/refresh"><style>@import url(${origin}/import); body { background: url(${origin}/background) }</style>
<img src="${origin}/image"><iframe src="${origin}/frame"></iframe><object data="${origin}/object"></object>
<script>document.title = 'ran'; fetch('${origin}/script'); document.body.append('it ran')</script><p>Whole</p>`;
  try {
    const { text, info } = await readPdf(await createPrinter(testBrowser)(hostile));
    expect(text).toContain('Whole');
    expect(text).not.toContain('itran');
    expect(info['Title']).toBeUndefined();
    expect(asked).toEqual([]);
    // The same page in a browser that is not held does ask.
    await page.setContent(hostile).catch(() => {});
    await expect.poll(() => asked).toContain('/image');
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

test('the command line writes a PDF beside the other reports, and one of a comparison', async ({
  testBrowser,
}) => {
  const home = await mkdtemp(join(tmpdir(), 'grantscope-print-'));
  const run = (...argv: string[]) =>
    promisify(execFile)(process.execPath, [resolve('bin/grantscope.mjs'), ...argv], {
      cwd: home,
      env: {
        ...process.env,
        ...testBrowser.env,
        GRANTSCOPE_HOME: join(home, 'data'),
        GRANTSCOPE_VAULT: 'file',
        GRANTSCOPE_CHROMIUM: testBrowser.executablePath,
      },
    });
  const readText = async (name: string) => (await readPdf(await readFile(join(home, name)))).text;
  try {
    await run(
      ...['run', 'practice:authorization-code', '--browser', 'practice'],
      ...['--report', 'run.pdf', '--report', 'run.json'],
    );
    expect(await readText('run.pdf')).toContain('Theauthorization-codeflowsucceeded');
    await run('compare', 'run.json', 'run.json', '--output', 'both.pdf');
    expect(await readText('both.pdf')).toContain('Nothingofimportancediffers');
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

const pickPages = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name }).click();
};

test.describe('where the host finds a browser', () => {
  test.use({
    environment: async ({ testBrowser: { executablePath, env } }, use) =>
      use({ ...env, GRANTSCOPE_CHROMIUM: executablePath }),
  });

  test('the export menu saves a PDF', async ({ app, page }) => {
    await app.open(page);
    await runPractice(page, 'missing-scope');
    const started = page.waitForEvent('download');
    await pickPages(page, 'PDF');
    const file = await started;
    expect(file.suggestedFilename()).toMatch(/^grantscope-authorization-code-\d{8}-\d{6}-failed\.pdf$/);
    const { text } = await readPdf(await readFile(await file.path()));
    expect(text).toContain('insufficient_scope');
    expect(text).not.toContain('alice@example.com');
  });

  test('the comparison is saved as a PDF too', async ({ app, page }) => {
    await app.open(page);
    await runPractice(page);
    await runPractice(page, 'missing-scope');
    await page.getByRole('button', { name: 'Compare with…' }).press('Enter');
    const view = page.getByRole('region', { name: 'Compare sessions' });
    await view.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').first().click();
    const started = page.waitForEvent('download');
    await view.getByRole('button', { name: 'Export comparison' }).click();
    await page.getByRole('menuitem', { name: 'PDF' }).click();
    const file = await started;
    expect(file.suggestedFilename()).toMatch(/^grantscope-comparison-\d{8}-\d{6}\.pdf$/);
    const { text } = await readPdf(await readFile(await file.path()));
    expect(text).toContain('insufficient_scope');
    expect(text).not.toContain('alice@example.com');
  });
});

test.describe('where the host finds none', () => {
  test.use({ environment: { GRANTSCOPE_CHROMIUM: '/nowhere/chromium' } });

  test('the export menu hands the report to the print of the browser, and says so', async ({ app, page }) => {
    await page.addInitScript(watchPrints);
    await app.open(page);
    await runPractice(page, 'missing-scope');
    await pickPages(page, 'Print…');
    await expect(page.getByRole('status').filter({ hasText: 'Printed by your browser' })).toBeVisible();
    const readPrint = () => page.evaluate(() => (window as unknown as { printed?: Printed }).printed);
    await expect
      .poll(readPrint)
      .toMatchObject({ sandbox: 'allow-same-origin allow-modals', rows: 'collapse' });
    expect((await readPrint())?.text).toContain('insufficient_scope');
  });
});

interface Printed {
  text: string;
  /** A computed style: the report's own style is in force. */
  rows: string;
  sandbox: string;
}

/** Runs in the page: remembers what stood in a frame when it was told to print, in place of a dialog. */
function watchPrints(): void {
  const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow') ?? {};
  Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
    get(this: HTMLIFrameElement) {
      const frame = get?.call(this) as Window | null;
      if (!frame) return frame;
      frame.print = () => {
        const table = frame.document.querySelector('table');
        Object.assign(window, {
          printed: {
            text: frame.document.body.textContent,
            rows: table && frame.getComputedStyle(table).borderCollapse,
            sandbox: this.getAttribute('sandbox'),
          },
        });
      };
      return frame;
    },
  });
}
