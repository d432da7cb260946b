/** The ports this process serves on: a profile must not make the recorder talk to them. */
export interface OwnOrigins {
  add(origin: string): void;
  has(url: URL): boolean;
}

export function createOwnOrigins(): OwnOrigins {
  const ports = new Set<string>();
  return {
    add: (origin) => ports.add(readPort(new URL(origin))),
    has: (url) => isLoopback(url.hostname) && ports.has(readPort(url)),
  };
}

function readPort(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/** A URL normalises every spelling of an IPv4 address; a foreign name for loopback meets the Host check. */
function isLoopback(hostname: string): boolean {
  return (
    /^127\.|^0\.0\.0\.0$/.test(hostname) ||
    /^(.*\.)?localhost\.?$/.test(hostname) ||
    /^\[(::1?|::ffff:(7f[0-9a-f]{2}:[0-9a-f]+|0:0))\]$/.test(hostname)
  );
}
