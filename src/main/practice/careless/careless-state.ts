import { randomBytes } from 'node:crypto';
import type { PracticeKeys } from '../keys';

/** What an authorization request said: remembered for as long as the process lives, whatever is done with it. */
export interface RememberedRequest {
  clientId: string;
  scope: string;
  nonce: string | null;
}

export interface CarelessReply {
  status?: number;
  location?: string;
  /** Text is a page, anything else JSON. */
  body?: unknown;
}

export interface CarelessState {
  issuer: string;
  keys: PracticeKeys;
  /** By code and by refresh token. Nothing is ever taken out. */
  requests: Map<string, RememberedRequest>;
  /** Remembers a pushed request and answers its request_uri. */
  push(form: URLSearchParams): string;
  findPushed(requestUri: string): URLSearchParams | null;
}

export function createCarelessState(issuer: string, keys: PracticeKeys): CarelessState {
  const pushed = new Map<string, URLSearchParams>();
  return {
    issuer,
    keys,
    requests: new Map(),
    push(form) {
      const requestUri = `urn:ietf:params:oauth:request_uri:${randomText()}`;
      pushed.set(requestUri, form);
      return requestUri;
    },
    findPushed: (requestUri) => pushed.get(requestUri) ?? null,
  };
}

export function randomText(): string {
  return randomBytes(24).toString('base64url');
}
