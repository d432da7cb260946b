import { adviseOn, asks, type Cell, failsWith, type ProfilePart, passes, unsupported } from '../cell';
import { basic, FORM_POST, OTHER_SECRET, toTokenEndpoint } from './shared';

const TOKEN_IN_BROWSER = 'access-token-in-front-channel';

/** The answer has to be asked for as a fragment, which the specification has as the default. */
const asFragment = (response_type: string, more: ProfilePart = {}) =>
  asks({ response_type, response_mode: 'fragment' }, more);

const HYBRID: Cell[] = [
  ...(['none', basic, 'client_secret_post'] as const).map(
    (auth): Cell => ({
      flow: 'hybrid',
      auth,
      features: 'code id_token, response_mode=fragment',
      profile: asFragment('code id_token'),
      expected: passes,
    }),
  ),
  {
    flow: 'hybrid',
    auth: 'private_key_jwt',
    features: 'code id_token, response_mode=fragment',
    profile: asFragment('code id_token', toTokenEndpoint),
    expected: passes,
  },
  {
    flow: 'hybrid',
    auth: basic,
    features: 'code id_token token, response_mode=fragment',
    profile: asFragment('code id_token token'),
    expected: adviseOn(TOKEN_IN_BROWSER),
  },
  {
    flow: 'hybrid',
    auth: basic,
    features: 'code id_token, PAR, DPoP, response_mode=fragment',
    profile: asFragment('code id_token', { par: true, dpop: {} }),
    expected: unsupported(
      'it forgets a pushed `response_mode`, and answers in the query',
      'callback-response-mode',
      'callback',
    ),
  },
  {
    flow: 'hybrid',
    auth: basic,
    features: 'code id_token, response_mode=form_post',
    profile: asks({ response_type: 'code id_token', response_mode: 'form_post' }),
    expected: unsupported(FORM_POST, 'lib-iss-mismatch', 'callback'),
  },
  {
    flow: 'hybrid',
    auth: basic,
    features: 'code id_token, no response_mode',
    profile: asks({ response_type: 'code id_token' }),
    expected: failsWith('callback-response-mode', 'callback'),
    deviation: {
      text: 'Without `response_mode`, the hybrid flow is answered in the query, where OAuth 2.0 Multiple Response Types section 5 has the fragment.',
      isSeenIn: (session) =>
        session.steps
          .flatMap(({ hits }) => hits)
          .some(({ url }) => new URL(url).searchParams.has('id_token')),
    },
  },
  {
    flow: 'hybrid',
    auth: basic,
    features: 'another secret',
    profile: asFragment('code id_token', OTHER_SECRET),
    expected: failsWith('invalid-client', 'token'),
  },
];

const IMPLICIT: Cell[] = [
  {
    flow: 'implicit',
    auth: 'none',
    features: 'id_token',
    profile: asks({ response_type: 'id_token' }),
    expected: passes,
  },
  {
    flow: 'implicit',
    auth: 'none',
    features: 'id_token token',
    profile: asks({ response_type: 'id_token token' }),
    expected: adviseOn(TOKEN_IN_BROWSER),
  },
  {
    flow: 'implicit',
    auth: 'none',
    features: 'id_token, response_mode=form_post',
    profile: asks({ response_type: 'id_token', response_mode: 'form_post' }),
    expected: unsupported(FORM_POST, 'lib-iss-mismatch', 'callback'),
  },
  {
    flow: 'implicit',
    auth: 'none',
    features: 'id_token not enabled for the client',
    registered: { authorization_type: ['code'] },
    profile: asks({ response_type: 'id_token' }),
    expected: failsWith('authz-unauthorized-client', 'callback'),
  },
];

export const FRONT_CHANNEL_CELLS: Cell[] = [...HYBRID, ...IMPLICIT];
