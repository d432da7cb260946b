import { parseJsonObject } from '../../model/read-message';
import { findTokenExchanges, type RunFacts } from '../run-facts';
import { type Conclusion, type ConclusionRule, readClaims, readRequestField } from './conclusion';

/**
 * A token that is bound to a key or a certificate, or that has no user, used as if it were neither:
 * RFC 9449 section 7.1, RFC 8705 section 3, OpenID Connect Core 1.0 section 5.3.
 */
export const concludeTokenBinding: ConclusionRule = (facts) => {
  const { exchange, session } = facts;
  const status = exchange?.response?.status ?? 0;
  if (!exchange || (exchange.purpose !== 'resource' && exchange.purpose !== 'userinfo')) return [];
  if (status !== 400 && status !== 401 && status !== 403) return [];
  const [scheme = '', token = ''] = readRequestField(facts, 'authorization').trim().split(/\s+/, 2);
  if (token === '') return [];
  const { seq } = exchange;
  const issued = findTokenExchanges(session).findLast(({ response }) => response?.status === 200);
  const answer = parseJsonObject(issued?.response?.body?.text ?? '');
  const confirmation = readConfirmation(token);
  const isDpop = confirmation === 'jkt' || /^dpop$/i.test(String(answer?.['token_type'] ?? ''));
  const found: Conclusion[] = [];
  if (isDpop && /^bearer$/i.test(scheme)) found.push(describeDpop(seq, confirmation === 'jkt'));
  if (confirmation === 'x5t#S256' && status === 401) found.push(describeCertificate(seq));
  if (exchange.purpose === 'userinfo' && isWithoutUser(facts.token, answer)) found.push(describeNoUser(seq));
  if (scheme === 'bearer' && status !== 403 && !isDpop) found.push(describeCase(seq, wasTokenRead(facts)));
  return found;
};

/** The member of cnf that names what the token is bound to (RFC 7800 section 3.1). */
function readConfirmation(token: string): string | null {
  const cnf = readClaims(token)?.['cnf'];
  if (typeof cnf !== 'object' || cnf === null) return null;
  return ['jkt', 'x5t#S256'].find((name) => Object.hasOwn(cnf, name)) ?? null;
}

function isWithoutUser(token: URLSearchParams, answer: Record<string, unknown> | null): boolean {
  return (
    token.get('grant_type') === 'client_credentials' && answer !== null && !Object.hasOwn(answer, 'id_token')
  );
}

function describeDpop(seq: number, isInToken: boolean): Conclusion {
  return {
    value: 'dpop-bound-as-bearer',
    seq,
    statement: `The token is bound to a DPoP key${isInToken ? ' by its cnf claim' : ', as its token_type says'}, and was sent as a bearer token (RFC 9449 section 7.1).`,
    expected: 'Authorization: DPoP, with a DPoP proof',
    actual: 'Authorization: Bearer',
  };
}

function describeCertificate(seq: number): Conclusion {
  return {
    value: 'certificate-bound',
    seq,
    statement: 'The token is bound to a client certificate by cnf x5t#S256 (RFC 8705 section 3.1).',
    expected: 'a connection with that certificate',
    actual: 'a refusal with HTTP 401',
  };
}

function describeNoUser(seq: number): Conclusion {
  return {
    value: 'userinfo-without-user',
    seq,
    statement:
      'The token came from client_credentials, so it stands for no user, and UserInfo answers about a user (OpenID Connect Core 1.0 section 5.3).',
    expected: 'a token that a user signed in for',
    actual: 'grant_type=client_credentials',
  };
}

/** A server that names an error of the token has read it; one that asks for a token anew has not (RFC 6750 section 3). */
function wasTokenRead({ signals }: RunFacts): boolean {
  return signals.some(({ kind }) => kind === 'oauth-error' || kind === 'challenge');
}

function describeCase(seq: number, isRead: boolean): Conclusion {
  return {
    value: isRead ? 'scheme-case' : 'scheme-not-read',
    seq,
    statement:
      'The scheme is written in small letters; it may be (RFC 9110 section 11.1), but some servers compare it letter by letter.',
    expected: 'Authorization: Bearer',
    actual: 'Authorization: bearer',
  };
}
