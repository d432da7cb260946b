import { GENERAL_SETTINGS } from './provider-settings';

/**
 * What {placeholders} in a fix stand for, and the words that take their place where the run does not
 * have the value: each sentence must read well either way.
 */
const PLACEHOLDER_FALLBACKS = {
  authMethod: "the client's authentication method",
  authorizationEndpoint: 'the authorization endpoint',
  clientId: 'this client',
  clientSecretSetting: GENERAL_SETTINGS.clientSecret,
  grantType: 'the grant type',
  grantTypeSetting: GENERAL_SETTINGS.grantType,
  host: 'the server',
  issuer: 'the issuer',
  pkceSetting: GENERAL_SETTINGS.pkce,
  provider: 'the provider',
  redirectUri: 'the redirect URI',
  redirectUriSetting: GENERAL_SETTINGS.redirectUri,
  requestUrl: 'the address of the failed request',
  requiredScope: 'the scope the resource asks for',
  retryAfter: 'a short while',
  scope: 'the requested scope',
  scopeSetting: GENERAL_SETTINGS.scope,
  tokenEndpoint: 'the token endpoint',
} as const;

export type PlaceholderName = keyof typeof PLACEHOLDER_FALLBACKS;

export const PLACEHOLDER_NAMES = Object.keys(PLACEHOLDER_FALLBACKS) as PlaceholderName[];

/** Values of one run; absent where the run does not have them. */
export type PlaceholderValues = Partial<Record<PlaceholderName, string>>;

/** The text with each placeholder replaced, by the run's value or by general words. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    isPlaceholderName(name) ? (values[name] ?? PLACEHOLDER_FALLBACKS[name]) : whole,
  );
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

function isPlaceholderName(name: string): name is PlaceholderName {
  return Object.hasOwn(PLACEHOLDER_FALLBACKS, name);
}
