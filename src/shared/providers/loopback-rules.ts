/** What a provider accepts of redirect URIs on this machine. */
export type LoopbackRule = keyof typeof LOOPBACK_RULES;

interface LoopbackAdvice {
  /** What a new profile starts with; null where no address of this machine is accepted. */
  redirectUri: string | null;
  words: string;
}

/** The rule in words. A fixed port is right wherever loopback is accepted at all. */
export const LOOPBACK_RULES = {
  'any-port': {
    redirectUri: 'http://127.0.0.1:0/callback',
    words: 'Register it without a port: on the loopback address any port is accepted (RFC 8252 section 7.3).',
  },
  'any-port-unregistered': {
    redirectUri: 'http://127.0.0.1:0/callback',
    words: 'Nothing is to be registered for this kind of app: any port of the loopback address is accepted.',
  },
  'localhost-any-port': {
    redirectUri: 'http://localhost:0/callback',
    words: 'Register it without a port: for localhost, the port is not compared.',
  },
  'fixed-port': {
    redirectUri: 'http://127.0.0.1:8400/callback',
    words: 'The whole URI is compared, the port included: register exactly this.',
  },
  'localhost-fixed-port': {
    redirectUri: 'http://localhost:8400/callback',
    words: 'Plain http is for the name localhost only, and the port is compared: register exactly this.',
  },
  https: {
    redirectUri: 'https://localhost:8443/callback',
    words:
      'The redirect URI must be https. Grantscope listens with https too, with a certificate of its own that the browser warns of; or register the address of your app and choose the capture window.',
  },
  domain: {
    redirectUri: null,
    words:
      'No address of this machine is accepted. Register the https address of your app and choose the capture window, which takes the callback there.',
  },
  unknown: {
    redirectUri: 'http://127.0.0.1:8400/callback',
    words:
      'Register exactly this. Where the console refuses a loopback address, register the https address of your app and choose the capture window.',
  },
} satisfies Record<string, LoopbackAdvice>;

/** Whether a redirect URI of this machine is of the kind that the rule accepts. Others are not judged. */
export function fitsLoopbackRule(rule: LoopbackRule, redirectUri: string): boolean {
  const url = URL.parse(redirectUri.trim());
  if (!url || !isLoopback(url.hostname)) return true;
  const isAnyPort = url.port === '0';
  switch (rule) {
    case 'any-port':
    case 'any-port-unregistered':
      return !isAnyPort || url.hostname !== 'localhost';
    case 'localhost-any-port':
      return url.hostname === 'localhost';
    case 'localhost-fixed-port':
      return url.hostname === 'localhost' && !isAnyPort;
    case 'fixed-port':
    case 'unknown':
      return !isAnyPort;
    case 'https':
      return url.protocol === 'https:' && !isAnyPort;
    case 'domain':
      return false;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
