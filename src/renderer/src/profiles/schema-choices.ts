import { clientSchema } from '@shared/model/client-schema';
import { FOLLOW_UPS } from '@shared/model/grant-options';
import { profileSchema } from '@shared/model/profile';

/** The values that the schema knows, so that the form cannot fall behind it. */
export const SIGNING_ALGS = clientSchema.shape.key.unwrap().shape.alg.unwrap().options;

export const DPOP_ALGS = profileSchema.unwrap().shape.dpop.unwrap().unwrap().shape.alg.unwrap().options;

export { FOLLOW_UPS };

/** Key management and content encryption of RFC 7518 that jose has for public keys. */
export const ENCRYPTION_ALGS = [
  'RSA-OAEP-256',
  'RSA-OAEP',
  'ECDH-ES',
  'ECDH-ES+A128KW',
  'ECDH-ES+A256KW',
] as const;

export const CONTENT_ENCRYPTIONS = ['A256GCM', 'A128GCM', 'A256CBC-HS512', 'A128CBC-HS256'] as const;

/** RFC 8693 section 3, RFC 7519 section 9 and RFC 7522. */
export const TOKEN_TYPES = ['access_token', 'refresh_token', 'id_token', 'jwt', 'saml1', 'saml2'].map(
  (name) => `urn:ietf:params:oauth:token-type:${name}`,
);

export const RESPONSE_MODES = [
  'query',
  'fragment',
  'form_post',
  'jwt',
  'query.jwt',
  'fragment.jwt',
  'form_post.jwt',
] as const;

export const RESPONSE_TYPES = {
  hybrid: ['code id_token', 'code token', 'code id_token token'],
  implicit: ['id_token', 'id_token token', 'token'],
} as const;
