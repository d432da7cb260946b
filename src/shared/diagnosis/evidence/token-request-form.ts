import { readHeader } from '../../model/read-message';
import type { ExchangeView } from '../../model/session';
import { findTokenExchanges, readForm } from '../run-facts';
import { isAuthenticationInDoubt } from './client-refusal';
import {
  type Conclusion,
  type ConclusionRule,
  isCodeGrant,
  isRefusedWith,
  toConclusions,
} from './conclusion';
import { isMasked } from './masked';
import { observeRedirectUri } from './redirect-uri';

/** The body of a token request is a form (RFC 6749 section 4.1.3 and appendix B). */
export const concludeBodyFormat: ConclusionRule = ({ exchange, signals }) => {
  if (exchange?.purpose !== 'token' || (exchange.response?.status ?? 0) < 400 || signals.length === 0)
    return [];
  const type = readHeader(exchange.request.headers, 'content-type') ?? '';
  const text = exchange.request.body?.text.trimStart() ?? '';
  const isJson = /json/i.test(type) || (text.startsWith('{') && !/x-www-form-urlencoded/i.test(type));
  if (!isJson) return [];
  return [
    {
      value: 'token-request-not-form',
      seq: exchange.seq,
      statement:
        'The token request is sent as JSON, which the endpoint does not read (RFC 6749 section 4.1.3).',
      expected: 'application/x-www-form-urlencoded',
      actual: type || 'a JSON body without Content-Type',
    },
  ];
};

/** redirect_uri missing or different, where the provider does not call that invalid_grant (RFC 6749 section 4.1.3). */
export const concludeRedirectUriForm: ConclusionRule = (facts) => {
  if (!isRefusedWith(facts, 'invalid_request', 'unauthorized_client')) return [];
  if (facts.exchange?.purpose !== 'token' || !isCodeGrant(facts)) return [];
  return toConclusions('token-redirect-uri', observeRedirectUri(facts));
};

/** How the client authenticates: once, and well formed (RFC 6749 section 2.3, RFC 7617 section 2). */
export const concludeClientAuthentication: ConclusionRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange || (exchange.response?.status ?? 0) < 400) return [];
  const field = readHeader(exchange.request.headers, 'authorization') ?? '';
  if (!/^basic\b/i.test(field)) return [];
  const form = readForm(exchange);
  const found: Conclusion[] = [];
  const second = form.has('client_secret') ? 'client_secret in the body' : 'client_assertion in the body';
  if (form.has('client_secret') || form.has('client_assertion')) {
    found.push({
      value: 'client-authenticated-twice',
      seq: exchange.seq,
      statement: 'The client authenticates in two ways in one request (RFC 6749 section 2.3).',
      expected: 'one way',
      actual: `Basic in the header, and ${second}`,
    });
  }
  return [...found, ...readBasic(exchange, field, isAuthenticationInDoubt(facts))];
};

function readBasic({ seq }: ExchangeView, field: string, isRefused: boolean): Conclusion[] {
  if (isMasked(field.trim().replace(/^\S{1,20}\s{1,9}/, ''))) return [];
  const credentials = decodeBasic(field);
  if (credentials === null) {
    return [
      {
        value: 'basic-malformed',
        seq,
        statement: 'The Basic credentials are not base64 of client_id:client_secret (RFC 7617 section 2).',
        expected: 'base64 of client_id, a colon and client_secret',
        actual: 'something else',
      },
    ];
  }
  if (!isRefused || isMasked(credentials.slice(credentials.indexOf(':') + 1))) return [];
  return readEncoding(seq, credentials);
}

/**
 * A server that undoes the form encoding (RFC 6749 section 2.3.1) sees another secret where one was sent
 * raw; one that does not sees another where it was encoded, and nothing in the request tells which it is.
 */
function readEncoding(seq: number, credentials: string): Conclusion[] {
  const encoded = credentials.match(/%[0-9a-f]{2}/gi)?.length ?? 0;
  const changing = credentials.match(/\+|%(?![0-9a-f]{2})/gi)?.length ?? 0;
  const isRaw = /[^\w.*%+:-]/.test(credentials) || /%(?![0-9a-f]{2})/i.test(credentials);
  if (changing > 0 || (isRaw && encoded > 0)) {
    return [
      {
        value: 'basic-unencoded',
        seq,
        statement:
          'The Basic credentials hold special characters that are not form-encoded, as RFC 6749 section 2.3.1 asks: a server that decodes them sees another secret.',
        expected: 'form-encoded credentials',
        actual: `${changing + encoded} characters that change when they are decoded`,
      },
    ];
  }
  if (encoded === 0) return [];
  return [
    {
      value: 'basic-encoding',
      seq,
      statement: `The Basic credentials hold ${encoded} percent-encoded characters; some servers do not decode them (RFC 6749 section 2.3.1).`,
      expected: 'a server that undoes the form encoding',
      actual: 'form-encoded',
    },
  ];
}

/** Null where it is no pair; the values are compared, never shown. */
function decodeBasic(field: string): string | null {
  const [, credentials = ''] = field.trim().split(/\s+/, 2);
  try {
    const text = atob(credentials);
    return text.includes(':') && !text.startsWith(':') ? text : null;
  } catch {
    return null;
  }
}
