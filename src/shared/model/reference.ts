import type { Reference } from './check';

/** A section of an RFC: `rfc(6749, '5.2')`. */
export function rfc(number: number, section: string): Reference {
  return {
    label: `RFC ${number} section ${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`,
  };
}

/** A section of OpenID Connect Client-Initiated Backchannel Authentication Flow - Core 1.0. */
export function cibaCore(section: string): Reference {
  return {
    label: `OpenID CIBA Core 1.0 section ${section}`,
    url: 'https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0-final.html',
  };
}

/** A section of OpenID Connect Core 1.0, by its number and the name of its anchor. */
export function openIdCore(section: string, anchor: string): Reference {
  return {
    label: `OpenID Connect Core 1.0 section ${section}`,
    url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
  };
}

const STANDARD_HOSTS = new Set(['www.rfc-editor.org', 'openid.net']);

/** True for an address where the references of our own checks lead to; what came with a file may lead anywhere. */
export function isStandardUrl(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false;
  return url.username === '' && url.password === '' && STANDARD_HOSTS.has(url.hostname);
}
