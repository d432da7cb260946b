import type { EvidenceRule } from './observation';

/** The certificate on the connection of a refused client (RFC 8705 section 2). */
export const observeClientCertificate: EvidenceRule = ({ exchange, step }) => {
  const certificate = exchange?.connection?.tls?.clientCertificate;
  if (!exchange || !certificate) return [];
  const row = step?.checks.findLast(({ id }) => id === 'client-certificate');
  const isBroken = row?.verdict === 'fail';
  return [
    {
      seq: exchange.seq,
      statement: isBroken
        ? 'The client certificate of the connection has expired (RFC 8705 section 2).'
        : 'This client certificate was ready on the connection (RFC 8705 section 2).',
      expected: 'the certificate that the client is registered with',
      actual: `${certificate.subject}, SHA-256 ${certificate.fingerprint256}`,
      decisive: isBroken,
      fix: isBroken
        ? 'Renew the client certificate, and register the new one.'
        : 'Compare the certificate with the registration: its subject for tls_client_auth, the certificate itself in the JWKS for self_signed_tls_client_auth.',
    },
  ];
};
