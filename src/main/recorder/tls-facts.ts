import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import type { ClientCertificateFacts, TlsFacts } from '@shared/model/exchange';

/**
 * What the socket knows of its handshake now; a failed one leaves the rest null. `clientPem` is what this
 * client had ready: Node does not tell whether the server asked for it.
 */
export function readTlsFacts(socket: TLSSocket, clientPem: string | null): TlsFacts {
  return {
    protocol: readSafely(() => socket.getProtocol()),
    cipher: readSafely(() => socket.getCipher()?.name),
    authorized: socket.authorized,
    authorizationError: null,
    certificate: readCertificate(readSafely(() => socket.getPeerCertificate())),
    clientCertificate: clientPem === null ? null : readSafely(() => readClientCertificate(clientPem)),
  };
}

function readCertificate(certificate: PeerCertificate | null): TlsFacts['certificate'] {
  if (certificate?.fingerprint256 === undefined) return null;
  return {
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    subjectAltName: certificate.subjectaltname ?? null,
    validFrom: certificate.valid_from,
    validTo: certificate.valid_to,
    fingerprint256: certificate.fingerprint256,
  };
}

function readClientCertificate(pem: string): ClientCertificateFacts {
  const { subject, validTo, fingerprint256 } = new X509Certificate(pem);
  return { subject: subject.split('\n').join(', '), validTo, fingerprint256 };
}

/** Reads like "CN=id.example, O=Example". */
function formatName(name: DetailedPeerCertificate['subject'] | undefined): string {
  return Object.entries(name ?? {})
    .map(([type, value]) => `${type}=${[value].flat().join('+')}`)
    .join(', ');
}

/** A socket that is already gone throws or answers nothing. */
function readSafely<T>(read: () => T | null | undefined): T | null {
  try {
    return read() ?? null;
  } catch {
    return null;
  }
}
