import { cibaCore, rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';

const APPROVAL = {
  family: 'local',
  core: false,
  where: ['local listener'],
  provider: null,
} satisfies Partial<CatalogEntry>;

/** Waits for a user who decides elsewhere that ended without a decision. */
export const LOCAL_APPROVAL_ENTRIES: CatalogEntry[] = [
  {
    ...APPROVAL,
    id: 'local-approval-timeout',
    code: 'approval_timeout',
    title: 'The user did not decide in time',
    meaning:
      'Polling went as it should, and until the end of the wait the server answered that the user had not finished.',
    match: [{ signal: 'error-code', value: 'approval_timeout' }],
    causes: [
      'Nobody opened the verification page, or the code was not entered there.',
      'The request never reached the device of the user, or was overlooked there.',
      'The wait was set shorter than the codes last.',
    ],
    fixes: [
      'Start again, and open the verification page right away; a new run has a new code.',
      'Give the user more time (--timeout).',
    ],
    actors: ['user'],
    retry: 'yes',
    reference: rfc(8628, '3.3'),
  },
  {
    ...APPROVAL,
    id: 'local-ping-timeout',
    code: 'ping_timeout',
    title: 'No ping came in time',
    meaning:
      'The client is registered to be told of the decision, and nothing about this request reached its notification address.',
    match: [{ signal: 'error-code', value: 'ping_timeout', strength: 'plain' }],
    causes: [
      'The provider cannot reach the notification address: it is on this machine, behind a firewall or a tunnel that is closed.',
      'The registered backchannel_client_notification_endpoint is another address than the one that is listened at.',
      'The user has not decided yet.',
    ],
    fixes: [
      'Compare the backchannel_client_notification_endpoint registered for {clientId} with the address that is listened at, port and path included.',
      'Let the provider reach this machine through a tunnel, or use poll mode.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: cibaCore('10.2'),
  },
  {
    ...APPROVAL,
    id: 'ciba-ping-refused',
    code: 'ping_timeout',
    title: 'The ping did not carry the notification token of this run',
    meaning:
      'A ping arrived whose bearer token is not the client_notification_token that was sent with the request, so it proves nothing and was refused.',
    match: [{ signal: 'evidence', value: 'ping-refused' }],
    causes: [
      'The provider sends the token of an earlier request, or one of its own.',
      'A proxy on the way replaced or dropped the Authorization header.',
      'Somebody else sent the ping.',
    ],
    fixes: [
      'Make the provider send the client_notification_token of each request as the bearer token of its ping.',
      'Keep the Authorization header through every proxy and tunnel before the notification address.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: cibaCore('10.2'),
  },
];
