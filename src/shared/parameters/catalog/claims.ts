import { openIdCore, rfc } from '../../model/reference';
import { listFamily } from '../parameter';
import { SPECS } from '../specs';

/** Members of a JWT's payload, of UserInfo and of introspection answers. */
export const CLAIMS = listFamily('claim', [
  {
    reference: rfc(7519, '4.1'),
    names: {
      iss: 'Who issued this. It has to equal the issuer of the metadata, character by character.',
      sub: 'Whom it is about. The value is unique and lasting within its issuer, so accounts are joined by iss and sub and never by e-mail.',
      aud: 'For whom it is made. Whoever is not named here must not accept it.',
      exp: 'From this time on it is worthless, in seconds since 1970.',
      nbf: 'Before this time it must not be accepted, in seconds since 1970.',
      iat: 'When it was issued, in seconds since 1970.',
      jti: 'A name of this very token, so that a second use can be noticed.',
    },
  },
  {
    reference: openIdCore('2', 'IDToken'),
    names: {
      nonce:
        'The random value of the authorization request. Another value means that the token belongs to another login.',
      auth_time:
        'When the user really signed in, in seconds since 1970; much earlier than iat where a session was reused.',
      acr: 'How strong the sign-in was, as a name that provider and client agreed on.',
      amr: 'By which means the user signed in: pwd, otp, mfa and so on (RFC 8176 lists them).',
      azp: 'The client that the ID token was issued to. It matters where there are several audiences.',
    },
  },
  {
    reference: openIdCore('3.3.2.11', 'HybridIDToken'),
    names: {
      at_hash: 'Half of the hash of the access token. It shows that both tokens come from one answer.',
      c_hash: 'Half of the hash of the authorization code. It shows that the code belongs to this ID token.',
    },
  },
  {
    reference: openIdCore('5.1', 'StandardClaims'),
    names: {
      name: 'The full name, as it is displayed.',
      given_name: 'The first name or names.',
      family_name: 'The last name or names.',
      middle_name: 'The middle name or names.',
      nickname: 'What the user is called, which may differ from the given name.',
      preferred_username:
        'How the user likes to be addressed in a system. It is not unique and may change: never a key.',
      profile: 'Address of a page about the user.',
      picture: 'Address of a picture of the user.',
      website: 'Address of a site of the user.',
      email: 'The e-mail address. It may change hands, so it is no key to an account.',
      email_verified:
        'Whether the provider made sure that the address belongs to the user. Without true, trust it for nothing.',
      gender: 'The gender as the user gave it.',
      birthdate: 'The birthday as YYYY-MM-DD; the year 0000 hides it.',
      zoneinfo: 'The time zone, as in Europe/Paris.',
      locale: 'The language and region, as in en-GB.',
      phone_number: 'The telephone number, best in the form +1 555 0100.',
      phone_number_verified: 'Whether the provider made sure that the number belongs to the user.',
      updated_at: 'When these data were last changed, in seconds since 1970.',
    },
  },
  {
    reference: openIdCore('5.1.1', 'AddressClaim'),
    names: {
      address: 'The postal address, as an object of its parts.',
      formatted: 'The whole postal address as it is printed on a letter.',
      street_address: 'Street and house number.',
      locality: 'Town or city.',
      region: 'State, province or region.',
      postal_code: 'Postal code.',
      country: 'Country.',
    },
  },
  {
    reference: openIdCore('5.6.2', 'AggregatedDistributedClaims'),
    names: {
      _claim_names:
        'Which claims are to be had from another source. Microsoft sends it when a user is in too many groups.',
      _claim_sources: 'Where the claims named by _claim_names are to be had.',
    },
  },
  {
    reference: SPECS.backChannelLogout,
    names: {
      sid: 'The session at the provider. A logout names it, so that only that session ends.',
      events:
        'What happened, in a logout token or another security event: an object whose member is the kind of event.',
    },
  },
  {
    reference: rfc(9449, '4.2'),
    names: {
      htm: 'The HTTP method of the request that this DPoP proof is for.',
      htu: 'The address of the request that this DPoP proof is for, without query and fragment.',
      ath: 'The hash of the access token that is sent along with this DPoP proof.',
    },
  },
  {
    reference: rfc(7800, '3.1'),
    names: {
      cnf: 'To which key the token is bound. Without that private key the token opens nothing.',
    },
  },
  {
    reference: rfc(9449, '6.1'),
    names: { jkt: 'The thumbprint of the DPoP key that the token is bound to.' },
  },
  {
    reference: rfc(8705, '3.1'),
    names: { 'x5t#S256': 'The thumbprint of the client certificate that the token is bound to.' },
  },
  {
    reference: rfc(9068, '2.2'),
    names: {
      client_id: 'The client that the access token was issued to.',
      scope: 'What the access token allows, separated by spaces.',
    },
  },
  {
    reference: rfc(9068, '2.2.3.1'),
    names: {
      groups: 'The groups the user is in, as the provider names them.',
      roles: 'The roles the user has, as the provider names them.',
      entitlements: 'What the user is entitled to, as the provider names it.',
    },
  },
  {
    reference: rfc(8693, '4'),
    names: {
      act: 'Who acts for the subject now; a chain of such objects says who did before.',
      may_act: 'Who is allowed to act for the subject.',
    },
  },
  {
    reference: rfc(7662, '2.2'),
    names: {
      active: 'Whether the token is good now. False gives no reason, by design.',
      username: 'The name of the user behind the token, meant for people.',
      token_type: 'How the token is shown to an API, such as Bearer or DPoP.',
    },
  },
  {
    reference: rfc(9701, '5'),
    names: { token_introspection: 'The introspection answer, inside a signed JWT.' },
  },
  {
    reference: rfc(8417, '2.2'),
    names: {
      toe: 'When the event itself happened, in seconds since 1970.',
      txn: 'Names one transaction across several tokens and logs.',
    },
  },
  {
    reference: rfc(9396, '9.1'),
    names: { authorization_details: 'What the token allows in detail.' },
  },
  {
    reference: rfc(7519, '4.3'),
    names: {
      tid: 'A private claim of Microsoft: the tenant that the user belongs to.',
      oid: 'A private claim of Microsoft: the user, the same for every client of a tenant.',
      upn: 'A private claim of Microsoft: a name of the user that looks like an e-mail address. It may change.',
      appid: 'A private claim of Microsoft: the client of a version 1 token.',
      ver: 'A private claim of Microsoft and Okta: the version of the token format.',
      idp: 'A private claim of several providers: where the user really signed in.',
      scp: 'A private claim of Microsoft and Okta: what the token allows, in place of scope.',
      cid: 'A private claim of Okta: the client.',
      uid: 'A private claim of Okta: the user.',
      hd: 'A private claim of Google: the Workspace domain of the account.',
      realm_access: 'A private claim of Keycloak: the roles within the realm.',
      resource_access: 'A private claim of Keycloak: the roles for each client.',
      token_use: 'A private claim of Amazon Cognito: whether it is an id or an access token.',
      'cognito:username': 'A private claim of Amazon Cognito: the user name within the pool.',
      'cognito:groups': 'A private claim of Amazon Cognito: the groups the user is in.',
      org_id: 'A private claim of Auth0: the organization that the user signed in to.',
      permissions: 'A private claim of Auth0: what the user may do at the API.',
    },
  },
]);
