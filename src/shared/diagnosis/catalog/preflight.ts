import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';

/** What only a look at the metadata shows, before anything is sent. */
export const PREFLIGHT_ENTRIES: CatalogEntry[] = [
  {
    id: 'profile-contradicts-metadata',
    family: 'advice',
    code: 'not in the metadata',
    core: false,
    title: 'The profile asks for what the metadata does not list',
    meaning:
      'Before the run, the metadata of the server was compared with the profile, and does not list something that this flow uses. Servers often refuse what they do not list; some take it all the same.',
    where: ['discovery response'],
    provider: null,
    match: [
      { signal: 'check', value: 'preflight-issuer' },
      { signal: 'check', value: 'preflight-grant' },
      { signal: 'check', value: 'preflight-response-type' },
      { signal: 'check', value: 'preflight-response-mode' },
      { signal: 'check', value: 'preflight-auth-method' },
      { signal: 'check', value: 'preflight-pkce' },
      { signal: 'check', value: 'preflight-scope' },
      { signal: 'check', value: 'preflight-id-token-alg' },
    ],
    severity: 'warning',
    causes: [
      'The profile has a setting of another provider, or one that is switched off at this server.',
      'The metadata is out of date or incomplete: the server offers more than it lists.',
    ],
    fixes: [
      'Where the run failed on it, choose one of the values that the metadata lists.',
      'If the value is meant to work, have it switched on at {issuer}, or the metadata completed.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: rfc(8414, '2'),
  },
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
