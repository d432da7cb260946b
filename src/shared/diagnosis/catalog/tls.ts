import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';
import { NODE_TLS_ERRORS } from '../references';

const TLS = {
  family: 'tls',
  core: false,
  where: ['network'],
  provider: null,
} satisfies Partial<CatalogEntry>;
const TRUST_CA = 'Point "tls": { "ca": ... } of the profile to the certificate of the authority (PEM).';
const KEEP_CHECKING = 'Do not switch certificate checks off: tokens would go to whoever answers.';

/** Failures of the TLS handshake. */
export const TLS_ENTRIES: CatalogEntry[] = [
  {
    ...TLS,
    id: 'tls-cert-has-expired',
    code: 'CERT_HAS_EXPIRED',
    title: 'The certificate has expired',
    meaning: 'The certificate of the server, or one in its chain, is past its last day.',
    match: [
      { signal: 'error-code', value: 'CERT_HAS_EXPIRED' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'certificate has expired(?! or)|certificate has expired or is not yet valid.{0,60} is after|CertificateExpiredException|\\bNotAfter:',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bNotTimeValid\\b|\\bcertificate expired\\b|InvalidCertificate\\(Expired|SEC_ERROR_EXPIRED_CERTIFICATE|ERR_CERT_DATE_INVALID',
      },
    ],
    causes: ['It was not renewed.', 'The clock of this machine is far ahead.'],
    fixes: ['Renew the certificate of {host}.', 'Check date and time of this machine.'],
    actors: ['provider operator', 'user'],
    retry: 'after_fix',
    reference: NODE_TLS_ERRORS,
  },
  {
    ...TLS,
    id: 'tls-cert-not-yet-valid',
    code: 'CERT_NOT_YET_VALID',
    title: 'The certificate is not valid yet',
    meaning: 'The first day of the certificate lies in the future.',
    match: [
      { signal: 'error-code', value: 'CERT_NOT_YET_VALID' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'certificate is not yet valid|certificate has expired or is not yet valid.{0,60} is before|CertificateNotYetValidException|\\bNotBefore:',
      },
      { signal: 'error-code', value: '*', pattern: 'InvalidCertificate\\(NotValidYet' },
    ],
    causes: ['The clock of this machine is behind.', 'The certificate was issued a moment ago.'],
    fixes: ['Check date and time of this machine, or wait until the certificate of {host} is valid.'],
    actors: ['user', 'provider operator'],
    retry: 'after_delay',
    reference: NODE_TLS_ERRORS,
  },
  {
    ...TLS,
    id: 'tls-self-signed-leaf',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    title: 'The certificate is self-signed',
    meaning: 'The server shows a certificate that it signed itself, and this machine does not trust it.',
    match: [
      { signal: 'error-code', value: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      { signal: 'error-code', value: '*', pattern: 'self[- ]signed certificate(?! in)|\\bUntrustedRoot\\b' },
    ],
    causes: ['It is the certificate of a development system.'],
    fixes: [TRUST_CA, KEEP_CHECKING],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: NODE_TLS_ERRORS,
  },
  {
    ...TLS,
    id: 'tls-self-signed-in-chain',
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    title: 'The chain ends in an authority that is not trusted',
    meaning: 'The root certificate of the chain is not among those that this machine trusts.',
    match: [
      { signal: 'error-code', value: 'SELF_SIGNED_CERT_IN_CHAIN' },
      { signal: 'error-code', value: '*', pattern: 'self[- ]signed certificate in (the )?certificate chain' },
    ],
    causes: [
      'A company proxy opens TLS and signs with its own root.',
      'The provider uses a private authority.',
    ],
    fixes: [TRUST_CA, KEEP_CHECKING],
    actors: ['user'],
    retry: 'after_fix',
    reference: NODE_TLS_ERRORS,
  },
  {
    ...TLS,
    id: 'tls-unable-to-verify-leaf',
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    title: 'The chain of certificates is incomplete',
    meaning: 'The server sends its own certificate without the one that signed it.',
    match: [
      { signal: 'error-code', value: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      { signal: 'error-code', value: '*', pattern: 'unable to verify the first certificate' },
    ],
    causes: [
      'The intermediate certificate is not installed at the server; browsers may fetch it and hide the fault.',
      'The authority is private and unknown here.',
    ],
    fixes: ['Install the full chain at {host}.', TRUST_CA],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: NODE_TLS_ERRORS,
  },
  {
    ...TLS,
    id: 'tls-issuer-cert-not-local',
    code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    title: 'The authority of the certificate is not known here',
    meaning: 'The chain leads to an authority that this machine does not have among the trusted ones.',
    match: [
      { signal: 'error-code', value: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
      { signal: 'error-code', value: 'UNABLE_TO_GET_ISSUER_CERT' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'unable to get (local )?issuer certificate|signed by unknown authority|PKIX path building failed|unable to find valid certification path|\\bPartialChain\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bUnknownIssuer\\b|SEC_ERROR_UNKNOWN_ISSUER|ERR_CERT_AUTHORITY_INVALID|unable to get issuer certificate|unknown_ca\\b|unknown ca\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bCode=-1202\\b|\\bTrust anchor for certification path not found\\b|\\bcertificate (is )?not trusted\\b|\\bunable to get issuer cert|\\bself-signed or untrusted\\b|\\bfailed certificate validation\\b.{0,60}untrusted|\\bcertificate chain was issued by an authority that is not trusted\\b',
      },
    ],
    causes: [
      'The authority is private, or belongs to a proxy that opens TLS.',
      'The list of trusted authorities is out of date.',
    ],
    fixes: [TRUST_CA, KEEP_CHECKING],
    actors: ['user', 'provider operator'],
    retry: 'after_fix',
    reference: NODE_TLS_ERRORS,
  },
  {
    ...TLS,
    id: 'tls-altname-invalid',
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    title: 'The certificate is for another host name',
    meaning: 'The name that was called is not among the names of the certificate.',
    match: [
      { signal: 'error-code', value: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          "certificate is (not )?valid for .{1,90}(, not |'|$)|No subject alternative (DNS )?name|No name matching .{1,90} found|RemoteCertificateNameMismatch|Hostname mismatch|does not match certificate's altnames",
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'ERR_CERT_COMMON_NAME_INVALID|SSL_ERROR_BAD_CERT_DOMAIN|NotValidForName|doesn.{1,6}t contain any IP SANs|not valid for any names|relies on legacy Common Name|doesn.{1,6}t match .{1,200}certificate|hostname .{1,200} doesn.{1,6}t match|subject name .{1,200}does not match',
      },
    ],
    causes: [
      'The server was called by its IP address or by an alias.',
      'It shows the certificate of another virtual host.',
    ],
    fixes: [
      'Call it by a name of the certificate; the connection of the recorded request lists them.',
      'Add {host} to the certificate.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(9110, '4.3.4'),
  },
  {
    ...TLS,
    id: 'tls-wrong-version-number',
    code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    title: 'The port does not speak TLS',
    meaning: 'The handshake was answered with something that is not TLS.',
    match: [
      { signal: 'error-code', value: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      { signal: 'error-code', value: 'ERR_SSL_PACKET_LENGTH_TOO_LONG' },
      { signal: 'error-code', value: 'EPROTO', pattern: 'wrong version number|packet length too long' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'first record does not look like a TLS handshake|unrecognized SSL message|WRONG_VERSION_NUMBER',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'wrong version number|server gave HTTP response to HTTPS client|unexpected packet format|corrupted frame|received corrupt message|SSL_ERROR_RX_RECORD_TOO_LONG|packet length too long|record layer failure',
      },
    ],
    causes: ['An https URL leads to an http port.', 'A proxy on the way replied without TLS.'],
    fixes: ['Use the TLS port of {host}; for a test system on this machine, use http.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(8446, '6'),
  },
  {
    ...TLS,
    id: 'tls-protocol-version',
    code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    title: 'No common version of TLS',
    meaning: 'Client and server do not share a version of TLS.',
    match: [
      { signal: 'error-code', value: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
      { signal: 'error-code', value: 'ERR_SSL_UNSUPPORTED_PROTOCOL' },
      { signal: 'error-code', value: 'EPROTO', pattern: 'protocol version|unsupported protocol' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'protocol version not supported|alert protocol version|unsupported protocol version|ERR_SSL_VERSION_OR_CIPHER_MISMATCH|\\bunsupported protocol\\b(?! scheme)|no appropriate protocol|protocol_version\\b',
      },
    ],
    causes: ['The server offers only TLS 1.0 or 1.1, which are no longer allowed.'],
    fixes: ['Bring {host} to TLS 1.2 or later.'],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(8996, '4'),
  },
  {
    ...TLS,
    id: 'tls-eproto',
    code: 'EPROTO',
    title: 'The TLS handshake failed',
    meaning: 'Client and server could not agree on a secure connection.',
    match: [
      { signal: 'error-code', value: 'EPROTO' },
      { signal: 'error-code', value: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
      {
        signal: 'error-code',
        value: '*',
        pattern: 'handshake[ _]failure|EOF occurred in violation of protocol',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bCode=-1200\\b|\\bTLS error caused the secure connection to fail\\b|\\bSSL handshake (aborted|failed)\\b|\\bPR_END_OF_FILE_ERROR\\b|\\bERR_SSL_PROTOCOL_ERROR\\b',
      },
    ],
    causes: ['The server refused the handshake.', 'The port answers in plain text.'],
    fixes: ['Read the text of the TLS library in the evidence.', 'Check scheme and port of {requestUrl}.'],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(8446, '6'),
  },
  {
    ...TLS,
    id: 'tls-client-certificate-required',
    code: 'client certificate required',
    title: 'The server wants a client certificate',
    meaning: 'The endpoint accepts only connections with a certificate of the client (mutual TLS).',
    match: [
      { signal: 'error-code', value: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'alert certificate.required|fatal alert: (bad_certificate|certificate_required)|tls: certificate required',
      },
      {
        signal: 'http-status',
        value: '400',
        pattern: 'no required ssl certificate was sent|the ssl certificate error',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'ERR_BAD_SSL_CLIENT_AUTH_CERT|tls: bad certificate|alert bad certificate|sslv3 alert bad certificate',
      },
    ],
    causes: ['An mTLS endpoint was called without a certificate, or with one that it does not accept.'],
    fixes: [
      'Use the endpoints of mtls_endpoint_aliases with a certificate, or an endpoint of {host} that needs none.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(8705, '2'),
  },
];
