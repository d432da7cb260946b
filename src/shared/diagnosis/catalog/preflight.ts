import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';

/** What only a look at the metadata shows, before anything is sent. */
export const PREFLIGHT_ENTRIES: CatalogEntry[] = [
  {
    id: 'endpoint-on-another-host',
    family: 'advice',
    code: 'endpoint host differs',
    core: false,
    title: 'An endpoint is on another host than the issuer',
    meaning:
      'The metadata sends the client to a host that the issuer does not name. Large providers do so; with others it may be a leftover of another environment.',
    where: ['discovery response'],
    provider: null,
    match: [{ signal: 'run', value: 'endpoint-on-another-host' }],
    severity: 'info',
    causes: [
      'The provider serves its endpoints from several hosts, as Google does.',
      'The server builds its metadata from an internal host name, or from one of another environment.',
    ],
    fixes: [
      'Check that the hosts below belong to {issuer}: credentials and tokens go there.',
      'If one of them is an internal name, correct the public address in the configuration of the server or its proxy.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'no',
    reference: rfc(8414, '2'),
  },
];
