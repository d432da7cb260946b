import type { IncomingMessage } from 'node:http';

const MAX_FORM_BYTES = 64 * 1_024;

/** The whole body as it was sent. Throws where it is larger than any practice form can be. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of request) {
    bodyBytes += (chunk as Buffer).length;
    if (bodyBytes > MAX_FORM_BYTES) throw new Error('The form is too large.');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** An application/x-www-form-urlencoded body. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request)).toString('utf8'));
}
