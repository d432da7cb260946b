import { rfc } from '../../model/reference';
import type { CatalogEntry, MatchRule, Where } from '../catalog-entry';

const RESOURCE: Where[] = ['resource response', 'other response'];
const CLIENT_LOOKUP: Where[] = ['authorization page', 'token response', 'PAR response'];
const CLIENT_ID_DOCUMENT = {
  label: 'OAuth Client ID Metadata Document (draft)',
  url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/',
};

/**
 * What goes wrong between MCP clients, MCP servers and their authorization servers. On plain HTTP these
 * servers look like any other API: resource_metadata in the challenge, or a word for MCP, tells them apart.
 */
export const MCP_ENTRIES: CatalogEntry[] = [
  {
    id: 'mcp-401-no-resource-metadata',
    family: 'mcp',
    code: '401 without resource_metadata',
    core: false,
    title: 'The MCP server does not say where its metadata is',
    meaning:
      'The MCP server answered 401 without resource_metadata in its challenge, so that a client cannot tell which authorization server to use.',
    where: ['resource response', 'client-side validation'],
    provider: null,
    match: [
      ...inClientError(
        'no (resource_metadata|www-authenticate header)\\b|does not implement OAuth 2\\.0 Protected Resource Metadata',
      ),
      {
        signal: 'text',
        value: '*',
        pattern: '^(?!.{0,4000}resource_metadata)(?=.{0,4000}\\bBearer\\b).{0,4000}\\bmcp\\b',
        where: ['resource response'],
      },
      {
        signal: 'http-status',
        value: '401',
        pattern: '"jsonrpc"\\s{0,9}:\\s{0,9}"2\\.0"',
        where: RESOURCE,
        strength: 'plain',
      },
      { signal: 'challenge', value: 'no-credentials', details: { request: 'mcp', metadata: 'none' } },
    ],
    causes: [
      'The server implements the MCP authorization of before June 2025.',
      'A proxy or a gateway removed or replaced WWW-Authenticate.',
      'The server relies on the well-known address alone, which the revision of November 2025 allows.',
    ],
    fixes: [
      'Ask /.well-known/oauth-protected-resource followed by the path of {requestUrl}, then the same at the root of the host.',
      'Have the server send WWW-Authenticate: Bearer with resource_metadata, and expose the header through CORS.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: citeRevision('2025-06-18', 'Authorization Server Location'),
  },
  {
    id: 'mcp-insufficient-scope-step-up',
    family: 'mcp',
    code: 'insufficient_scope',
    core: false,
    title: 'The MCP operation needs more scopes',
    meaning:
      'The token is valid, but this tool or method needs scopes that it lacks. The challenge lists them.',
    where: ['resource response'],
    provider: null,
    match: [
      {
        signal: 'challenge',
        value: 'insufficient_scope',
        pattern: '\\bmcp\\b|\\btools?\\b',
        where: RESOURCE,
      },
      { signal: 'challenge', value: 'insufficient_scope', details: { request: 'mcp' }, where: RESOURCE },
      {
        signal: 'text',
        value: '*',
        pattern: '^(?=.{0,4000}\\bresource_metadata\\b).{0,4000}\\binsufficient_scope\\b',
        where: RESOURCE,
      },
    ],
    causes: [
      'The tool needs a scope that was not part of the first sign-in.',
      'A new authorization asked for the challenged scope alone, and lost those granted before.',
    ],
    fixes: [
      'Authorize again with the scopes granted so far and those of the challenge together: {scope} and {requiredScope}.',
      'Count the attempts for each operation, and stop after a few: some servers ask for ever more.',
    ],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: citeRevision('2025-11-25', 'Scope Challenge Handling'),
  },
  {
    id: 'mcp-pkce-not-advertised',
    family: 'mcp',
    code: 'code_challenge_methods_supported missing',
    core: false,
    title: 'The authorization server does not announce PKCE',
    meaning:
      'code_challenge_methods_supported is missing from the metadata. An MCP client must then refuse to go on, even where PKCE would work.',
    where: ['discovery response', 'client-side validation'],
    provider: null,
    match: [
      ...inClientError(
        'does not support code challenge method|code_challenge_methods_supported.{0,60}(missing|absent|undefined|not (present|advertised|listed|found))|(missing|lacks|without|omits|no) .{0,40}code_challenge_methods_supported|does not advertise PKCE',
      ),
      { signal: 'evidence', value: 'pkce-not-advertised' },
    ],
    causes: [
      'The provider supports PKCE and leaves the member out of its metadata.',
      'The list holds plain only, and the client needs S256.',
    ],
    fixes: ['Have code_challenge_methods_supported with S256 added to the metadata of {issuer}.'],
    actors: ['provider operator', 'provider admin'],
    retry: 'after_fix',
    reference: citeRevision('2025-11-25', 'Authorization Code Protection'),
  },
  {
    id: 'mcp-issuer-mismatch',
    family: 'mcp',
    code: 'iss differs',
    core: false,
    title: 'The callback names another issuer than the one recorded',
    meaning:
      'An MCP client keeps the issuer of the metadata that it used. iss in the callback is another one, so nothing in it may be used: neither its code nor its error text.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: inClientError(
      'issuer mismatch in authorization response|\\biss\\b.{0,60}(does not (match|equal)|differs from).{0,30}recorded issuer',
    ),
    causes: [
      'The authorization endpoint hands the request on to another authorization server, which signs with its own name.',
      'The two names differ in a trailing slash, a default port or an alias of the host.',
      'The callback belongs to another server: a mix-up, by accident or as an attack.',
    ],
    fixes: [
      'Have iss and issuer of the metadata made the same string; the client compares them without any normalisation.',
      'Discard the response and start again; do not switch the check off.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: citeRevision('2026-07-28', 'Authorization Response Validation'),
  },
  {
    id: 'mcp-resource-metadata-mismatch',
    family: 'mcp',
    code: 'resource differs',
    core: false,
    title: 'The resource metadata belongs to another address',
    meaning:
      'resource in the protected resource metadata is not the address that was contacted, so the metadata must not be used.',
    where: ['discovery response', 'client-side validation'],
    provider: null,
    match: [
      {
        signal: 'error-code',
        value: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
        details: { attribute: 'resource' },
      },
      ...inClientError('protected resource .{1,140} does not match expected'),
      {
        signal: 'error-code',
        value: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
        pattern: 'body "resource" property',
      },
      { signal: 'evidence', value: 'resource-metadata-differs' },
    ],
    causes: [
      'The server stands behind a proxy and publishes its internal address.',
      'The two addresses differ in a trailing slash, a path, a port, or http in place of https.',
    ],
    fixes: [
      'Set the public base URL in the configuration of the server, so that resource equals the address that clients use.',
      'Use the address that the metadata names, where that is the public one.',
    ],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(9728, '3.3'),
  },
  {
    id: 'mcp-token-audience-rejected',
    family: 'mcp',
    code: 'invalid_token',
    core: false,
    title: 'The MCP server refuses a token for another audience',
    meaning:
      'The token was not issued for this MCP server, and a server must not take tokens meant for others.',
    where: ['resource response'],
    provider: null,
    match: [
      {
        signal: 'challenge',
        value: 'invalid_token',
        pattern:
          '\\bmcp\\b.{0,100}\\baud(ience)?\\b|\\baud(ience)?\\b.{0,100}\\bmcp\\b|not (issued|intended|meant) for (this|the) mcp\\b',
        where: RESOURCE,
      },
      {
        signal: 'challenge',
        value: 'invalid_token',
        pattern: '\\baud(ience)?\\b|not (issued|intended|meant) for',
        details: { request: 'mcp' },
        where: RESOURCE,
      },
      {
        signal: 'text',
        value: '*',
        pattern:
          '^(?=.{0,4000}\\bresource_metadata\\b)(?=.{0,4000}\\binvalid_token\\b).{0,4000}\\baud(ience)?\\b',
        where: RESOURCE,
      },
    ],
    causes: [
      'resource is missing from the authorization request or from the token request.',
      'The provider ignores resource and sets an audience of its own.',
      'resource and the address that the server calls its own differ, in a trailing slash for instance.',
    ],
    fixes: [
      'Send resource with the canonical address of the MCP server in both requests.',
      'Have the provider put that address into aud: an API or audience mapping for {clientId} at {issuer}.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: citeRevision('2025-06-18', 'Token Handling'),
  },
  {
    id: 'cimd-document-fetch-failed',
    family: 'mcp',
    code: 'client_id document not fetched',
    core: false,
    title: 'The provider could not fetch the document behind the client_id',
    meaning: 'client_id is a URL, and the provider did not get the client metadata document from it.',
    where: CLIENT_LOOKUP,
    provider: null,
    match: inAnyError(
      'metadata document fetch|(fetch|retriev|download|load|resolv|reach).{0,40}client([_ ]id)? metadata( document)?',
    ),
    causes: [
      'The address cannot be reached from the provider, or answers with something else than status 200.',
      'It redirects, which the provider must not follow, or the document is too large.',
      'It resolves to a private or loopback address, which the provider blocks.',
    ],
    fixes: [
      'Serve the document at {clientId} over public https, with status 200, application/json and no redirect.',
      'For work on a local machine register a client beforehand, or host the document publicly.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: CLIENT_ID_DOCUMENT,
  },
  {
    id: 'cimd-document-invalid',
    family: 'mcp',
    code: 'client_id document not valid',
    core: false,
    title: 'The document behind the client_id breaks the rules',
    meaning: 'The provider fetched the client metadata document and does not accept what it holds.',
    where: CLIENT_LOOKUP,
    provider: null,
    match: inAnyError(
      'metadata document (must|mismatch|does not|is (invalid|malformed|not valid|not a json)|contains|\\w{1,40} must)|metadata document(?! fetch).{0,60}\\b(client_id|redirect_uris|client_secret|JSON)\\b',
    ),
    causes: [
      'client_id in the document is not identical to its URL.',
      'It holds a shared secret, or an authentication method that rests on one.',
      'redirect_uris is missing, or lacks the redirect URI of this request.',
    ],
    fixes: [
      'Make client_id in the document equal to {clientId}, character by character.',
      'Set token_endpoint_auth_method to none or private_key_jwt, and remove client_secret.',
      'List {redirectUri} in redirect_uris.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: CLIENT_ID_DOCUMENT,
  },
  {
    id: 'cimd-not-supported',
    family: 'mcp',
    code: 'client_id URL unknown',
    core: false,
    title: 'The provider does not take a URL as client_id',
    meaning:
      'client_id is an https URL, and the provider looks it up like any other name instead of fetching the document behind it.',
    where: CLIENT_LOOKUP,
    provider: null,
    match: [
      ...inAnyError(
        '(unknown|invalid|unregistered|unrecogni[sz]ed|no such) client\\b.{0,40}https://|\\bclient(_id)?\\b.{0,20}https://.{1,200}(not found|unknown|not registered|does not exist)|metadata documents? (is|are) (not |un)(supported|enabled)',
      ),
      { signal: 'evidence', value: 'url-client-id-refused' },
    ],
    causes: ['client_id_metadata_document_supported is false or absent in the metadata of the provider.'],
    fixes: [
      'Check client_id_metadata_document_supported in the metadata of {issuer} before a URL is used.',
      'Otherwise use a client registered beforehand, or dynamic registration where registration_endpoint exists.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: CLIENT_ID_DOCUMENT,
  },
];

/** A message that an MCP client throws, in a cause chain or in a pasted log. */
function inClientError(pattern: string): MatchRule[] {
  return [
    { signal: 'error-code', value: '*', pattern },
    { signal: 'text', value: '*', pattern, where: ['other response', 'discovery response'] },
  ];
}

/** What a provider says of a client, with whichever code, or on a page without one. */
function inAnyError(pattern: string): MatchRule[] {
  return [
    { signal: 'oauth-error', value: '*', pattern },
    { signal: 'text', value: '*', pattern, where: CLIENT_LOOKUP },
  ];
}

function citeRevision(revision: string, section: string) {
  return {
    label: `MCP ${revision}, ${section}`,
    url: `https://modelcontextprotocol.io/specification/${revision}/basic/authorization`,
  };
}
