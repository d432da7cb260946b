import { createHash, timingSafeEqual } from 'node:crypto';

export type RandomBytes = (size: number) => Uint8Array;

/** A wrong code costs a try; the page sends one exactly once, so a handful is generous. */
const MAX_TRIES = 10;

/** The secrets of one launch. None of them is ever written down. */
export interface LaunchSecrets {
  /** The value of the HttpOnly cookie. */
  sessionToken: string;
  /** The value of the request header. */
  requestToken: string;
  /** A one-use code; the one before it stops working. */
  issueCode(): string;
  /** True once, for the code issued last. */
  redeemCode(code: string): boolean;
}

export function createLaunchSecrets(randomBytes: RandomBytes): LaunchSecrets {
  const createToken = () => Buffer.from(randomBytes(32)).toString('base64url');
  let code: string | null = null;
  let tries = 0;
  return {
    sessionToken: createToken(),
    requestToken: createToken(),
    issueCode() {
      code = createToken();
      tries = 0;
      return code;
    },
    redeemCode(candidate) {
      if (code === null) return false;
      tries += 1;
      const matches = isSameSecret(candidate, code);
      if (matches || tries >= MAX_TRIES) code = null;
      return matches;
    },
  };
}

/** Compares in a time that depends on neither value, nor on their lengths. */
export function isSameSecret(candidate: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(candidate), digest(secret));
}
