import { type Deviation, hasAnswer, type ProfilePart } from '../cell';

export const basic = 'client_secret_basic';

/** The form encoding of Basic credentials changes every mark in it. */
export const AWKWARD_SECRET = 'a-secret.with~special_characters!+%';

export const OTHER_SECRET: ProfilePart = { client: { secret: 'nobodyRegisteredThisSecretAnywhere' } };

export const toTokenEndpoint: ProfilePart = { client: { assertionAudience: 'token-endpoint' } };

/** The name in the client's certificate. */
export const certificateName = { tls_client_auth_san_dns: 'localhost' };

export const SELF_SIGNED =
  'its TLS layer verifies every certificate against the authority; the documentation says that self-signed ones are untested';

export const ONLY_OWN_ADDRESS =
  "it takes an assertion there only with the endpoint's own URL as `aud`, where a profile names the issuer or the token endpoint";

export const FORM_POST =
  'the form carries `iss` URL-encoded, so that the answer seems to come from another issuer';

export const FORM_POST_ISS: Deviation = {
  text: 'In a `form_post` answer `iss` is URL-encoded once too often (RFC 9207 section 2).',
  isSeenIn: (session) =>
    session.steps
      .flatMap(({ hits }) => hits)
      .some(({ url }) => (new URL(url).searchParams.get('iss') ?? '').startsWith('http%3A')),
};

export const ASSERTION_AUDIENCE: Deviation = {
  text: 'A client assertion is accepted only with the URL of the endpoint that it is sent to as `aud`; the issuer is refused, with 403 and no body (RFC 7523 section 3, RFC 6749 section 5.2).',
  isSeenIn: (session) => hasAnswer(session, 'token', 403, ''),
};

export const UNAUTHORIZED_CLIENT: Deviation = {
  text: 'A client that fails to authenticate is refused with 403 `unauthorized_client`, where RFC 6749 section 5.2 has `invalid_client`.',
  isSeenIn: (session) => hasAnswer(session, 'token', 403, 'unauthorized_client'),
};
