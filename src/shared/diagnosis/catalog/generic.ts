import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';

/** For every failure that no other entry explains. It matches nothing: diagnose falls back to it. */
export const UNRECOGNISED_FAILURE: CatalogEntry = {
  id: 'unrecognised-failure',
  family: 'generic',
  code: 'any other failure',
  core: false,
  title: 'A failure that the catalog does not know',
  meaning:
    'The run failed, and nothing it recorded fits a known failure. The evidence below is all that was seen, as it was seen.',
  where: ['other response'],
  provider: null,
  match: [],
  causes: [
    'The provider uses an error code of its own, or answers in a way that no specification describes.',
    'Something between this machine and the provider changed the messages.',
  ],
  fixes: [
    'Read the evidence, then the recorded messages of the failed step: the last answer usually names the reason.',
    'Look up the code in the documentation of the provider at {host}.',
    'Attach the redacted report to a support ticket: it holds all that the provider needs.',
  ],
  actors: ['app developer', 'provider operator'],
  retry: 'after_fix',
  reference: rfc(6749, '5.2'),
};

/**
 * The same, for an import that holds no exchange: so little was captured that the way on is to capture
 * more. It is no entry of its own and stands in no list.
 */
export const UNRECOGNISED_IMPORT: CatalogEntry = {
  ...UNRECOGNISED_FAILURE,
  title: 'Nothing here is a failure that the catalog knows',
  meaning:
    'The imported text holds no failure that is known here: it is of another kind, or the part that tells the reason is missing. One of the captures below is enough to go on.',
  causes: [
    'What tells the reason was not copied: the answer of the provider, its headers, or the causes below an error.',
    'The provider uses an error code of its own.',
  ],
  fixes: [
    "Copy the callback URL whole, from the browser's address bar, with all that follows the ? or the #.",
    "Save the sign-in as a HAR: open the browser's developer tools, keep the network log across pages, sign in, then export the log with its content.",
    'Send the failing token request again with curl -v and copy everything it prints, the lines that begin with < and the body included.',
    'Copy the failed answer with its status line and every header, WWW-Authenticate first of all.',
    'Copy the whole error from the log of the app, its stack and every cause below it: Node prints them for console.error(error), not for error.message.',
    'Where the text names an error code, look it up in the documentation of {provider}.',
  ],
};

export const GENERIC_ENTRIES: CatalogEntry[] = [UNRECOGNISED_FAILURE];
