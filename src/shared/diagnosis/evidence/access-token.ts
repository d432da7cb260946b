import { readHeader } from '../../model/read-message';
import { findArtifact, type RunFacts } from '../run-facts';
import { readClaims, readRequestField } from './conclusion';
import type { EvidenceRule, Observation } from './observation';

/** What a JWT that was refused says of itself (RFC 9068 section 4, RFC 6750 section 3.1). */
export const observeAccessToken: EvidenceRule = (facts) => {
  const { exchange, session } = facts;
  const token = readRequestField(facts, 'authorization').trim().split(/\s+/, 2)[1] ?? '';
  const claims = readClaims(token);
  if (!exchange || !claims) return [];
  const { seq } = exchange;
  const isIdToken = token === findArtifact(session, 'id-token')?.value || Object.hasOwn(claims, 'nonce');
  return [
    ...(isIdToken ? [describeIdToken(seq)] : []),
    ...compareTimes(facts, claims),
    ...compareIssuer(facts, claims),
    ...(isIdToken ? [] : compareAudience(facts, claims)),
  ];
};

function describeIdToken(seq: number): Observation {
  return {
    seq,
    statement: 'The ID token was sent in place of the access token (OpenID Connect Core 1.0 section 2).',
    expected: 'the access token',
    actual: 'an ID token',
    decisive: true,
    fix: 'Send access_token of the token response, not id_token.',
  };
}

/** By the clock of the resource where its answer tells it. */
function compareTimes({ exchange }: RunFacts, claims: Record<string, unknown>): Observation[] {
  if (!exchange) return [];
  const date = exchange.response
    ? Date.parse(readHeader(exchange.response.headers, 'date') ?? '')
    : Number.NaN;
  const now = Math.floor((Number.isNaN(date) ? exchange.startedAt : date) / 1000);
  const { exp, nbf } = claims;
  if (typeof exp === 'number' && exp < now) {
    return [
      describeTime(
        exchange.seq,
        `The token expired ${now - exp} s before this request (RFC 7519 section 4.1.4).`,
        `exp after ${now}`,
        `exp ${exp}`,
        'Get a new token before this one expires.',
      ),
    ];
  }
  if (typeof nbf === 'number' && nbf > now) {
    return [
      describeTime(
        exchange.seq,
        `The token is valid only ${nbf - now} s after this request (RFC 7519 section 4.1.5).`,
        `nbf up to ${now}`,
        `nbf ${nbf}`,
        'Set the clocks of provider and resource by NTP.',
      ),
    ];
  }
  return [];
}

function describeTime(
  seq: number,
  statement: string,
  expected: string,
  actual: string,
  fix: string,
): Observation {
  return { seq, statement, expected, actual, decisive: true, fix };
}

function compareIssuer({ exchange, metadata }: RunFacts, { iss }: Record<string, unknown>): Observation[] {
  const issuer = metadata['issuer'];
  if (!exchange || typeof iss !== 'string' || typeof issuer !== 'string' || iss === issuer) return [];
  return [
    {
      seq: exchange.seq,
      statement: 'The token names another issuer than the provider of this run (RFC 9068 section 4).',
      expected: issuer,
      actual: iss,
      decisive: true,
      fix: 'Have the resource trust this issuer, or get the token from the one that it trusts.',
    },
  ];
}

/** aud need not be an address; where it is one, it should lead to the resource (RFC 9068 section 3). */
function compareAudience({ exchange }: RunFacts, { aud }: Record<string, unknown>): Observation[] {
  const audiences = [aud]
    .flat()
    .filter((each) => typeof each === 'string')
    .slice(0, 10);
  const host = exchange && URL.canParse(exchange.request.url) ? new URL(exchange.request.url).host : null;
  if (!exchange || host === null || audiences.length === 0) return [];
  const hosts = audiences.map((each) => (URL.canParse(each) ? new URL(each).host : null));
  if (hosts.includes(host)) return [];
  const isOther = hosts.every((each) => each !== null && each !== '');
  return [
    {
      seq: exchange.seq,
      statement: isOther
        ? 'The token is meant for another address than the one it was sent to (RFC 9068 section 4).'
        : 'The audience of the token, to compare with the one that the resource expects (RFC 9068 section 4).',
      expected: isOther ? host : null,
      actual: audiences.join(', '),
      decisive: isOther,
      ...(isOther
        ? {
            fix: `Ask for a token whose audience is ${host}, by resource (RFC 8707) or the audience parameter of the provider.`,
          }
        : {}),
    },
  ];
}
