import { checkResource } from '@shared/checks/check-responses';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import type { ExchangePurpose } from '@shared/model/exchange';
import { readHeader, readJsonObject } from '@shared/model/read-message';
import { MISTAKE_STEP, NOT_MADE_NOTE } from '@shared/mutations/mutation';
import { listExchanges } from '@shared/mutations/read-evidence';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../../flow';
import { throwOnFailedCheck } from '../../throw-on-failed-check';
import { configurationOf } from '../discovery';
import { dpopOptionsOf } from '../dpop';
import { tokensOf } from '../userinfo';

type Fetch = typeof globalThis.fetch;

export interface CallApiOptions {
  title: string;
  /** What is presented in place of the access token; null where there is no such thing. */
  token?(accessToken: string, context: StepContext): string | null;
  /** Always UserInfo; else the profile's resource, and UserInfo only without one. */
  isUserinfo?: boolean;
  /** Done before the call; answers why it cannot be made, null where it can. */
  prepare?(context: StepContext): Promise<string | null>;
  /** Presents the proof of the call before this one once more. */
  isProofRepeated?: boolean;
  /** The call before the one that counts. */
  isBefore?: boolean;
}

/** Calls an API with a token that it must refuse, or with the good one just before (RFC 6750 section 2.1). */
export function createCallApiStep(options: CallApiOptions): FlowStep {
  const { title, isBefore = false } = options;
  return {
    name: isBefore ? `${MISTAKE_STEP}-before` : MISTAKE_STEP,
    title,
    actor: 'client',
    async run(context) {
      const { access_token: accessToken } = await tokensOf(context);
      const token = options.token ? options.token(accessToken, context) : accessToken;
      const target = findTarget(context, options.isUserinfo ?? false);
      const missing =
        token === null || !target ? 'There is no such token, or nothing to call with it.' : null;
      const reason = missing ?? (await options.prepare?.(context)) ?? null;
      if (reason !== null || token === null || !target) {
        context.note(NOT_MADE_NOTE, reason ?? '');
        return 'skipped';
      }
      await call(context, target, token, options.isProofRepeated ?? false);
      return 'done';
    },
  };
}

interface Target {
  url: URL;
  method: string;
  purpose: ExchangePurpose;
}

function findTarget(context: StepContext, isUserinfo: boolean): Target | null {
  const { resource } = context.profile;
  if (resource && !isUserinfo) return { ...resource, url: new URL(resource.url), purpose: 'resource' };
  const { userinfo_endpoint: endpoint } = configurationOf(context).serverMetadata();
  return endpoint === undefined ? null : { url: new URL(endpoint), method: 'GET', purpose: 'userinfo' };
}

async function call(context: StepContext, target: Target, token: string, isRepeated: boolean): Promise<void> {
  const { url, method, purpose } = target;
  const configuration = configurationOf(context);
  const fetch = context.fetchFor(purpose);
  configuration[client.customFetch] = (
    isRepeated ? repeatProof(context, fetch) : fetch
  ) as client.CustomFetch;
  const dpop = await dpopOptionsOf(context);
  try {
    await client.fetchProtectedResource(configuration, token, url, method, undefined, undefined, dpop);
  } finally {
    const exchange = context.findExchange(purpose);
    if (exchange?.response) context.check(checkResource(exchange.response), exchange.id);
  }
  const response = context.findExchange(purpose)?.response;
  throwOnFailedCheck(response ? [checkResource(response)] : []);
}

/** The proof as it was sent to the same address before (RFC 9449 section 11.1). */
function repeatProof(context: StepContext, fetch: Fetch): Fetch {
  const earlier = listExchanges(context.session(), { purposes: ['resource', 'userinfo'] }).at(-1);
  const proof = earlier ? readHeader(earlier.request.headers, 'dpop') : null;
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (proof !== null) headers.set('DPoP', proof);
    return fetch(input, { ...init, headers });
  };
}

/** What this client is willing to wait for. */
const MAX_LIFETIME_SECONDS = 120;

/** Lets the lifetime of the token pass, and a second more: servers count whole ones. */
export async function waitForExpiry(context: StepContext): Promise<string | null> {
  const exchange = context.findExchange('token');
  const lifetime = exchange?.response
    ? Number(readJsonObject(exchange.response)?.['expires_in'])
    : Number.NaN;
  if (!Number.isFinite(lifetime)) return 'The token response does not say how long the access token lives.';
  if (lifetime > MAX_LIFETIME_SECONDS) {
    return `The access token lives ${lifetime} s; no more than ${MAX_LIFETIME_SECONDS} s are waited for.`;
  }
  const end = (exchange?.startedAt ?? 0) + (exchange?.timings?.totalMs ?? 0) + (lifetime + 1) * 1_000;
  const waitMs = Math.max(0, end - context.ports.now());
  await context.ports.sleep(waitMs, context.signal);
  return null;
}

/** The ID token of the sign-in; null where there is none. */
export function takeIdToken(_accessToken: string, context: StepContext): string | null {
  return readSessionTokens(context.session()).idToken;
}
