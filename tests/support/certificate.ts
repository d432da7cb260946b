import { generate } from 'selfsigned';

export interface TestCertificate {
  key: string;
  cert: string;
}

interface CertificateOptions {
  commonName?: string;
  dnsName?: string;
  addresses?: string[];
  /** Issued by this authority; self-signed unless told. */
  issuer?: TestCertificate;
  /** Days from now; negative for one that has expired. */
  validForDays?: number;
}

/** A fresh certificate; by default self-signed, and valid for the names a test server on loopback has. */
export async function createCertificate(options: CertificateOptions = {}): Promise<TestCertificate> {
  const { commonName = 'localhost', dnsName = 'localhost', addresses = ['127.0.0.1', '::1'] } = options;
  const { issuer, validForDays = 30 } = options;
  const dayMs = 24 * 3_600_000;
  const pems = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 60 * dayMs),
    notAfterDate: new Date(Date.now() + validForDays * dayMs),
    ...(issuer ? { ca: issuer } : {}),
    extensions: [
      { name: 'basicConstraints', cA: !issuer },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: dnsName }, ...addresses.map((ip) => ({ type: 7 as const, ip }))],
      },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
