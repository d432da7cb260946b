import { compactDecrypt } from 'jose';
import type { StepContext } from './flow';
import { guessDecryptionAlg, importPrivateKey } from './import-key';

/** A JWT as it was signed: decrypted with the client's key where it came as a JWE, else as it is. Null where that fails. */
export async function readSignedJwt({ profile, secrets }: StepContext, jwt: string): Promise<string | null> {
  if (jwt.split('.').length !== 5) return jwt;
  const text = secrets['client.decryptionKey.from'];
  if (text === undefined) return null;
  try {
    const facts = profile.client.decryptionKey ?? {};
    const { key } = await importPrivateKey(text, facts, guessDecryptionAlg);
    return new TextDecoder().decode((await compactDecrypt(jwt, key)).plaintext);
  } catch {
    return null;
  }
}
