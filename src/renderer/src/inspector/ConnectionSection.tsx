import type { ConnectionFacts } from '@shared/model/exchange';
import { DetailTable, Section } from '../ui/DetailTable';
import { PlainText } from '../ui/PlainText';

/** Who was really reached, and what the TLS handshake settled. */
export function ConnectionSection({ connection }: { connection: ConnectionFacts }) {
  const { remoteAddress, remotePort, tls } = connection;
  const certificate = tls?.certificate;
  const facts: [name: string, value: string | null | undefined][] = [
    ['Remote address', remoteAddress && (remotePort ? `${remoteAddress} port ${remotePort}` : remoteAddress)],
    ['TLS', tls ? (tls.protocol ?? 'unknown version') : 'not used'],
    ['Cipher', tls?.cipher],
    ['Trusted', tls && (tls.authorized ? 'yes' : `no: ${tls.authorizationError ?? 'reason unknown'}`)],
    ['Certificate for', certificate?.subject],
    ['Also valid for', certificate?.subjectAltName],
    ['Issued by', certificate?.issuer],
    ['Valid', certificate && `${certificate.validFrom} to ${certificate.validTo}`],
    ['SHA-256 fingerprint', certificate?.fingerprint256],
    ['Client certificate', tls?.clientCertificate?.subject],
    ['Client certificate valid to', tls?.clientCertificate?.validTo],
    ['Client certificate SHA-256', tls?.clientCertificate?.fingerprint256],
  ];
  const rows = facts.flatMap(([name, value]) =>
    value ? [{ name, value: <PlainText text={value} />, copy: { text: value, what: name } }] : [],
  );
  return (
    <Section title="Connection">
      <DetailTable label="Connection" rows={rows} />
    </Section>
  );
}
