import type { ErrorCause, ErrorRecord, ErrorSource, OAuthErrorFields } from '@shared/model/error-record';
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { clipText, readErrorDetails, readMember } from './error-details';
import { CheckFailedError, LocalFlowError } from './flow-errors';

const MAX_CAUSES = 8;
/** Of an AggregateError (every address of a host refused) this many members are kept. */
const MAX_AGGREGATED = 3;

/**
 * Turns anything thrown into the record of the trace: the only place that does. The chain of causes is
 * followed through `cause` and the first `errors` of an AggregateError, safe against cycles and getters
 * that throw. `code` is the error's own, or else the first one found below it.
 */
export function toErrorRecord(error: unknown): ErrorRecord {
  const chain = listChain(error);
  const links = chain.map(toErrorCause);
  const [outermost = toErrorCause(error), ...causes] = links;
  return {
    ...outermost,
    code: links.find((link) => link.code !== null)?.code ?? null,
    source: findSource(chain, links),
    causes,
    oauth: findOAuthFields(chain),
  };
}

/** The error and its causes, outermost first; a cause that is plain data belongs to the link above it. */
function listChain(error: unknown): unknown[] {
  const chain: unknown[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && chain.length <= MAX_CAUSES) {
    const link = waiting.shift();
    if (chain.includes(link)) continue;
    chain.push(link);
    const cause = readMember(link, 'cause');
    if (isError(cause) || typeof cause === 'string') waiting.push(cause);
    const members = readMember(link, 'errors');
    if (Array.isArray(members)) waiting.push(...members.slice(0, MAX_AGGREGATED));
  }
  return chain;
}

function toErrorCause(error: unknown): ErrorCause {
  if (!isError(error)) {
    return { name: typeof error, message: clipText(toText(error)), code: null, details: {} };
  }
  const code = readMember(error, 'code');
  return {
    name: toText(readMember(error, 'name')) || 'Error',
    message: clipText(toText(readMember(error, 'message'))),
    code: typeof code === 'string' ? code : null,
    details: readErrorDetails(error),
  };
}

function isError(value: unknown): value is Error {
  return value instanceof Error || value instanceof DOMException;
}

function toText(value: unknown): string {
  try {
    return typeof value === 'object' && value !== null ? (JSON.stringify(value) ?? '') : String(value ?? '');
  } catch {
    return '';
  }
}

/**
 * Order matters: what we ourselves noticed wins; then a failure of the transport, which the library
 * only wraps ("something went wrong"); then the library's own verdict.
 */
function findSource(chain: unknown[], links: ErrorCause[]): ErrorSource {
  if (chain.some((link) => link instanceof CheckFailedError)) return 'check';
  if (chain.some((link) => link instanceof LocalFlowError || isAbort(link) || isLocalCode(link)))
    return 'local';
  if (chain.some(isHttpAnswer)) return 'library';
  if (links.some(isNetworkFailure)) return 'network';
  if (chain.some(isLibraryError)) return 'library';
  return 'host';
}

/** Given up on purpose; a deadline aborts with a TimeoutError instead. */
function isAbort(link: unknown): boolean {
  return link instanceof DOMException && link.name === 'AbortError';
}

/** A port of this machine that could not be listened on. */
function isLocalCode(link: unknown): boolean {
  const code = readMember(link, 'code');
  return code === 'EADDRINUSE' || (code === 'EACCES' && readMember(link, 'syscall') === 'listen');
}

/** The library read an answer and complains about it, so the transport did its work. */
function isHttpAnswer(link: unknown): boolean {
  return (
    link instanceof ResponseBodyError ||
    link instanceof WWWAuthenticateChallengeError ||
    readMember(link, 'cause') instanceof Response
  );
}

function isLibraryError(link: unknown): boolean {
  if (link instanceof ClientError || link instanceof AuthorizationResponseError) return true;
  const code = readMember(link, 'code');
  return typeof code === 'string' && /^(OAUTH_|ERR_(JOSE|JW[A-Z]+)_)/.test(code);
}

/** System calls, the resolver, TLS (Node and OpenSSL), undici and its HTTP parser, and a browser's network. */
const NETWORK_CODES = [
  /^E(CONN|HOST|NET|PIPE|PROTO|TIMEDOUT|NOTFOUND|AI_|ADDRNOTAVAIL)/,
  /^UND_ERR_(?!INVALID|NOT_SUPPORTED|DESTROYED|CLOSED)/,
  /^HPE_/,
  /^net::/,
  /^ERR_(TLS|SSL)_/,
  /^(CERT|CRL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH)/,
];

/** An aborting deadline, and bytes that are no HTTP: undici gives neither a code. */
const NETWORK_NAMES = new Set(['TimeoutError', 'HTTPParserError']);

function isNetworkFailure({ code, name }: ErrorCause): boolean {
  return NETWORK_NAMES.has(name) || (code !== null && NETWORK_CODES.some((pattern) => pattern.test(code)));
}

function findOAuthFields(chain: unknown[]): OAuthErrorFields | null {
  for (const link of chain) {
    const fields = readOAuthFields(link);
    if (fields !== null) return fields;
  }
  return null;
}

/** Where each error class keeps RFC 6749 5.2 / 4.1.2.1 and RFC 6750 3 fields. */
function readOAuthFields(link: unknown): OAuthErrorFields | null {
  if (link instanceof ResponseBodyError) return toOAuthFields((name) => link.cause[name]);
  if (link instanceof AuthorizationResponseError) return toOAuthFields((name) => link.cause.get(name));
  if (link instanceof WWWAuthenticateChallengeError) {
    const challenge = link.cause.find(({ parameters }) => parameters.error !== undefined);
    return challenge ? toOAuthFields((name) => challenge.parameters[name as Lowercase<string>]) : null;
  }
  return null;
}

function toOAuthFields(read: (name: string) => unknown): OAuthErrorFields | null {
  const readText = (name: string): string | null => {
    const value = read(name);
    return typeof value === 'string' ? clipText(value) : null;
  };
  const error = readText('error');
  if (error === null) return null;
  return { error, errorDescription: readText('error_description'), errorUri: readText('error_uri') };
}
