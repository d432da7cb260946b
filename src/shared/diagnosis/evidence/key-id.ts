import { parseJsonObject } from '../../model/read-message';
import { findArtifact } from '../run-facts';
import { readJoseHeader } from './conclusion';
import type { EvidenceRule } from './observation';

const MAX_KEYS = 20;

/** The kid of the token against those of the JWKS (RFC 7515 section 4.1.4, RFC 7517 section 4.5). */
export const observeKeyId: EvidenceRule = ({ session, step }) => {
  const token = findArtifact(session, 'id-token');
  const exchange = session.steps
    .flatMap(({ exchanges }) => exchanges)
    .findLast(({ purpose, response }) => purpose === 'jwks' && response?.status === 200);
  const header = readJoseHeader(token?.value ?? '');
  const keys = parseJsonObject(exchange?.response?.body?.text ?? '')?.['keys'];
  if (!header || !exchange || !step || !Array.isArray(keys)) return [];
  const ids = keys.slice(0, MAX_KEYS).map((key: unknown) => describeKey(key));
  const kid = typeof header['kid'] === 'string' ? header['kid'] : null;
  const isAbsent = kid !== null && !ids.includes(kid);
  return [
    {
      seq: exchange.endSeq ?? exchange.seq,
      statement: isAbsent
        ? `The JWKS has no key "${kid}"; it has ${ids.join(', ') || 'none'} (RFC 7515 section 4.1.4).`
        : 'The kid of the token and those of the JWKS (RFC 7515 section 4.1.4).',
      expected: kid ?? 'the token names no kid',
      actual: ids.join(', ') || 'no keys',
      decisive: isAbsent,
      ...(isAbsent
        ? {
            fix: 'Fetch the JWKS again: after a rotation it may be a cached one. If the key stays absent, the token is of another issuer or the provider does not publish the key.',
          }
        : {}),
    },
  ];
};

function describeKey(key: unknown): string {
  const kid = typeof key === 'object' && key !== null ? (key as Record<string, unknown>)['kid'] : null;
  return typeof kid === 'string' ? kid : '(no kid)';
}
