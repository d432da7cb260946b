import { createHash } from 'node:crypto';
import type { CallbackVerdict } from './judge-callback';

export const PAGE_STYLE = [
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}',
  'body{max-width:34rem;margin:20vh auto 0;padding:0 1.5rem}',
  'h1{font-size:1.25rem;margin:0 0 .5rem}',
  'p{margin:0;opacity:.8}',
].join('');

export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;

/**
 * For pages that answer a callback: nothing but their own style may load, nothing is stored, and the
 * address with the code in it is passed on to nobody (RFC 9700 section 4.2.4).
 */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${STYLE_SOURCE}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

export type CallbackPage = 'received' | 'used' | 'otherAttempt' | 'unknown';

/** Fixed texts: no parameter of the callback is ever shown. */
export const CALLBACK_PAGES: Record<CallbackPage, string> = {
  received: renderPage('Callback received', 'Grantscope has it. You can close this tab.'),
  used: renderPage('Already used', 'This run has had its callback. Start a new run in Grantscope.'),
  otherAttempt: renderPage(
    'Not this run',
    'This callback carries the state of another attempt. Grantscope noted it and keeps waiting.',
  ),
  unknown: renderPage('Nothing here', 'Grantscope waits for a callback at another address.'),
};

function renderPage(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} - Grantscope</title><style>${PAGE_STYLE}</style><main><h1>${title}</h1><p>${text}</p></main></html>`;
}

/** What each verdict is answered with, at the listener and in the capture window alike. */
export const CALLBACK_ANSWERS: Record<CallbackVerdict, [status: number, page: CallbackPage]> = {
  accepted: [200, 'received'],
  'wrong-state': [400, 'otherAttempt'],
  'wrong-path': [404, 'unknown'],
  // RFC 9110 section 15.5.20.
  'wrong-host': [421, 'unknown'],
  'not-a-callback': [400, 'unknown'],
  'wrong-method': [405, 'unknown'],
  'too-large': [431, 'unknown'],
  'too-slow': [408, 'unknown'],
  malformed: [400, 'unknown'],
  'not-secure': [400, 'unknown'],
  'already-used': [410, 'used'],
};
