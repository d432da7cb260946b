import { checkDpopBinding, checkDpopProof } from '@shared/checks/check-dpop';
import { decodeJwt } from '@shared/model/read-jwt';
import { readHeader, readJsonObject } from '@shared/model/read-message';
import type { ExchangeView } from '@shared/model/session';
import type { StepContext } from '../flow';

declare module '../flow' {
  interface FlowState {
    /** jti of each proof that was sent: none may come twice (RFC 9449 section 11.1). */
    dpopProofIds?: string[];
    /** The latest nonce of each server, by its origin (RFC 9449 section 8.2). */
    dpopNonces?: Record<string, string>;
  }
}

/** The DPoP proof of a request, beside it and decoded, and whether the answer's token is bound to its key. */
export async function watchDpopProof(context: StepContext, exchange: ExchangeView): Promise<void> {
  const { request, response } = exchange;
  const proof = readHeader(request.headers, 'dpop');
  if (proof !== null) await recordProof(context, exchange, proof);
  if (!response) return;
  const nonce = readHeader(response.headers, 'dpop-nonce');
  if (nonce !== null) recordNonce(context, exchange, nonce);
  const thumbprint = context.state.dpop?.thumbprint;
  const isBindable = exchange.purpose === 'introspection' || (exchange.purpose === 'token' && proof !== null);
  const body = isBindable && response.status === 200 ? readJsonObject(response) : null;
  if (thumbprint === undefined || !body) return;
  for (const row of checkDpopBinding(body, exchange.purpose, thumbprint)) context.check(row, exchange.id);
}

async function recordProof(context: StepContext, exchange: ExchangeView, proof: string): Promise<void> {
  context.artifact('dpop-proof', 'jwt', proof);
  const jwt = decodeJwt(proof);
  if (!jwt) return;
  const { state, ports } = context;
  const { method, url, headers } = exchange.request;
  const earlierIds = state.dpopProofIds ?? [];
  const rows = await checkDpopProof(proof, jwt, {
    method,
    url,
    accessToken: /^DPoP\s+(\S+)$/i.exec(readHeader(headers, 'authorization') ?? '')?.[1] ?? null,
    nonce: state.dpopNonces?.[new URL(url).origin] ?? null,
    earlierIds,
    now: Math.floor(ports.now() / 1000),
  });
  for (const row of rows) context.check(row, exchange.id);
  if (typeof jwt.claims.jti === 'string') state.dpopProofIds = [...earlierIds, jwt.claims.jti];
}

function recordNonce({ state, note }: StepContext, { request, response }: ExchangeView, nonce: string): void {
  const { origin } = new URL(request.url);
  state.dpopNonces = { ...state.dpopNonces, [origin]: nonce };
  const isDemanded = (response?.status ?? 0) >= 400 && isNonceDemand(response);
  if (isDemanded) {
    note('dpop-nonce-demanded', `${origin} wants its nonce in the DPoP proof (RFC 9449 section 8).`);
  }
}

function isNonceDemand(response: ExchangeView['response']): boolean {
  if (!response) return false;
  const challenge = readHeader(response.headers, 'www-authenticate') ?? '';
  return readJsonObject(response)?.error === 'use_dpop_nonce' || challenge.includes('use_dpop_nonce');
}
