/** Another first character of the signature, which carries six whole bits of it. */
export function spoilSignature(jwt: string): string {
  const start = jwt.lastIndexOf('.') + 1;
  return spoilCharacter(jwt, start);
}

/** The same claims under alg none, without a signature (RFC 7518 section 3.6). */
export function removeSignature(jwt: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  return `${header}.${jwt.split('.')[1] ?? ''}.`;
}

/** A token of any kind that is no longer the one that was issued. */
export function spoilToken(token: string): string {
  const isJwt = token.split('.').length === 3;
  return isJwt ? spoilSignature(token) : spoilCharacter(token, Math.floor(token.length / 2));
}

function spoilCharacter(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
