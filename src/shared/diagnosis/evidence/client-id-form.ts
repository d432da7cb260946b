import type { ConclusionRule } from './conclusion';

const REFUSALS = new Set(['invalid_client', 'unauthorized_client', 'invalid_request']);
/** The provider tried to read the document, so it knows such clients. */
const KNOWS_DOCUMENTS = /metadata|document|fetch|retriev|redirect/i;

/**
 * A client_id that is an address of a metadata document, refused as unknown: the server does not read such
 * documents (draft-ietf-oauth-client-id-metadata-document section 3).
 */
export const concludeClientIdForm: ConclusionRule = ({ authorize, token, metadata, signals }) => {
  const clientId = token.get('client_id') ?? authorize.get('client_id') ?? '';
  if (!/^https:\/\/[^/]{1,255}\/./i.test(clientId)) return [];
  if (metadata['client_id_metadata_document_supported'] === true) return [];
  const refusal = signals.find(({ kind, value }) => kind === 'oauth-error' && REFUSALS.has(value));
  if (!refusal || KNOWS_DOCUMENTS.test(refusal.text)) return [];
  if (refusal.value === 'invalid_request' && !/client/i.test(refusal.text)) return [];
  return [
    {
      value: 'url-client-id-refused',
      seq: refusal.seq,
      statement:
        'The client_id is the address of a metadata document, and the server does not know it as a client.',
      expected: 'client_id_metadata_document_supported: true',
      actual: metadata['client_id_metadata_document_supported'] === false ? 'false' : '(absent)',
    },
  ];
};
