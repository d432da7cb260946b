import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { buildPageHeaders, escapeHtml, renderPage } from './pages';
import type { PracticeMiddleware } from './provider-change';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/** The three pages of RFC 8628 section 3.3, in place of the ones that oidc-provider would make up. */
export const DEVICE_PAGES: Pick<
  DeviceFlow,
  'userCodeInputSource' | 'userCodeConfirmSource' | 'successSource'
> = {
  userCodeInputSource(ctx, _form, _out, error) {
    if (error?.name === 'AbortedError') return showPage(ctx, 'Access refused', REFUSED);
    if (error) ctx.status = 400;
    showPage(ctx, 'Enter the code', renderInput(ctx, describeProblem(error)));
  },
  userCodeConfirmSource(ctx, _form, client, _deviceInfo, userCode) {
    const name = client.clientName ?? client.clientId;
    showPage(ctx, 'Is this your device?', renderConfirmation(ctx, name, userCode));
  },
  successSource(ctx) {
    showPage(ctx, 'Device connected', CONNECTED);
  },
};

/**
 * The address with the code in it only fills in the form (RFC 8628 section 3.3.1 leaves the look at the code
 * to the user); oidc-provider would submit it by a script.
 */
export const keepUserCode: PracticeMiddleware = async (ctx, next) => {
  if (ctx.method === 'GET' && ctx.path === '/device' && typeof ctx.query['user_code'] === 'string') {
    ctx.state[USER_CODE] = ctx.query['user_code'];
    ctx.querystring = '';
  }
  await next();
};

const USER_CODE = 'practiceUserCode';

const REFUSED = '<p>The device gets no access. You can close this page.</p>';
const CONNECTED = '<p>You can close this page and go back to your device.</p>';

const PROBLEMS: Record<string, string> = {
  NoCodeError: 'Enter the code that your device shows.',
  NotFoundError: 'No device waits with this code.',
  ExpiredError: 'This code has expired. Start again on your device.',
  AlreadyUsedError: 'This code has been used already. Start again on your device.',
};

function describeProblem(error: Error | undefined): string | null {
  if (!error) return null;
  return PROBLEMS[error.name] ?? 'This page is out of date. Enter the code again.';
}

function renderInput(ctx: KoaContextWithOIDC, problem: string | null): string {
  const filledIn = String(ctx.state[USER_CODE] ?? '');
  const refusal =
    problem === null ? '' : `<p class="error" role="alert" id="refusal">${escapeHtml(problem)}</p>`;
  return `${refusal}
<p class="hint" id="hint">Compare it with the code on your device.</p>
${openForm(ctx)}
  <label for="user_code">Code</label>
  <input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false"
    required autofocus aria-describedby="${problem === null ? 'hint' : 'refusal hint'}" value="${escapeHtml(filledIn)}">
  <div class="actions"><button type="submit">Continue</button></div>
</form>`;
}

function renderConfirmation(ctx: KoaContextWithOIDC, clientName: string, userCode: string): string {
  return `<p><strong>${escapeHtml(clientName)}</strong> shows this code, and gets access if you go on:</p>
<p><code>${escapeHtml(userCode)}</code></p>
${openForm(ctx)}
  <input type="hidden" name="user_code" value="${escapeHtml(userCode)}">
  <div class="actions">
    <button type="submit" name="confirm" value="yes">Continue</button>
    <button type="submit" name="abort" value="yes" class="secondary">Cancel</button>
  </div>
</form>`;
}

/** With the anti-forgery value that oidc-provider keeps in the session of these pages. */
function openForm(ctx: KoaContextWithOIDC): string {
  const session = ctx.oidc.session as unknown as { state?: { secret?: string } } | undefined;
  const action = escapeHtml(ctx.oidc.urlFor('code_verification'));
  return `<form method="post" action="${action}">
  <input type="hidden" name="xsrf" value="${escapeHtml(session?.state?.secret ?? '')}">`;
}

function showPage(ctx: KoaContextWithOIDC, title: string, content: string): void {
  ctx.type = 'html';
  ctx.set(buildPageHeaders());
  ctx.body = renderPage(title, content);
}
