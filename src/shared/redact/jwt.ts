import { decodeBase64 } from '../text/base64';

export interface JwtParts {
  /** The JSON text of the first two parts, as it was encoded. */
  header: string;
  payload: string;
  encodedHeader: string;
  encodedPayload: string;
  signature: string;
}

const JWS = /^(eyJ[\w-]+)\.([\w-]+)\.([\w-]*|\[redacted:[a-z_]+-\d+\])$/;

/** The parts of a signed JWT in compact form (RFC 7519), also of one whose signature was dropped here. */
export function parseJwt(text: string): JwtParts | null {
  const [, encodedHeader = '', encodedPayload = '', signature = ''] = JWS.exec(text) ?? [];
  if (encodedHeader === '') return null;
  const header = decodeBase64(encodedHeader);
  const payload = decodeBase64(encodedPayload);
  if (!header?.startsWith('{') || !payload?.startsWith('{')) return null;
  return { header, payload, encodedHeader, encodedPayload, signature };
}
