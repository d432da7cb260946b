/** How exchanges reach the network. One value per run, made from the profile. */
export interface NetworkOptions {
  /** PEM text of further certificate authorities, added to the default ones. */
  ca: string | null;
  /** Shown where a server asks for one (RFC 8705), PEM text both. */
  clientCertificate: { cert: string; key: string } | null;
  /** http:// or https:// URL of a proxy; its user information becomes Proxy-Authorization. */
  proxy: string | null;
  /** Why this URL must not be reached (an address of this app itself), or null. */
  refuse(url: URL): string | null;
  deadlines: NetworkDeadlines;
  /** Product tokens put before the library's own User-Agent (RFC 9110 section 10.1.5). */
  userAgent: string;
}

/** Each phase has its own end, so that the record says which one took too long. Milliseconds. */
export interface NetworkDeadlines {
  /** DNS, TCP, proxy tunnel and TLS together. */
  connectMs: number;
  /** From the request being handed to the socket to the response head. */
  headersMs: number;
  /** From the response head to the last byte. */
  bodyMs: number;
}

const DEFAULT_DEADLINES: NetworkDeadlines = { connectMs: 10_000, headersMs: 25_000, bodyMs: 25_000 };

export function createNetworkOptions(
  given: Partial<Omit<NetworkOptions, 'deadlines'>> & { deadlines?: Partial<NetworkDeadlines> } = {},
): NetworkOptions {
  return {
    ca: given.ca ?? null,
    clientCertificate: given.clientCertificate ?? null,
    proxy: given.proxy ?? null,
    refuse: given.refuse ?? (() => null),
    deadlines: { ...DEFAULT_DEADLINES, ...given.deadlines },
    userAgent: given.userAgent ?? 'grantscope',
  };
}
