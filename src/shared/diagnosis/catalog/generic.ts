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

export const GENERIC_ENTRIES: CatalogEntry[] = [UNRECOGNISED_FAILURE];
