import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';

/** What makes a provider listen on https and ask every client for a certificate, which none must have. */
export interface PracticeTls {
  key: string;
  cert: string;
  /** PEM of the authorities whose client certificates count as verified (tls_client_auth). */
  ca?: string[];
}

export const MUTUAL_TLS_METHODS = ['tls_client_auth', 'self_signed_tls_client_auth'] as const;

type MutualTls = NonNullable<NonNullable<Configuration['features']>['mTLS']>;

/** Client authentication with certificates, and tokens bound to them (RFC 8705 sections 2 and 3). */
export const MUTUAL_TLS: MutualTls = {
  enabled: true,
  certificateBoundAccessTokens: true,
  selfSignedTlsClientAuth: true,
  tlsClientAuth: true,
  getCertificate: (ctx) => readClientCertificate(ctx),
  certificateAuthorized: (ctx) => (ctx.socket as TLSSocket).authorized,
  certificateSubjectMatches(ctx, property, expected) {
    const certificate = readClientCertificate(ctx);
    const lines = (text: string | undefined) => text?.split(/\n|, /) ?? [];
    if (property === 'tls_client_auth_subject_dn') {
      return lines(certificate?.subject).join(',') === expected;
    }
    const kind = SAN_KINDS[property];
    return lines(certificate?.subjectAltName).includes(`${kind}:${expected}`);
  },
};

const SAN_KINDS: Record<string, string> = {
  tls_client_auth_san_dns: 'DNS',
  tls_client_auth_san_ip: 'IP Address',
  tls_client_auth_san_email: 'email',
  tls_client_auth_san_uri: 'URI',
};

/** Endpoints under another host name, as providers have them that ask for certificates there only (section 5). */
export function buildEndpointAliases(origin: string): Record<string, string> {
  return { token_endpoint: `${origin}/token`, userinfo_endpoint: `${origin}/me` };
}

function readClientCertificate(ctx: KoaContextWithOIDC): X509Certificate | undefined {
  return (ctx.socket as Partial<TLSSocket>).getPeerX509Certificate?.();
}

/** SHA-256 of the certificate, as cnf has it (section 3.1). */
export function readCertificateThumbprint(ctx: KoaContextWithOIDC): string | undefined {
  const fingerprint = readClientCertificate(ctx)?.fingerprint256;
  return fingerprint && Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
}
