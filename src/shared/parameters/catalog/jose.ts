import { rfc } from '../../model/reference';
import { listFamily } from '../parameter';

/** Members of the header of a signed or encrypted JWT. */
export const JOSE_HEADERS = listFamily('jose', [
  {
    reference: rfc(7515, '4.1'),
    names: {
      alg: 'With which algorithm it is signed, or how the key of an encrypted one is managed. A receiver fixes what it accepts and never believes this alone; "none" is no signature.',
      kid: 'Which key was used. The receiver looks for this id in the key set of the issuer.',
      typ: 'What kind of JWT it is, such as at+jwt or dpop+jwt, so that one kind cannot pass for another.',
      cty: 'What is inside; JWT where a signed token was encrypted.',
      jku: 'An address of a key set. Fetching keys from wherever a token says lets anybody sign.',
      jwk: 'The public key itself. It proves possession, as in a DPoP proof, and never who the owner is.',
      x5u: 'An address of a certificate chain. Believed blindly it lets anybody sign.',
      x5c: 'The certificate chain of the key.',
      x5t: 'The SHA-1 thumbprint of the certificate, kept for old systems.',
      'x5t#S256': 'The SHA-256 thumbprint of the certificate.',
      crit: 'Header members that a receiver must understand; if it does not, it must refuse the token.',
    },
  },
  {
    reference: rfc(7516, '4.1'),
    names: {
      enc: 'With which algorithm the content is encrypted.',
      zip: 'How the content was compressed before it was encrypted.',
    },
  },
  {
    reference: rfc(7518, '4'),
    names: {
      epk: 'The one-time public key of an ECDH key agreement.',
      apu: 'About the sender of an ECDH key agreement.',
      apv: 'About the receiver of an ECDH key agreement.',
      p2s: 'The salt of a password-based key.',
      p2c: 'How many rounds a password-based key takes.',
      iv: 'The initialization vector with which the key was wrapped.',
      tag: 'The tag that shows that the wrapped key is whole.',
    },
  },
  {
    reference: rfc(7519, '5.3'),
    names: {
      iss: 'The issuer again, readable although the content is encrypted.',
      sub: 'The subject again, readable although the content is encrypted.',
      aud: 'The audience again, readable although the content is encrypted.',
    },
  },
  {
    reference: rfc(7797, '3'),
    names: { b64: 'Whether the content is base64url-encoded before it is signed.' },
  },
]);

/** Members of a JSON Web Key, and of a set of them. */
export const KEY_MEMBERS = listFamily('key', [
  {
    reference: rfc(7517, '4'),
    names: {
      kty: 'The family of the key: RSA, EC, OKP, or oct for a shared secret.',
      use: 'What the key is for: sig for signatures, enc for encryption.',
      key_ops: 'What may be done with the key, in place of use.',
      alg: 'The one algorithm that the key is meant for.',
      kid: 'The id of the key. Tokens name it in their header; a new id is how keys are rotated.',
      x5u: 'An address of a certificate for the key.',
      x5c: 'The certificate chain of the key.',
      x5t: 'The SHA-1 thumbprint of the certificate.',
      'x5t#S256': 'The SHA-256 thumbprint of the certificate.',
    },
  },
  { reference: rfc(7517, '5'), names: { keys: 'The keys of a key set.' } },
  {
    reference: rfc(7518, '6'),
    names: {
      crv: 'The curve of the key, such as P-256 or Ed25519.',
      x: 'The public point of the key; its x coordinate on an EC curve.',
      y: 'The y coordinate of the public point.',
      n: 'The modulus of an RSA key. Under 2048 bits it is too short.',
      e: 'The exponent of an RSA key, nearly always AQAB.',
      d: 'The private part of the key. In a published set it is a disaster.',
      p: 'A prime of a private RSA key.',
      q: 'A prime of a private RSA key.',
      dp: 'A part of a private RSA key, for speed.',
      dq: 'A part of a private RSA key, for speed.',
      qi: 'A part of a private RSA key, for speed.',
      k: 'The shared secret itself.',
    },
  },
]);
