import { expect, test } from '../e2e/app';
import { runPractice } from '../e2e/run-practice';

const FOLDER = 'docs/screenshots';

const CURL_OUTPUT = [
  '> POST /oauth2/token HTTP/2',
  '> Host: id.acme.example',
  '> Content-Type: application/x-www-form-urlencoded',
  '>',
  '< HTTP/2 400',
  '< content-type: application/json',
  '<',
  '{"error":"invalid_grant","error_description":"The authorization code has expired."}',
].join('\n');

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pictures in ${colorScheme}`, async ({ app, page, context }, testInfo) => {
    const take = (name: string, from = page) =>
      from.screenshot({ path: `${FOLDER}/${name}-${colorScheme}.png` });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await app.open(page);
    await page.getByRole('button', { name: 'Understood' }).click();
    await take('start');

    await page.keyboard.press('Control+Shift+V');
    const box = page.getByRole('dialog', { name: 'Paste anything' });
    await box.getByRole('textbox').fill(CURL_OUTPUT);
    await take('paste');
    await box.getByRole('textbox').clear();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
    await expect(waiting).toBeVisible();
    await take('waiting');
    await waiting.getByRole('button', { name: 'Cancel' }).click();

    await runPractice(page, '');
    await page.getByRole('button', { name: /^Validate the ID token/ }).click();
    await page.getByRole('tab', { name: 'Checks' }).click();
    await take('success');
    await page.getByRole('tab', { name: 'Tokens' }).click();
    await take('tokens');

    await runPractice(page, 'wrong-secret');
    await page.getByRole('note').getByRole('button', { name: 'Diagnosis' }).click();
    await take('failure');
    for (const view of ['Sequence', 'Waterfall']) {
      await page.getByRole('radio', { name: view }).click();
      await take(view.toLowerCase());
    }
    await page.getByRole('radio', { name: 'Steps' }).click();
    await page.keyboard.press('ControlOrMeta+Shift+E');
    await expect(page.getByText(/\[redacted:/).first()).toBeVisible();
    await take('preview');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Export report' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'HTML' }).click();
    const report = await context.newPage();
    await report.setViewportSize({ width: 1280, height: 800 });
    await report.emulateMedia({ colorScheme });
    const file = testInfo.outputPath('report.html');
    await (await download).saveAs(file);
    await report.goto(`file://${file}`);
    await take('report', report);

    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Catalog', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search the catalog' }).fill('redirect_uri');
    await expect(page.getByRole('status').filter({ hasText: / of \d+ entries$/ })).toBeVisible();
    await take('catalog');
    await page.getByRole('button', { name: 'Close the catalog' }).click();

    await page.getByRole('button', { name: 'Practice: client_secret_basic' }).click();
    await page.getByRole('button', { name: 'Breakpoints' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Exchange the code for tokens' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const paused = page.getByRole('region', { name: 'The run is paused' });
    await paused.getByRole('button', { name: 'Next request' }).click();
    await paused.getByLabel('Form field redirect_uri value').fill('https://elsewhere.example/callback');
    await take('step');
    await paused.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Practice: a careless provider' }).click();
    await page.getByRole('button', { name: 'Test the provider' }).click();
    const mistakes = page.getByRole('region', { name: /^Deliberate mistakes/ });
    await mistakes.getByRole('button', { name: 'Choose none' }).click();
    for (const name of ['Code redeemed a second time', 'Wrong code_verifier', 'code_verifier left out']) {
      await mistakes.getByRole('checkbox', { name }).check();
    }
    await mistakes.getByRole('button', { name: /^Run 3 of/ }).click();
    await expect(mistakes.getByRole('status')).toContainText('3 of 3 done');
    await mistakes.getByRole('heading', { name: /^Deliberate mistakes/ }).hover();
    await take('mistakes');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'New profile' }).click();
    const form = page.getByRole('region', { name: 'Profile', exact: true });
    const issuer =
      (await page
        .getByText(/^127\.0\.0\.1:\d+$/)
        .first()
        .textContent()) ?? '';
    await form.getByRole('combobox', { name: /^Issuer/ }).fill(`http://${issuer}`);
    await form.getByRole('button', { name: 'Discover' }).click();
    await expect(page.getByRole('region', { name: 'Provider' })).toContainText('S256');
    await form.getByLabel(/^Client authentication/).selectOption('private_key_jwt');
    await form.getByLabel('Where the private key comes from').selectOption('generated');
    await form.getByLabel('Push the request first (PAR)').check();
    await form.getByRole('button', { name: /^Provider/ }).click();
    await form.getByLabel('Push the request first (PAR)').scrollIntoViewIfNeeded();
    await page.mouse.move(0, 0);
    await take('profile');
  });
}
