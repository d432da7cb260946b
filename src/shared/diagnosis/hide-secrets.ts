import { parseJsonObject } from '../model/read-message';
import type { ExchangeView, SessionView } from '../model/session';

/** Shorter values are parts of ordinary words; replacing them would only garble the text. */
const MIN_LENGTH = 4;
const MAX_TEXT = 600;
const MAX_INPUT = 8_192;

const SECRET_PARAMETERS = [
  'code',
  'code_verifier',
  'client_secret',
  'client_assertion',
  'assertion',
  'password',
  'access_token',
  'refresh_token',
  'id_token',
  'device_code',
  'token',
];

const SECRET_ARTIFACTS = ['access-token', 'refresh-token', 'id-token', 'code-verifier', 'client-secret'];

export type HideSecrets = (text: string) => string;

/**
 * Findings are shown as they are, so no credential may get into one, even where the provider echoes it
 * in a description. Each value that this run sent or received as a credential is replaced by what it
 * is; text from outside is cut to one line of bounded length.
 */
export function createHideSecrets(session: SessionView): HideSecrets {
  const secrets = collectSecrets(session);
  const longest = Math.min(secrets[0]?.[0].length ?? 0, MAX_INPUT);
  return (text) => {
    let safe = text.slice(0, MAX_INPUT);
    for (const [value, label] of secrets) safe = safe.replaceAll(value, label);
    // The cut may have left the beginning of a credential at the end, too short to be found.
    if (text.length > MAX_INPUT) safe = safe.slice(0, Math.max(0, safe.length - longest));
    return clip(toOneLine(safe));
  };
}

/** Values with their labels, longest first, so that no part of one is left over. */
function collectSecrets(session: SessionView): [value: string, label: string][] {
  const found = new Map<string, string>();
  const add = (value: unknown, name: string): void => {
    if (typeof value !== 'string' || value.length < MIN_LENGTH) return;
    const label = `[${name}, ${value.length} characters]`;
    for (const form of [value, encodeURIComponent(value), value.slice(0, MAX_INPUT / 2)])
      found.set(form, label);
  };
  for (const step of session.steps) {
    for (const { name, value } of step.artifacts) if (SECRET_ARTIFACTS.includes(name)) add(value, name);
    for (const artifact of step.artifacts) if (artifact.kind === 'url') addParameters(artifact.value, add);
    for (const hit of step.hits) addParameters(hit.url, add);
    for (const exchange of step.exchanges) addExchange(exchange, add);
  }
  return [...found].sort(([a], [b]) => b.length - a.length);
}

type Add = (value: unknown, name: string) => void;

function addParameters(url: string, add: Add): void {
  if (!URL.canParse(url)) return;
  const { searchParams, hash } = new URL(url);
  addForm(searchParams, add);
  if (hash !== '') addForm(new URLSearchParams(hash.slice(1)), add);
}

function addForm(form: URLSearchParams, add: Add): void {
  for (const name of SECRET_PARAMETERS) for (const value of form.getAll(name)) add(value, name);
}

function addExchange({ request, response }: ExchangeView, add: Add): void {
  addParameters(request.url, add);
  addForm(new URLSearchParams(request.body?.text ?? ''), add);
  for (const [name, value] of request.headers) if (/^authorization$/i.test(name)) addCredentials(value, add);
  const body = parseJsonObject(response?.body?.text ?? '');
  if (!body) return;
  for (const name of SECRET_PARAMETERS)
    if (Object.hasOwn(body, name) && name !== 'code') add(body[name], name);
}

/** The credentials of an Authorization field; those of Basic are also there decoded (RFC 7617 section 2). */
function addCredentials(field: string, add: Add): void {
  const [scheme = '', credentials = ''] = field.trim().split(/\s+/, 2);
  add(credentials, 'credentials');
  if (scheme.toLowerCase() !== 'basic') return;
  const password = decodeBasic(credentials);
  add(password, 'client_secret');
  try {
    add(decodeURIComponent((password ?? '').replaceAll('+', ' ')), 'client_secret');
  } catch {
    // Not form-encoded: the plain value is hidden already.
  }
}

function decodeBasic(credentials: string): string | null {
  try {
    const text = atob(credentials);
    return text.includes(':') ? text.slice(text.indexOf(':') + 1) : null;
  } catch {
    return null;
  }
}

function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}
