import type { ErrorRecord } from '@shared/model/error-record';

/** What curl says of a failure, and the code that Node has for the same; the first that fits counts. */
const BY_WORDS: [words: RegExp, code: string][] = [
  [
    /(?:CONNECT tunnel failed|from proxy after CONNECT|proxy CONNECT aborted).{0,60}|response 407\b/i,
    'UND_ERR_ABORTED',
  ],
  [/could not resolve/i, 'ENOTFOUND'],
  [/wrong version number/i, 'ERR_SSL_WRONG_VERSION_NUMBER'],
  [/certificate required/i, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/(alert |unsupported )protocol( version)?/i, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  [/self[- ]signed certificate in (the )?certificate chain/i, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self[- ]signed/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/certificate has expired/i, 'CERT_HAS_EXPIRED'],
  [/certificate is not yet valid/i, 'CERT_NOT_YET_VALID'],
  [/unable to get (local )?issuer certificate/i, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/subject name .{0,90}match/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/connection refused/i, 'ECONNREFUSED'],
  [/no route to host|host is unreachable/i, 'EHOSTUNREACH'],
  [/network is unreachable/i, 'ENETUNREACH'],
  [/reset by peer|connection was reset/i, 'ECONNRESET'],
  [/operation timed out after .{0,100}received/i, 'UND_ERR_HEADERS_TIMEOUT'],
  [/timed out|timeout/i, 'ETIMEDOUT'],
];

/** Where the words tell nothing more, by the exit code of curl. */
const BY_NUMBER: Record<string, string> = {
  3: 'ERR_INVALID_URL',
  5: 'ENOTFOUND',
  6: 'ENOTFOUND',
  7: 'ECONNREFUSED',
  28: 'ETIMEDOUT',
  35: 'EPROTO',
  51: 'ERR_TLS_CERT_ALTNAME_INVALID',
  52: 'UND_ERR_SOCKET',
  55: 'ECONNRESET',
  56: 'ECONNRESET',
  60: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
};

const FAILURE = /^curl: \((\d{1,3})\) ?(.{0,500})/;

/**
 * The failure in a line such as "curl: (60) SSL certificate problem", null where it is none or not one
 * of the connection. Lines of `-v` before it often say more than the last one does.
 */
export function parseCurlError(line: string, before: readonly string[]): ErrorRecord | null {
  const failure = FAILURE.exec(line);
  const number = failure?.[1] ?? '';
  if (!failure || !Object.hasOwn(BY_NUMBER, number)) return null;
  const message = failure[2] ?? '';
  const code =
    findByWords(message) ??
    before
      .toReversed()
      .map(findByWords)
      .find((each) => each !== null) ??
    BY_NUMBER[number] ??
    null;
  return { name: `curl (${number})`, message, code, details: {}, source: 'network', causes: [], oauth: null };
}

function findByWords(text: string): string | null {
  return BY_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}
