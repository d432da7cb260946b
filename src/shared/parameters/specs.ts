import type { Reference } from '../model/check';

/** Sections of the OpenID specifications that are no part of Core; each has a page of its own. */
const at = (label: string, page: string, anchor = ''): Reference => ({
  label,
  url: `https://openid.net/specs/${page}.html${anchor}`,
});

export const SPECS = {
  discovery: at(
    'OpenID Connect Discovery 1.0 section 3',
    'openid-connect-discovery-1_0',
    '#ProviderMetadata',
  ),
  registration: at(
    'OpenID Connect Dynamic Client Registration 1.0 section 2',
    'openid-connect-registration-1_0',
    '#ClientMetadata',
  ),
  logout: at(
    'OpenID Connect RP-Initiated Logout 1.0 section 2',
    'openid-connect-rpinitiated-1_0',
    '#RPLogout',
  ),
  frontChannelLogout: at(
    'OpenID Connect Front-Channel Logout 1.0 section 2',
    'openid-connect-frontchannel-1_0',
    '#RPLogout',
  ),
  backChannelLogout: at(
    'OpenID Connect Back-Channel Logout 1.0 section 2.4',
    'openid-connect-backchannel-1_0',
    '#LogoutToken',
  ),
  backChannelLogoutMetadata: at(
    'OpenID Connect Back-Channel Logout 1.0 section 2',
    'openid-connect-backchannel-1_0',
  ),
  session: at('OpenID Connect Session Management 1.0 section 2', 'openid-connect-session-1_0'),
  jarm: at('JARM section 2.1', 'oauth-v2-jarm-final'),
  jarmMetadata: at('JARM section 4', 'oauth-v2-jarm-final'),
  responseModes: at(
    'OAuth 2.0 Multiple Response Types section 2.1',
    'oauth-v2-multiple-response-types-1_0',
    '#ResponseModes',
  ),
  nativeSso: at('OpenID Connect Native SSO 1.0 section 3', 'openid-connect-native-sso-1_0'),
  keepAlive: {
    label: 'RFC 9112 appendix C.2.2',
    url: 'https://www.rfc-editor.org/rfc/rfc9112.html#appendix-C.2.2',
  },
} satisfies Record<string, Reference>;
