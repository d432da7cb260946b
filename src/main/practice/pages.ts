import { createHash } from 'node:crypto';
import { PRACTICE_PASSWORD, PRACTICE_USERS } from './accounts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d232b; --muted: #56606c; --page: #eef1f4; --card: #fff;
  --line: #c3cad2; --accent: #0b5cad; --on-accent: #fff; --danger: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --muted: #a6b0bc; --page: #14181d;
  --card: #1e242b; --line: #465160; --accent: #7ab7f5; --on-accent: #0d1a28; --danger: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(26rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; line-height: 1.25; }
p, ul, dl { margin: 0 0 1rem; }
dt { color: var(--muted); } dd { margin: 0 0 .5rem; }
.badge { color: var(--muted); font-size: .85rem; margin: 0 0 1.25rem; }
.hint { color: var(--muted); font-size: .9rem; }
.error { color: var(--danger); font-weight: 600; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input { width: 100%; margin-bottom: 1rem; padding: .6rem .7rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--muted); border-radius: 8px; }
.actions { display: flex; gap: .75rem; margin-top: .5rem; }
button { flex: 1; padding: .65rem 1rem; font: inherit; font-weight: 600; border-radius: 8px; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); }
button.secondary { background: transparent; color: var(--ink); border-color: var(--muted); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { font-family: ui-monospace, monospace; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * Headers of every page made here. `formTargets` are the origins a form's answer may lead to:
 * Chromium applies `form-action` to the redirects after a submission as well.
 */
export function buildPageHeaders(formTargets: string[] = []): Record<string, string> {
  const formAction = ["'self'", ...formTargets].join(' ');
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  };
}

/** `action` is this page's own address; `userName` is what was typed before a refused attempt. */
export function renderLoginPage(page: { action: string; userName: string; isRefused: boolean }): string {
  const users = PRACTICE_USERS.map((user) => `<code>${user}</code>`).join(' or ');
  const refusal = page.isRefused
    ? '<p class="error" role="alert" id="refusal">That user name and password do not match.</p>'
    : '';
  const describedBy = page.isRefused ? 'refusal hint' : 'hint';
  return renderPage(
    'Sign in',
    `${refusal}
<p class="hint" id="hint">Sign in as ${users}. The password of both is <code>${PRACTICE_PASSWORD}</code>.</p>
<form method="post" action="${escapeHtml(page.action)}">
  <label for="username">User name</label>
  <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false"
    required autofocus aria-describedby="${describedBy}" value="${escapeHtml(page.userName)}">
  <label for="password">Password</label>
  <input id="password" name="password" type="password" autocomplete="current-password" required>
  ${renderActions('login', 'Sign in')}
</form>`,
  );
}

export function renderConsentPage(page: {
  action: string;
  clientName: string;
  accountId: string;
  scopes: string[];
}): string {
  const scopes = page.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('');
  return renderPage(
    'Allow access?',
    `<p><strong>${escapeHtml(page.clientName)}</strong> asks for access on behalf of
<strong>${escapeHtml(page.accountId)}</strong>:</p>
<ul>${scopes}</ul>
<form method="post" action="${escapeHtml(page.action)}">
  ${renderActions('consent', 'Allow')}
</form>`,
  );
}

/** The provider's own error page: what it shows when it must not redirect (RFC 6749 section 4.1.2.1). */
export function renderErrorPage(fields: Record<string, unknown>): string {
  const rows = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<dt><code>${escapeHtml(name)}</code></dt><dd>${escapeHtml(String(value))}</dd>`)
    .join('');
  return renderPage(
    'The request cannot be completed',
    `<dl role="alert">${rows}</dl><p class="hint">You are not sent back, because the request did not prove where to.</p>`,
  );
}

/** `form` is the hidden form that oidc-provider made; its id is fixed by that library. */
export function renderLogoutPage(form: string): string {
  return renderPage(
    'Sign out?',
    `${form}<div class="actions">
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button type="submit" form="op.logoutForm" class="secondary">Stay signed in</button></div>`,
  );
}

export function renderSignedOutPage(): string {
  return renderPage('Signed out', '<p>You can close this page.</p>');
}

function renderActions(action: string, label: string): string {
  return `<div class="actions">
    <button type="submit" name="action" value="${action}">${label}</button>
    <button type="submit" name="action" value="cancel" class="secondary" formnovalidate>Cancel</button>
  </div>`;
}

/** Every page of this provider. `title` and `content` are HTML. */
export function renderPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Grantscope practice provider</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="badge">Grantscope practice provider. Everyone here is fictional.</p>
${content}
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
