import type { ErrorRecord } from './error-record';

/** Header fields in the order they crossed the wire; names keep their case, duplicates stay. */
export type HeaderList = [name: string, value: string][];

/** A message body as recorded. `bodyBytes` counts the whole body, also where only its start was kept. */
export interface RecordedBody {
  /** Text as UTF-8, anything else as base64; what was kept of it (see `truncated`). */
  text: string;
  encoding: 'utf8' | 'base64';
  bodyBytes: number;
  truncated: boolean;
}

export interface RecordedRequest {
  method: string;
  url: string;
  headers: HeaderList;
  body: RecordedBody | null;
}

export interface RecordedResponse {
  status: number;
  statusText: string;
  headers: HeaderList;
  body: RecordedBody | null;
}

/** Phases of one exchange in milliseconds; a phase that did not happen (or was not reached) is null. */
export interface ExchangeTimings {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** From the request being sent to the first byte of the response head. */
  firstByteMs: number | null;
  totalMs: number;
}

export interface TlsFacts {
  protocol: string | null;
  cipher: string | null;
  authorized: boolean;
  authorizationError: string | null;
  /** The leaf certificate the server showed. */
  certificate: {
    subject: string;
    issuer: string;
    subjectAltName: string | null;
    validFrom: string;
    validTo: string;
    fingerprint256: string;
  } | null;
  /** The certificate that this client had ready, and showed if the server asked; null for none. */
  clientCertificate: ClientCertificateFacts | null;
}

export interface ClientCertificateFacts {
  subject: string;
  validTo: string;
  fingerprint256: string;
}

export interface ConnectionFacts {
  remoteAddress: string | null;
  remotePort: number | null;
  tls: TlsFacts | null;
}

/** What the exchange is for, in protocol terms; diagnosis reads it instead of guessing from the URL. */
export const EXCHANGE_PURPOSES = [
  'discovery',
  'jwks',
  'authorization',
  'par',
  'device-authorization',
  'backchannel-authentication',
  'token',
  'userinfo',
  'resource',
  'introspection',
  'revocation',
  'registration',
  'logout',
  'other',
] as const;

export type ExchangePurpose = (typeof EXCHANGE_PURPOSES)[number];

/** Who sent the request: this client directly (back) or the user's browser (front). */
export type Channel = 'front' | 'back';

export interface ExchangeOutcome {
  response: RecordedResponse | null;
  error: ErrorRecord | null;
  timings: ExchangeTimings;
  connection: ConnectionFacts | null;
}
