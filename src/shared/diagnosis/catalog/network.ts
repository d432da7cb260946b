import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';
import { NODE_ERRORS, NODE_SYSTEM_ERRORS, UNDICI_ERRORS } from '../references';

/** What each of these entries shares: no HTTP answer came, whatever the provider. */
const NETWORK = {
  family: 'network',
  core: false,
  where: ['network'],
  provider: null,
} satisfies Partial<CatalogEntry>;

/** Failures of name resolution, connections and HTTP itself. */
export const NETWORK_ENTRIES: CatalogEntry[] = [
  {
    ...NETWORK,
    id: 'net-enotfound',
    code: 'ENOTFOUND',
    title: 'The host name does not exist',
    meaning: 'DNS has no address for the host.',
    match: [
      { signal: 'error-code', value: 'ENOTFOUND' },
      { signal: 'error-code', value: 'UnknownHostException' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '\\bno such host\\b|Name or service not known|nodename nor servname provided',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'No address associated with hostname|getaddrinfo failed|could not resolve (host|name)|No such host is known|NameResolutionError|failed to lookup address',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bhostname could not be found\\b|\\bNSURLErrorDomain\\b.{0,12}-?\\bCode=-1003\\b|\\bUnable to resolve host\\b|\\bhost not found\\b|\\bunknown host\\b|\\bERR_NAME_NOT_RESOLVED\\b|\\bDNS_PROBE_FINISHED_NXDOMAIN\\b|\\bserver not found\\b|\\bremote name could not be resolved\\b|\\bnxdomain\\b',
      },
    ],
    causes: [
      'The issuer or an endpoint is misspelt.',
      'The name is internal, and this machine is outside of that network or VPN.',
    ],
    fixes: [
      'Correct the host name {host}, or look it up from this machine (nslookup).',
      'Join the VPN or network in which the name exists.',
    ],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-eai-again',
    code: 'EAI_AGAIN',
    title: 'DNS did not answer',
    meaning: 'The name server could not be asked, so it is open whether the host exists.',
    match: [
      { signal: 'error-code', value: 'EAI_AGAIN' },
      {
        signal: 'error-code',
        value: '*',
        pattern: 'Temporary failure in name resolution|server misbehaving|lookup .{1,200}: i/o timeout',
      },
    ],
    causes: [
      'There is no network, or the DNS server cannot be reached.',
      'A container was started without DNS.',
    ],
    fixes: ['Check network and DNS of this machine, then try again.'],
    actors: ['user'],
    retry: 'yes',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-econnrefused',
    code: 'ECONNREFUSED',
    title: 'Nothing listens at that address',
    meaning: 'The machine answered that no program listens on the port.',
    match: [
      { signal: 'error-code', value: 'ECONNREFUSED' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'connect(ion)?: connection refused|\\] Connection refused|ConnectException: Connection refused|actively refused it',
      },
      { signal: 'error-code', value: '*', pattern: '\\bconnection refused\\b|ConnectionRefusedError' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bCode=-1004\\b|\\bcould not connect to the server\\b|\\bECONNREFUSED\\b|\\bos error (111|10061|61)\\b',
      },
    ],
    causes: [
      'The provider is not running, or uses another port.',
      'In a container, localhost is the container itself.',
      'The provider listens on IPv4 only, and ::1 was tried.',
    ],
    fixes: [
      'Start the provider, or correct the port of {host}.',
      'In containers, use the name of the service or the gateway of the host in place of localhost.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-econnreset',
    code: 'ECONNRESET',
    title: 'The connection was cut',
    meaning: 'The other side, or something between, broke the connection while it was in use.',
    match: [
      { signal: 'error-code', value: 'ECONNRESET' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '\\bconnection (was )?reset\\b|ConnectionResetError|forcibly closed by the remote host',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bCode=-1005\\b|\\bnetwork connection was lost\\b|\\bconnection reset by (peer|server)\\b|\\bSoftware caused connection abort\\b|\\bos error (104|10054|54)\\b',
      },
    ],
    causes: [
      'A firewall, a proxy or the provider closed it.',
      'The server expects TLS, or a client certificate.',
    ],
    fixes: ['Try once more.', 'Reach {host} without proxy or VPN, to find out who cuts the connection.'],
    actors: ['user', 'provider operator'],
    retry: 'yes',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-etimedout',
    code: 'ETIMEDOUT',
    title: 'The connection attempt timed out',
    meaning: 'No answer came to the attempt to connect.',
    match: [
      { signal: 'error-code', value: 'ETIMEDOUT' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bconnect(ion)? timed out\\b|\\bdial tcp .{0,200}i/o timeout|\\bconnect: operation timed out|Errno 110\\b|\\bos error (110|10060)\\b|ConnectTimeoutError|connected party did not properly respond|\\bConnectTimeoutException\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bCode=-1001\\b|\\bconnection timed? ?out\\b|\\bNet::OpenTimeout\\b|\\bSocketTimeoutException: (connect|failed to connect)|\\bERR_(CONNECTION_)?TIMED_OUT\\b|\\btook too long to respond\\b',
      },
      { signal: 'error-code', value: 'SocketTimeoutException', pattern: '\\bconnect\\b' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '\\bfailed to connect to .{1,200} after \\d{1,8} ?ms(?!:)',
      },
    ],
    causes: [
      'A firewall drops packets without saying so.',
      'The route for IPv6 is broken, and IPv4 got too little time.',
    ],
    fixes: [
      'Check firewall and routes to {host}.',
      'Prefer IPv4, or give each address more time to connect.',
    ],
    actors: ['user', 'provider operator'],
    retry: 'yes',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-ehostunreach',
    code: 'EHOSTUNREACH',
    title: 'No route to the host',
    meaning: 'The network knows no way to this host.',
    match: [
      { signal: 'error-code', value: 'EHOSTUNREACH' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '\\bno route to host\\b|\\bhost is unreachable\\b|NoRouteToHostException|unreachable host',
      },
    ],
    causes: ['The VPN is down, the subnet is wrong, or the address is IPv6 in a network without it.'],
    fixes: ['Check VPN and routes to {host}.'],
    actors: ['user'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-enetunreach',
    code: 'ENETUNREACH',
    title: 'The network cannot be reached',
    meaning: 'This machine has no way into the network of the host.',
    match: [
      { signal: 'error-code', value: 'ENETUNREACH' },
      { signal: 'error-code', value: '*', pattern: '\\bnetwork is unreachable\\b|\\bunreachable network\\b' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bCode=-1009\\b|\\bInternet connection appears to be offline\\b|\\bERR_INTERNET_DISCONNECTED\\b|\\bERR_NETWORK_CHANGED\\b',
      },
    ],
    causes: ['The machine is offline.', 'Only IPv6 addresses are offered, and there is no IPv6 here.'],
    fixes: ['Restore the network connection, or prefer IPv4.'],
    actors: ['user'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-epipe',
    code: 'EPIPE',
    title: 'The server closed the connection while it was written to',
    meaning: 'The request was still being sent when the other side closed the connection.',
    match: [
      { signal: 'error-code', value: 'EPIPE' },
      { signal: 'error-code', value: '*', pattern: '\\bbroken pipe\\b|BrokenPipeError' },
    ],
    causes: ['The server refuses large requests and closes at once.'],
    fixes: ['Try again on a new connection; check the size limits of {host}.'],
    actors: ['user', 'provider operator'],
    retry: 'yes',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-und-connect-timeout',
    code: 'UND_ERR_CONNECT_TIMEOUT',
    title: 'No connection within the time limit',
    meaning: 'The HTTP client waited for a connection and gave up.',
    match: [{ signal: 'error-code', value: 'UND_ERR_CONNECT_TIMEOUT' }],
    causes: ['A firewall drops packets, or the host is down.', 'A proxy is needed and not set.'],
    fixes: [
      'Check from this machine whether {host} can be reached at all.',
      'Set "proxy" in the profile where the network needs one.',
    ],
    actors: ['user', 'provider operator'],
    retry: 'yes',
    reference: UNDICI_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-und-headers-timeout',
    code: 'UND_ERR_HEADERS_TIMEOUT',
    title: 'The server sent no answer in time',
    meaning: 'The server took the request and sent no header within the deadline.',
    match: [
      { signal: 'error-code', value: 'UND_ERR_HEADERS_TIMEOUT' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bRead timed out\\b|\\bReadTimeout(Error|Exception)?\\b|timeout awaiting response headers|exceeded while awaiting headers',
      },
    ],
    causes: ['The provider, or something that it waits for, hangs.'],
    fixes: ['Check the health of {host}, and try again later.'],
    actors: ['provider operator'],
    retry: 'yes',
    reference: UNDICI_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-und-body-timeout',
    code: 'UND_ERR_BODY_TIMEOUT',
    title: 'The answer stopped half-way',
    meaning: 'The header of the answer came, and its body did not end within the deadline.',
    match: [{ signal: 'error-code', value: 'UND_ERR_BODY_TIMEOUT' }],
    causes: ['The server or the network stalled.'],
    fixes: ['Try again; look in the recording how much of the body had come from {host}.'],
    actors: ['provider operator', 'user'],
    retry: 'yes',
    reference: UNDICI_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-und-socket',
    code: 'UND_ERR_SOCKET',
    title: 'The other side closed the connection',
    meaning: 'The connection ended before the answer was complete.',
    match: [
      { signal: 'error-code', value: 'UND_ERR_SOCKET' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'other side closed|unexpected EOF|Remote end closed connection without response|RemoteDisconnected|disconnected without sending a response|connection closed before message completed|end of file reached|response ended prematurely|server closed (the )?(idle )?connection|https?://.{1,300}: EOF\\b',
      },
    ],
    causes: [
      'An http URL leads to a port that speaks https.',
      'The server demands a client certificate (TLS 1.3 says so only after the handshake).',
      'A load balancer closed a connection that had been idle.',
    ],
    fixes: [
      'Check scheme and port of {requestUrl}.',
      'Find out whether {host} needs a client certificate.',
      'Try once more.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'yes',
    reference: UNDICI_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-und-headers-overflow',
    code: 'UND_ERR_HEADERS_OVERFLOW',
    title: 'The header of the answer is too large',
    meaning: 'The header of the answer is larger than the client takes.',
    match: [
      { signal: 'error-code', value: 'UND_ERR_HEADERS_OVERFLOW' },
      { signal: 'error-code', value: 'HPE_HEADER_OVERFLOW' },
    ],
    causes: ['The server sets very large cookies, or a very long Location.'],
    fixes: ['Have {host} send smaller headers.'],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: UNDICI_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-und-invalid-arg',
    code: 'UND_ERR_INVALID_ARG',
    title: 'The HTTP client refused the request',
    meaning: 'The URL, a header or an option of the request is not valid, so nothing was sent.',
    match: [{ signal: 'error-code', value: 'UND_ERR_INVALID_ARG' }],
    causes: ['A value in the profile holds characters that a header or a URL must not have.'],
    fixes: ['Read which argument the message names, and correct it in the profile.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: UNDICI_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-http-parser-error',
    code: 'HPE_INVALID_CONSTANT',
    title: 'The answer is not HTTP',
    meaning: 'Something answered on that port, but not in HTTP.',
    match: [
      { signal: 'error-code', value: 'HPE_INVALID_CONSTANT' },
      { signal: 'error-code', value: 'HTTPParserError' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '^(Parse Error|Response does not match the HTTP/1\\.1 protocol)',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'malformed HTTP (response|status|version)|BadStatusLine|invalid HTTP version parsed|invalid or unrecognized response|unexpected status line',
      },
    ],
    causes: ['The port speaks another protocol.', 'A proxy sends a malformed header or chunk.'],
    fixes: ['Check what listens at {host}.', 'Look at the raw answer with another HTTP client.'],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(9112, '2.1'),
  },
  {
    ...NETWORK,
    id: 'net-bad-port',
    code: 'bad port',
    title: 'The port is blocked for HTTP',
    meaning:
      'HTTP clients refuse some ports, such as 1, 6000 or 6667, to protect other services. Nothing was sent.',
    match: [{ signal: 'error-code', value: '*', pattern: '^bad port$' }],
    causes: ['A local provider was started on a blocked port.'],
    fixes: ['Move the provider at {host} to another port.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: {
      label: 'Fetch Standard: port blocking',
      url: 'https://fetch.spec.whatwg.org/#port-blocking',
    },
  },
  {
    ...NETWORK,
    id: 'net-invalid-url',
    code: 'ERR_INVALID_URL',
    title: 'The address is not a URL',
    meaning: 'An address could not be read as a URL, so nothing was sent.',
    match: [
      { signal: 'error-code', value: 'ERR_INVALID_URL' },
      { signal: 'error-code', value: 'url_has_credentials' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'unsupported protocol scheme|no scheme (was )?supplied|Illegal character in (scheme|authority|path|query)|MissingSchema|relative URL without a base|invalid request URI was provided|missing protocol scheme',
      },
    ],
    causes: [
      'The scheme is missing, or the address holds spaces or a placeholder that nobody replaced.',
      'The address holds a user name or a password, which must not be in a URL here.',
    ],
    fixes: ['Give a full absolute URL, such as https://id.example.com, without user name and password.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: NODE_ERRORS,
  },
  {
    ...NETWORK,
    id: 'net-proxy-407',
    code: 'UND_ERR_ABORTED',
    title: 'The proxy refused the connection',
    meaning: 'The proxy did not open the tunnel to the provider. With 407 it asks for credentials.',
    match: [
      { signal: 'error-code', value: 'UND_ERR_ABORTED', pattern: 'proxy|\\b407\\b' },
      { signal: 'error-code', value: '*', pattern: 'proxy response \\(\\d{3}\\)' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'proxy authentication required|\\bresponse 407\\b|tunnel connection failed: 407|proxyconnect .{0,60}\\b407\\b|\\b407 from proxy|proxy returns .{0,30}\\b407\\b|proxy .{0,50}status code .{0,3}407\\b',
      },
    ],
    causes: [
      'User name or password for the proxy are missing or wrong.',
      'With another status, such as 502, the proxy could not reach the provider.',
    ],
    fixes: [
      'Put the credentials into the proxy setting of the profile.',
      'Have {host} put on the list of allowed hosts of the proxy.',
    ],
    actors: ['user'],
    retry: 'after_fix',
    reference: rfc(9110, '15.5.8'),
  },
  {
    ...NETWORK,
    id: 'net-opaque-407',
    code: '407',
    title: 'A proxy on the way asks for credentials',
    meaning: 'A plain http request was answered with 407 by a proxy that was not configured here.',
    match: [
      { signal: 'http-status', value: '407', strength: 'plain' },
      { signal: 'error-code', value: 'Error', details: { at: 'httpNetworkOrCacheFetch' } },
    ],
    causes: ['A transparent proxy stands between this machine and the provider.'],
    fixes: ['Use https for {requestUrl}, or set the proxy and its credentials in the profile.'],
    actors: ['user'],
    retry: 'after_fix',
    reference: rfc(9110, '15.5.8'),
  },
];
