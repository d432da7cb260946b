import { randomBytes } from 'node:crypto';
import { rewriteAnswer } from '../../flows/tweaks/rewrite-requests';
import type { Fault } from './fault';

/** The provider answers well, and the callback is altered on its way to the client. */
export const CALLBACK_FAULTS: Fault[] = [
  {
    id: 'state-replaced',
    title: 'state of another request',
    mechanism: 'The callback arrives with the state of another authorization request.',
    side: 'client',
    entryId: 'lib-state-mismatch',
    code: 'OAUTH_INVALID_RESPONSE',
    tweaks: rewriteAnswer((query) => query.set('state', randomBytes(32).toString('base64url'))),
  },
  {
    id: 'state-dropped',
    title: 'state lost on the way',
    mechanism: 'The callback arrives without the state parameter.',
    side: 'client',
    entryId: 'lib-state-missing',
    code: 'OAUTH_INVALID_RESPONSE',
    tweaks: rewriteAnswer((query) => query.delete('state')),
  },
  {
    id: 'issuer-mix-up',
    title: 'Callback of another issuer',
    mechanism: 'The callback names another authorization server in iss, as a mix-up attack makes it.',
    side: 'client',
    entryId: 'lib-iss-mismatch',
    code: 'OAUTH_INVALID_RESPONSE',
    tweaks: rewriteAnswer((query) => query.set('iss', 'https://attacker.example')),
  },
  {
    id: 'issuer-dropped',
    title: 'iss lost on the way',
    mechanism: 'The callback arrives without iss, although the provider announces that it sends it.',
    side: 'client',
    entryId: 'lib-iss-missing',
    code: 'OAUTH_INVALID_RESPONSE',
    tweaks: rewriteAnswer((query) => query.delete('iss')),
  },
];
