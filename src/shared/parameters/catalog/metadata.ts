import { cibaCore, rfc } from '../../model/reference';
import { listFamily } from '../parameter';
import { SPECS } from '../specs';

/** What a server announces about itself in its discovery document. */
export const SERVER_METADATA = listFamily('metadata', [
  {
    reference: rfc(8414, '2'),
    names: {
      issuer:
        'The name of the server. Tokens carry it as iss, and both have to be equal character by character.',
      authorization_endpoint: 'Where the browser of the user is sent to sign in.',
      token_endpoint: 'Where the client trades codes and refresh tokens for access tokens.',
      jwks_uri: 'Where the public keys are that the signatures of the server are verified with.',
      registration_endpoint: 'Where clients can register themselves.',
      scopes_supported: 'Scopes that can be asked for. The list need not be complete.',
      response_types_supported: 'Which values of response_type the server takes.',
      response_modes_supported:
        'In which ways the server sends its answer; query and fragment where it says nothing.',
      grant_types_supported:
        'Which grants the token endpoint takes; authorization_code and implicit where it says nothing.',
      token_endpoint_auth_methods_supported:
        'How clients may authenticate at the token endpoint; client_secret_basic where it says nothing.',
      token_endpoint_auth_signing_alg_values_supported:
        'With which algorithms a client assertion may be signed.',
      service_documentation: 'A page for developers.',
      ui_locales_supported: 'The languages of its pages.',
      op_policy_uri: 'What the provider asks of those who use data about its users.',
      op_tos_uri: 'The terms of service of the provider.',
      revocation_endpoint: 'Where tokens are given up.',
      revocation_endpoint_auth_methods_supported: 'How clients may authenticate at the revocation endpoint.',
      revocation_endpoint_auth_signing_alg_values_supported:
        'Algorithms for client assertions at the revocation endpoint.',
      introspection_endpoint: 'Where an API asks whether a token is good.',
      introspection_endpoint_auth_methods_supported:
        'How clients may authenticate at the introspection endpoint.',
      introspection_endpoint_auth_signing_alg_values_supported:
        'Algorithms for client assertions at the introspection endpoint.',
      code_challenge_methods_supported:
        'Which PKCE methods the server takes. Without this list it may not know PKCE at all.',
      signed_metadata: 'The same metadata as a signed JWT; what it says counts more.',
    },
  },
  {
    reference: SPECS.discovery,
    names: {
      userinfo_endpoint: 'Where claims about the user are to be had with an access token.',
      acr_values_supported: 'Which strengths of sign-in can be asked for.',
      subject_types_supported:
        'Whether a user has one sub for all clients (public) or another for each (pairwise).',
      id_token_signing_alg_values_supported: 'Algorithms with which ID tokens are signed.',
      id_token_encryption_alg_values_supported: 'How the key of an encrypted ID token may be managed.',
      id_token_encryption_enc_values_supported: 'How the content of an ID token may be encrypted.',
      userinfo_signing_alg_values_supported: 'Algorithms with which UserInfo answers may be signed.',
      userinfo_encryption_alg_values_supported: 'How the key of an encrypted UserInfo answer may be managed.',
      userinfo_encryption_enc_values_supported: 'How the content of a UserInfo answer may be encrypted.',
      request_object_signing_alg_values_supported: 'Algorithms with which a request object may be signed.',
      request_object_encryption_alg_values_supported:
        'How the key of an encrypted request object may be managed.',
      request_object_encryption_enc_values_supported: 'How the content of a request object may be encrypted.',
      display_values_supported: 'Which looks of the sign-in page can be asked for.',
      claim_types_supported:
        'Whether claims come directly or from other sources; directly where it says nothing.',
      claims_supported: 'Claims that the server may send. The list need not be complete.',
      claims_locales_supported: 'Languages in which claims can come.',
      claims_parameter_supported: 'Whether the claims parameter works; false where it says nothing.',
      request_parameter_supported:
        'Whether a request object can be sent in the request parameter; false where it says nothing.',
      request_uri_parameter_supported:
        'Whether a request object can be fetched from request_uri; true where it says nothing.',
      require_request_uri_registration: 'Whether addresses for request_uri have to be registered.',
    },
  },
  {
    reference: rfc(9126, '5'),
    names: {
      pushed_authorization_request_endpoint:
        'Where the authorization request is sent beforehand (PAR), so that the browser carries only a reference.',
      require_pushed_authorization_requests: 'Whether a request that was not pushed is refused.',
    },
  },
  {
    reference: rfc(9101, '10.5'),
    names: { require_signed_request_object: 'Whether a request that is not a signed JWT is refused.' },
  },
  {
    reference: rfc(9207, '3'),
    names: {
      authorization_response_iss_parameter_supported:
        'Whether callbacks carry iss. If so, one without it must be refused.',
    },
  },
  {
    reference: rfc(8628, '4'),
    names: { device_authorization_endpoint: 'Where a device without a browser asks for its codes.' },
  },
  {
    reference: rfc(9449, '5.1'),
    names: { dpop_signing_alg_values_supported: 'Algorithms with which DPoP proofs may be signed.' },
  },
  {
    reference: rfc(8705, '3.3'),
    names: {
      tls_client_certificate_bound_access_tokens:
        'Whether access tokens can be bound to the certificate of the client.',
    },
  },
  {
    reference: rfc(8705, '5'),
    names: {
      mtls_endpoint_aliases: 'Other addresses of the same endpoints that ask for a client certificate.',
    },
  },
  {
    reference: rfc(9396, '10'),
    names: {
      authorization_details_types_supported: 'Which types of authorization_details the server understands.',
    },
  },
  {
    reference: rfc(9701, '7'),
    names: {
      introspection_signing_alg_values_supported:
        'Algorithms with which introspection answers may be signed.',
      introspection_encryption_alg_values_supported:
        'How the key of an encrypted introspection answer may be managed.',
      introspection_encryption_enc_values_supported:
        'How the content of an introspection answer may be encrypted.',
    },
  },
  {
    reference: SPECS.jarmMetadata,
    names: {
      authorization_signing_alg_values_supported:
        'Algorithms with which authorization answers (JARM) may be signed.',
      authorization_encryption_alg_values_supported:
        'How the key of an encrypted authorization answer may be managed.',
      authorization_encryption_enc_values_supported:
        'How the content of an authorization answer may be encrypted.',
    },
  },
  {
    reference: SPECS.logout,
    names: { end_session_endpoint: 'Where the browser is sent to sign the user out.' },
  },
  {
    reference: SPECS.session,
    names: {
      check_session_iframe: 'A page to embed that tells whether the session at the provider has changed.',
    },
  },
  {
    reference: SPECS.backChannelLogoutMetadata,
    names: {
      backchannel_logout_supported: 'Whether the server tells clients of a logout by itself.',
      backchannel_logout_session_supported: 'Whether it then names the session as sid.',
    },
  },
  {
    reference: SPECS.frontChannelLogout,
    names: {
      frontchannel_logout_supported: 'Whether a logout opens a page of each client in the browser.',
      frontchannel_logout_session_supported: 'Whether it then names the session as sid.',
    },
  },
  {
    reference: cibaCore('4'),
    names: {
      backchannel_authentication_endpoint:
        'Where a client asks that a user be asked on another device (CIBA).',
      backchannel_token_delivery_modes_supported: 'How a client learns of the decision: poll, ping or push.',
      backchannel_user_code_parameter_supported: 'Whether the user_code parameter is taken.',
      backchannel_authentication_request_signing_alg_values_supported:
        'Algorithms with which a CIBA request may be signed.',
    },
  },
  {
    reference: rfc(9728, '2'),
    names: {
      resource: 'The address of the API that this document is about.',
      authorization_servers: 'The servers whose tokens the API takes.',
      bearer_methods_supported: 'Where the API takes a token: header, body or query.',
      resource_name: 'The name of the API, for people.',
      resource_documentation: 'A page for developers about the API.',
    },
  },
]);

/** What is registered about a client, and what a registration answers. */
export const CLIENT_METADATA = listFamily('registration', [
  {
    reference: rfc(7591, '2'),
    names: {
      redirect_uris: 'The addresses that answers may be sent to. Others are refused.',
      token_endpoint_auth_method: 'How the client authenticates at the token endpoint.',
      grant_types: 'The grants the client may use.',
      response_types: 'The values of response_type the client may use.',
      client_name: 'The name that users see when they are asked for consent.',
      client_uri: 'A page about the client.',
      logo_uri: 'A picture of the client.',
      scope: 'The scopes the client may ask for.',
      contacts: 'People who are responsible for the client.',
      tos_uri: 'The terms of service of the client.',
      policy_uri: 'What the client does with data about its users.',
      jwks_uri: 'Where the public keys of the client are.',
      jwks: 'The public keys of the client.',
      software_id: 'Names the software, the same for every installation.',
      software_version: 'The version of the software.',
    },
  },
  {
    reference: rfc(7591, '3.2.1'),
    names: {
      client_id: 'The name the client got.',
      client_secret: 'The password the client got.',
      client_id_issued_at: 'When the name was given, in seconds since 1970.',
      client_secret_expires_at: 'When the secret ends, in seconds since 1970; 0 means never.',
      software_statement: 'Metadata of the client, signed by somebody the server trusts.',
    },
  },
  {
    reference: rfc(7592, '3'),
    names: {
      registration_client_uri: 'Where the registration can be read, changed and deleted.',
      registration_access_token: 'The token that opens the registration_client_uri.',
    },
  },
  {
    reference: SPECS.registration,
    names: {
      application_type: 'web or native; it decides which redirect URIs may be registered.',
      sector_identifier_uri: 'A list of redirect URIs that share one pairwise sub.',
      subject_type: 'Whether the client gets a public or a pairwise sub.',
      id_token_signed_response_alg: 'With which algorithm its ID tokens are signed.',
      id_token_encrypted_response_alg: 'How the key of its encrypted ID tokens is managed.',
      id_token_encrypted_response_enc: 'How the content of its ID tokens is encrypted.',
      userinfo_signed_response_alg: 'With which algorithm its UserInfo answers are signed.',
      request_object_signing_alg: 'With which algorithm its request objects have to be signed.',
      token_endpoint_auth_signing_alg: 'With which algorithm its client assertions have to be signed.',
      default_max_age: 'How old a sign-in may be where a request says nothing, in seconds.',
      require_auth_time: 'Whether its ID tokens always carry auth_time.',
      default_acr_values: 'How strong a sign-in must be where a request says nothing.',
      initiate_login_uri: 'Where others may send a user to start a login.',
      request_uris: 'Addresses from which its request objects may be fetched.',
    },
  },
  {
    reference: SPECS.logout,
    names: { post_logout_redirect_uris: 'Where a browser may be sent after signing out.' },
  },
  {
    reference: SPECS.backChannelLogoutMetadata,
    names: {
      backchannel_logout_uri: 'Where the server tells the client that a session has ended.',
      backchannel_logout_session_required: 'Whether the client needs sid for that.',
    },
  },
  {
    reference: SPECS.frontChannelLogout,
    names: {
      frontchannel_logout_uri: 'A page of the client that is opened when a session ends.',
      frontchannel_logout_session_required: 'Whether the client needs sid for that.',
    },
  },
  {
    reference: rfc(9449, '5.2'),
    names: {
      dpop_bound_access_tokens:
        'Whether the client always uses DPoP, so that a request without a proof is refused.',
    },
  },
  {
    reference: rfc(8705, '2.1.2'),
    names: { tls_client_auth_subject_dn: 'The subject that the certificate of the client has to have.' },
  },
  {
    reference: rfc(8705, '3.4'),
    names: {
      tls_client_certificate_bound_access_tokens: 'Whether its access tokens are bound to its certificate.',
    },
  },
  {
    reference: rfc(9126, '6'),
    names: { require_pushed_authorization_requests: 'Whether the client has to push its requests.' },
  },
  {
    reference: rfc(9101, '10.5'),
    names: { require_signed_request_object: 'Whether the client has to sign its requests.' },
  },
  {
    reference: rfc(9396, '10'),
    names: { authorization_details_types: 'Which types of authorization_details the client will send.' },
  },
  {
    reference: SPECS.jarmMetadata,
    names: {
      authorization_signed_response_alg: 'With which algorithm its authorization answers (JARM) are signed.',
    },
  },
  {
    reference: rfc(9701, '6'),
    names: {
      introspection_signed_response_alg: 'With which algorithm introspection answers to it are signed.',
    },
  },
  {
    reference: cibaCore('4'),
    names: {
      backchannel_token_delivery_mode: 'How the client learns of a decision: poll, ping or push.',
      backchannel_client_notification_endpoint: 'Where the server calls the client in ping and push mode.',
      backchannel_user_code_parameter: 'Whether the client sends a user_code.',
      backchannel_authentication_request_signing_alg:
        'With which algorithm its CIBA requests have to be signed.',
    },
  },
]);
