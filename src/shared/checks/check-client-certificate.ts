import type { CheckResult } from '../model/check';
import type { ClientCertificateFacts } from '../model/exchange';
import { encodeBase64Url } from '../text/base64';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const shown = defineCheck(
  'client-certificate',
  'The connection has the client certificate',
  REFERENCES.certificateAuth,
);
const binding = defineCheck(
  'certificate-binding',
  'The access token is bound to the client certificate',
  REFERENCES.certificateBinding,
);

/** A client that authenticates with TLS needs its certificate on the very connection (RFC 8705 section 2). */
export function checkClientCertificate(
  certificate: ClientCertificateFacts | null,
  isTls: boolean,
  now: number,
): CheckResult {
  const expected = 'TLS with a client certificate that has not expired';
  if (!isTls) return shown('fail', expected, 'plain http, on which no certificate can be shown');
  if (!certificate) return shown('fail', expected, 'no client certificate');
  const actual = `${certificate.subject}, valid to ${certificate.validTo}`;
  return shown(Date.parse(certificate.validTo) > now ? 'pass' : 'fail', expected, actual);
}

/**
 * Whether `claims`, of a JWT access token or an introspection answer, name the certificate of the connection
 * (section 3.1). Null where nothing binds and nothing said that it would.
 */
export function checkCertificateBinding(
  claims: Record<string, unknown> | null,
  certificate: ClientCertificateFacts,
): CheckResult | null {
  const expected = encodeThumbprint(certificate.fingerprint256);
  if (!claims) return binding('skip', expected, 'the access token is opaque; introspection would tell');
  const confirmation = claims.cnf as Record<string, unknown> | undefined;
  const actual = confirmation?.['x5t#S256'];
  if (actual === undefined) return null;
  return binding(actual === expected ? 'pass' : 'fail', expected, showValue(actual));
}

/** From "AB:CD:..." to the base64url of the same bytes. */
function encodeThumbprint(fingerprint: string): string {
  return encodeBase64Url(Uint8Array.from(fingerprint.split(':'), (byte) => Number.parseInt(byte, 16)));
}
