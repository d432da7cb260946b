import type { EvidenceRule } from './observation';

/** Who signed the certificate that was shown, and whether the profile brings an authority (RFC 5280 section 6). */
export const observeCertificate: EvidenceRule = ({ session, step }) => {
  const exchange = step?.exchanges.findLast(({ connection }) => connection?.tls?.certificate);
  const certificate = exchange?.connection?.tls?.certificate;
  if (!exchange || !certificate) return [];
  const hasOwn = session.profile?.tls?.ca !== undefined;
  return [
    {
      seq: exchange.endSeq ?? exchange.seq,
      statement: hasOwn
        ? 'The certificate is not signed by the authority that the profile names (RFC 5280 section 6).'
        : 'The certificate is signed by an authority that is not trusted here, and the profile names none (RFC 5280 section 6).',
      expected: hasOwn ? 'the authority of tls.ca' : 'a public authority, or tls.ca in the profile',
      actual: certificate.issuer,
      decisive: false,
    },
  ];
};
