import { X509Certificate } from 'node:crypto';

export interface LoopbackCertificate {
  /** PEM text both. */
  key: string;
  cert: string;
  fingerprint256: string;
}

const HOUR_MS = 3_600_000;

/**
 * A certificate for one listener, made when it opens. Key and certificate live in memory and end with it: a
 * key on disk that some browser was told to trust could stand in for every program at that name (RFC 8252
 * section 8.3 keeps loopback responses safe only from other machines). It is no authority (RFC 5280
 * section 4.2.1.9) and good for a day.
 */
export async function createLoopbackCertificate(
  hostname: string,
  now: number = Date.now(),
): Promise<LoopbackCertificate> {
  // Loaded where it is needed: most runs listen on plain http.
  const { generate } = await import('selfsigned');
  const names = [...new Set(['localhost', hostname.replace(/^\[|\]$/g, '')])].filter(
    (name) => !isAddress(name),
  );
  const addresses = [...new Set(['127.0.0.1', '::1', hostname.replace(/^\[|\]$/g, '')])].filter(isAddress);
  const made = await generate([{ name: 'commonName', value: 'Grantscope callback listener' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - HOUR_MS),
    notAfterDate: new Date(now + 24 * HOUR_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  const { fingerprint256 } = new X509Certificate(made.cert);
  return { key: made.private, cert: made.cert, fingerprint256 };
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
}
