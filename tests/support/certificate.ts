import { generate } from 'selfsigned';

export interface TestCertificate {
  key: string;
  cert: string;
}

/** A fresh self-signed certificate; by default valid for the names a test server on loopback has. */
export async function createCertificate(
  names: { commonName?: string; dnsName?: string; addresses?: string[] } = {},
): Promise<TestCertificate> {
  const { commonName = 'localhost', dnsName = 'localhost', addresses = ['127.0.0.1', '::1'] } = names;
  const pems = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: dnsName }, ...addresses.map((ip) => ({ type: 7 as const, ip }))],
      },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
