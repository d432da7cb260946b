import type { HeaderList, RecordedRequest } from '../model/exchange';
import { SECRET_CLASSES, type SecretClass } from '../redact/rules';
import { quoteShell, type ShellPiece } from './quote-shell';

const HIDDEN = /\[redacted:([a-z_]+)-(\d+)\]/g;

/** What curl makes itself, or must not be told twice. */
const LEFT_OUT = /^(?:content-length|connection|host|transfer-encoding|accept-encoding|:.*)$/i;

/** RFC 9110 section 5.1. Anything else curl might take for a file name or an option. */
const TOKEN = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

/**
 * A redacted request as a command for a POSIX shell. Each placeholder is an environment variable, and the comment
 * above says which to set; one that is unset stops the command before anything is sent.
 */
export function renderCurl(request: RecordedRequest): string {
  const variables = new Map<string, string>();
  const quote = (text: string): string => quoteShell(cutPieces(text, variables));
  const { method, url, body } = request;
  const isHttp = /^https?:\/\//i.test(url);
  const words = [
    'curl',
    // Brackets and braces in an address are patterns to curl, and other schemes read files.
    `--globoff --proto '=http,https'`,
    ...(method === 'GET' && !body ? [] : [method === 'HEAD' ? '--head' : `--request ${quote(method)}`]),
    `--url ${quote(url.split('#', 1)[0] ?? url)}`,
    ...renderHeaders(request.headers, body !== null, quote),
    ...(body ? [`--data-${body.encoding === 'base64' ? 'binary @-' : `raw ${quote(body.text)}`}`] : []),
  ];
  const piped = body?.encoding === 'base64' ? `printf %s ${quote(body.text)} | base64 -d | ` : '';
  const notes = [
    ...(isHttp ? [] : ['# The address is none of http: curl refuses it.']),
    ...(body?.truncated ? ['# Only the start of the body was recorded.'] : []),
    ...describeVariables(variables),
  ];
  const command = `${piped}${words.join(' \\\n  ')}`;
  return `${[...notes, [...requireVariables(variables), command].join(' && \\\n')].join('\n')}\n`;
}

function renderHeaders(headers: HeaderList, hasBody: boolean, quote: (text: string) => string): string[] {
  const sent = headers.filter(([name]) => TOKEN.test(name) && !LEFT_OUT.test(name));
  const isTyped = sent.some(([name]) => name.toLowerCase() === 'content-type');
  const lines = sent.map(([name, value]) => {
    const line = value.replace(/[\r\n]+/g, ' ').trim();
    // curl leaves out a field without a value unless it ends in a semicolon.
    return `--header ${quote(line === '' ? `${name};` : `${name}: ${line}`)}`;
  });
  // Else curl would call any body a form.
  return hasBody && !isTyped ? [...lines, "--header 'Content-Type:'"] : lines;
}

function cutPieces(text: string, variables: Map<string, string>): ShellPiece[] {
  const pieces: ShellPiece[] = [];
  let last = 0;
  for (const { 0: hidden, 1: secret = '', 2: number = '', index } of text.matchAll(HIDDEN)) {
    const variable = `${secret}_${number}`.toUpperCase();
    const from = findStart(text, index, last);
    const isJwt = from < index;
    variables.set(variable, `${describeSecret(secret)}${isJwt ? ', the whole of it' : ''}`);
    pieces.push({ text: text.slice(last, from) }, { variable });
    last = index + hidden.length;
  }
  return [...pieces, { text: text.slice(last) }];
}

/** Of a JWT the header and the claims stay readable before the placeholder: sent is the whole of it. */
function findStart(text: string, at: number, limit: number): number {
  let start = at;
  let dots = 0;
  while (start > limit && /[\w.-]/.test(text.charAt(start - 1)) && dots <= 2) {
    start -= 1;
    if (text.charAt(start) === '.') dots += 1;
  }
  return dots === 2 && text.startsWith('ey', start) && text.charAt(at - 1) === '.' ? start : at;
}

function describeSecret(secret: string): string {
  return Object.hasOwn(SECRET_CLASSES, secret) ? SECRET_CLASSES[secret as SecretClass].title : secret;
}

function describeVariables(variables: ReadonlyMap<string, string>): string[] {
  if (variables.size === 0) return [];
  return [
    '# What was secret is to be set first, encoded as the place asks for (%-encoded in an address or a form):',
    ...[...variables].map(([name, title]) => `#   ${name}: ${title}`),
  ];
}

/** In one list with the command, so that an interactive shell gives up all of it (section 2.6.2). */
function requireVariables(variables: ReadonlyMap<string, string>): string[] {
  if (variables.size === 0) return [];
  return [`: ${[...variables.keys()].map((name) => `"\${${name}:?}"`).join(' ')}`];
}
