import { checkPkce } from '@shared/checks/check-pkce';
import { checkTokenResponse, isTokenResponseRejected } from '@shared/checks/check-token-response';
import type { CheckResult } from '@shared/model/check';
import type { Profile } from '@shared/model/profile';
import { readJsonObject } from '@shared/model/read-message';
import { isStillWaiting } from '@shared/model/read-polls';
import { readSentAuthorization } from '@shared/model/sent-authorization';
import type { ExchangeView } from '@shared/model/session';
import type { FlowStep, StepContext } from '../flow';
import type { StagedCall } from '../staged-call';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { wantsIdToken } from './authorization-request';
import { beginGrant, grantOf } from './grant';
import { checkIdToken } from './id-token';
import { recallAcceptedClient } from './recall-accepted-client';
import type { Tokens } from './redeem-code';

export interface TokenStepOptions {
  name: string;
  title: string;
  /** Starts the library's call, for a grant that begins here; the code flow's began with the callback. */
  start?(context: StepContext): StagedCall<Tokens> | Promise<StagedCall<Tokens>>;
  /** Whether the ID token has a step of its own after this one. */
  hasIdTokenStep(profile: Profile): boolean;
  /** Scopes that the request asks for, where those are not the profile's. */
  requestedScope?(context: StepContext): string;
  /** Kinds of token_type that this client can use, where they are not Bearer and DPoP. */
  tokenTypes?: readonly string[];
  /** Rows of an ID token that has no step of its own. */
  checkIdToken?(context: StepContext, exchange: ExchangeView): Promise<CheckResult[]>;
  /** More rows about an answer that is a token response. */
  checkAnswer?(context: StepContext, exchange: ExchangeView): CheckResult[];
}

/**
 * A step that asks the token endpoint (RFC 6749 sections 4 to 6) and judges its answer. What it got is the
 * grant that later steps read; a request repeated for the same purpose (polling, a nonce) stays in here.
 */
export function createTokenStep(options: TokenStepOptions): FlowStep {
  const { name, title, start, hasIdTokenStep } = options;
  return {
    name,
    title,
    actor: 'client',
    async run(context) {
      if (start) await beginGrant(context, await start(context));
      const grant = grantOf(context);
      let held = await grant.advance();
      const exchange = context.findExchange('token');
      // A body that was cut off, or does not unpack, is no answer: the rows would judge its remains.
      // Nor is one that says to go on waiting: what ended the wait is the error.
      const isAnswer = exchange && !exchange.error && !isStillWaiting(exchange);
      const response = isAnswer ? (exchange.response ?? null) : null;
      const scope = options.requestedScope?.(context) ?? context.profile.scope;
      const rows = response ? checkTokenResponse(response, scope, options.tokenTypes) : [];
      if (exchange && response && !isTokenResponseRejected(rows)) {
        rows.push(...(options.checkAnswer?.(context, exchange) ?? []));
      }
      for (const row of rows) context.check(row, exchange?.id);
      if (exchange) await recordPkce(context, exchange);
      recordTokens(context, exchange);
      if (exchange) recallAcceptedClient(context, exchange);

      // An answer that is a token response moves on: what the library then refuses is the ID token.
      const isAnswered = response !== null && !isTokenResponseRejected(rows);
      const hasNextStep = hasIdTokenStep(context.profile);
      if (!hasNextStep && isAnswered) {
        // An ID token that nobody asked for is checked all the same, as the library does.
        while (held !== null) held = await grant.advance();
        const judgeIdToken = options.checkIdToken ?? (() => checkIdToken(context));
        const idTokenRows = exchange ? await judgeIdToken(context, exchange) : [];
        for (const row of idTokenRows) context.check(row, exchange?.id);
        rows.push(...idTokenRows);
      }
      // A call that is still held has no result to wait for: a row of ours ends the step.
      if (held === null && !(hasNextStep && isAnswered)) await grant.result();
      throwOnFailedCheck(rows);
      return 'done';
    },
  };
}

/** Redeems the code at the token endpoint (RFC 6749 section 4.1.3). */
export const tokenStep: FlowStep = createTokenStep({
  name: 'token',
  title: 'Exchange the code for tokens',
  hasIdTokenStep: wantsIdToken,
});

/** Compares what was really sent on both legs, not what was meant to be. */
async function recordPkce(context: StepContext, exchange: ExchangeView): Promise<void> {
  const asked = readSent(context);
  const form = new URLSearchParams(exchange.request.body?.text ?? '');
  if ((form.get('grant_type') ?? 'authorization_code') !== 'authorization_code') return;
  const row = await checkPkce({
    challenge: asked?.get('code_challenge') ?? null,
    method: asked?.get('code_challenge_method') ?? null,
    verifier: form.get('code_verifier'),
  });
  context.check(row, exchange.id);
}

/** As the server got it: in the URL, pushed, or in a request object. */
function readSent(context: StepContext): URLSearchParams | undefined {
  const { authorization, requestObject } = context.state;
  if (!authorization) return undefined;
  return readSentAuthorization(authorization.url, context.findExchange('par'), requestObject?.signed ?? null);
}

function recordTokens(context: StepContext, exchange: ExchangeView | null): void {
  const body = exchange?.response ? readJsonObject(exchange.response) : null;
  for (const [member, name] of Object.entries(TOKEN_ARTIFACTS)) {
    const value = body?.[member];
    if (typeof value !== 'string' || value === '') continue;
    const isJwt = /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);
    context.artifact(isNoAccessToken(body, member) ? 'issued-token' : name, isJwt ? 'jwt' : 'secret', value);
  }
}

/** RFC 8693 section 2.2.1: N_A says that the member access_token holds something else. */
function isNoAccessToken(body: Record<string, unknown> | null, member: string): boolean {
  return member === 'access_token' && String(body?.token_type).toLowerCase() === 'n_a';
}

const TOKEN_ARTIFACTS = {
  access_token: 'access-token',
  refresh_token: 'refresh-token',
  id_token: 'id-token',
};
