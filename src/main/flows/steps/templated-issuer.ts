import * as client from 'openid-client';

/**
 * The multi-tenant metadata of Microsoft Entra ID names an issuer with a place for the tenant, which each ID
 * token fills in. The library accepts that only of metadata that its own discovery found under another
 * issuer; a document that was named by its URL, or metadata by hand, would fail with every tenant.
 */
export function isTemplatedIssuer(issuer: string): boolean {
  return issuer.startsWith('https://login.microsoftonline.com/') && issuer.includes('{tenantid}');
}

/** The library's discovery once more, over metadata that is known already: nothing is sent. */
export async function rediscover(
  metadata: client.ServerMetadata,
  own: { clientId: string; clientMetadata: Partial<client.ClientMetadata>; auth: client.ClientAuth },
): Promise<client.Configuration> {
  const tenant = new URL(metadata.issuer.replace('{tenantid}', 'common'));
  return client.discovery(tenant, own.clientId, own.clientMetadata, own.auth, {
    [client.customFetch]: async () => Response.json(metadata),
    execute: [client.allowInsecureRequests],
  });
}
