/** The providers that the catalog has entries of, spelled as those entries spell them. */
export const PROVIDERS = [
  'Microsoft Entra ID',
  'Keycloak',
  'Google',
  'Okta',
  'Auth0',
  'GitHub',
  'Ory Hydra',
  'Amazon Cognito',
  'Slack',
  'node oidc-provider',
  'Apple',
  'Salesforce',
  'GitLab (Doorkeeper)',
  'Duende IdentityServer',
  'Facebook',
  'LinkedIn',
  'PingFederate',
  'Spring Authorization Server',
] as const;

export type ProviderName = (typeof PROVIDERS)[number];

export function isProviderName(name: string): name is ProviderName {
  return (PROVIDERS as readonly string[]).includes(name);
}
