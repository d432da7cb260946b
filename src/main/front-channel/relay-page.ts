import { createHash } from 'node:crypto';
import { PAGE_HEADERS, PAGE_STYLE, STYLE_SOURCE } from './callback-pages';

/** Names the relay in the request that brings a fragment: no form, and no other origin, can send it unasked. */
export const RELAY_HEADER = 'x-fragment-relay';

/** Posts the fragment back to where the page came from, and takes it out of the address bar and the history. */
const SCRIPT = [
  "const say=(title,text)=>{document.querySelector('h1').textContent=title;document.querySelector('p').textContent=text};",
  'const fragment=location.hash.slice(1);',
  'const target=location.pathname+location.search;',
  "const {relay,done,refused,empty}=document.querySelector('main').dataset;",
  "history.replaceState(null,'',location.pathname);",
  "if(fragment==='')say('Nothing here',empty);",
  "else fetch(target,{method:'POST',headers:{'content-type':'text/plain','x-fragment-relay':relay},body:fragment})",
  ".then((answer)=>answer.ok?say('Callback received',done):say('Not taken',refused),()=>say('Not taken',refused));",
].join('\n');

const SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;

/** Beside its own style and script the page may only talk to the listener that served it. */
export const RELAY_HEADERS = {
  ...PAGE_HEADERS,
  'content-security-policy': `default-src 'none'; style-src ${STYLE_SOURCE}; script-src ${SCRIPT_SOURCE}; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
};

/**
 * Browsers keep the fragment to themselves (RFC 9110 section 4.2), so a page has to hand it on. Static
 * but for its one-use word; it shows no parameter (RFC 8252 section 8.3, RFC 9700 section 4.2.4).
 */
export function renderRelayPage(relay: string): string {
  const words = {
    relay,
    done: 'Grantscope has it. You can close this tab.',
    refused:
      'Grantscope did not take this callback: it has had one, or this is the answer to another attempt.',
    empty: 'Grantscope waits for a callback at this address, and this request carries none.',
  };
  const data = Object.entries(words)
    .map(([name, value]) => ` data-${name}="${escapeAttribute(value)}"`)
    .join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Callback - Grantscope</title><style>${PAGE_STYLE}</style><main${data}><h1>One moment</h1><p>Handing the callback to Grantscope.</p><noscript>This answer came in the fragment, which takes JavaScript to hand on. Switch it on, or paste the address into Grantscope.</noscript></main><script>${SCRIPT}</script>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
