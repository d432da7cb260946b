import { isLoopbackHost, parseHttpUrl } from '@shared/model/parse-profile';

export interface RedirectAdvice {
  /** What to enter at the provider, character by character. */
  toRegister: string;
  /** Why it reads so, and what to do where the provider will not have it. */
  explanation: string;
}

/** What to register at the provider for this redirect URI; null while it is no URL. */
export function adviseOnRedirectUri(redirectUri: string): RedirectAdvice | null {
  const text = redirectUri.trim();
  const url = parseHttpUrl(text);
  if (!url) return null;
  if (url.port !== '0') {
    return {
      toRegister: text,
      explanation: isLoopbackHost(url.hostname)
        ? 'Redirect URIs are compared character by character (RFC 9700 section 2.1), the port included.'
        : 'Redirect URIs are compared character by character (RFC 9700 section 2.1). The provider sends the browser there; paste the address it ends up at.',
    };
  }
  const isName = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  const isPromised = !isName && url.protocol === 'http:';
  return {
    toRegister: text.replace(/:0(?=[/?]|$)/, ''),
    explanation: isPromised
      ? 'Port 0 takes any free port. RFC 8252 section 7.3: for a loopback address the provider must accept any port at the time of the request. Where it does not, enter a fixed port here and register that.'
      : 'Port 0 takes any free port, but RFC 8252 section 7.3 promises that for http on 127.0.0.1 and [::1] only. Use one of those, or a fixed port.',
  };
}
