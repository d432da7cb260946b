import type { ErrorRecord } from '@shared/model/error-record';

/** Codes of Chromium's network stack, with the code that Node has for the same. */
const CODES: Record<string, string> = {
  ERR_NAME_NOT_RESOLVED: 'ENOTFOUND',
  ERR_CONNECTION_REFUSED: 'ECONNREFUSED',
  ERR_CONNECTION_RESET: 'ECONNRESET',
  ERR_CONNECTION_CLOSED: 'UND_ERR_SOCKET',
  ERR_EMPTY_RESPONSE: 'UND_ERR_SOCKET',
  ERR_CONNECTION_TIMED_OUT: 'ETIMEDOUT',
  ERR_TIMED_OUT: 'ETIMEDOUT',
  ERR_ADDRESS_UNREACHABLE: 'EHOSTUNREACH',
  ERR_INTERNET_DISCONNECTED: 'ENETUNREACH',
  ERR_CERT_AUTHORITY_INVALID: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ERR_CERT_COMMON_NAME_INVALID: 'ERR_TLS_CERT_ALTNAME_INVALID',
  ERR_CERT_DATE_INVALID: 'CERT_HAS_EXPIRED',
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  ERR_SSL_PROTOCOL_ERROR: 'EPROTO',
  ERR_BAD_SSL_CLIENT_AUTH_CERT: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
};

/** The failure that a browser wrote on a request without an answer, such as net::ERR_CONNECTION_REFUSED. */
export function readChromiumError(text: string): ErrorRecord {
  const name = text.replace(/^net::/, '').slice(0, 100);
  const code = Object.hasOwn(CODES, name) ? (CODES[name] ?? null) : null;
  const message = text.slice(0, 300);
  return { name: 'NetworkError', message, code, details: {}, source: 'network', causes: [], oauth: null };
}
