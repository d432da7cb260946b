import { checkPkce } from '@shared/checks/check-pkce';
import { checkTokenResponse, isTokenResponseRejected } from '@shared/checks/check-token-response';
import { readJsonObject } from '@shared/model/read-message';
import type { ExchangeView } from '@shared/model/session';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { wantsIdToken } from './authorization-request';
import { checkIdToken } from './id-token';
import { recallAcceptedClient } from './recall-accepted-client';

/** Redeems the code at the token endpoint (RFC 6749 section 4.1.3). */
export const tokenStep: FlowStep = {
  name: 'token',
  title: 'Exchange the code for tokens',
  actor: 'client',
  async run(context) {
    const { grant } = context.state;
    if (!grant) throw new Error('The callback step has not run.');
    let progress = await grant.advance();
    const exchange = context.findExchange('token');
    // A body that was cut off, or does not unpack, is no answer: the rows would judge its remains.
    const response = exchange?.error ? null : (exchange?.response ?? null);
    const rows = response ? checkTokenResponse(response, context.profile.scope) : [];
    for (const row of rows) context.check(row, exchange?.id);
    if (exchange) await recordPkce(context, exchange);
    recordTokens(context, exchange);
    if (exchange) recallAcceptedClient(context, exchange);

    // An answer that is a token response moves on: what the library then refuses is the ID token.
    const isAnswered = response !== null && !isTokenResponseRejected(rows);
    const hasNextStep = wantsIdToken(context.profile);
    if (!hasNextStep && isAnswered) {
      // An ID token that nobody asked for is checked all the same, as the library does.
      while (progress === 'held') progress = await grant.advance();
      const idTokenRows = await checkIdToken(context);
      for (const row of idTokenRows) context.check(row, exchange?.id);
      rows.push(...idTokenRows);
    }
    // A call that is still held has no result to wait for: a row of ours ends the step.
    if (progress === 'settled' && !(hasNextStep && isAnswered)) await grant.result();
    throwOnFailedCheck(rows);
    return 'done';
  },
};

/** Compares what was really sent on both legs, not what was meant to be. */
async function recordPkce(context: StepContext, exchange: ExchangeView): Promise<void> {
  const asked = context.state.authorization?.url.searchParams;
  const form = new URLSearchParams(exchange.request.body?.text ?? '');
  const row = await checkPkce({
    challenge: asked?.get('code_challenge') ?? null,
    method: asked?.get('code_challenge_method') ?? null,
    verifier: form.get('code_verifier'),
  });
  context.check(row, exchange.id);
}

function recordTokens(context: StepContext, exchange: ExchangeView | null): void {
  const body = exchange?.response ? readJsonObject(exchange.response) : null;
  for (const [member, name] of Object.entries(TOKEN_ARTIFACTS)) {
    const value = body?.[member];
    if (typeof value !== 'string' || value === '') continue;
    const isJwt = /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);
    context.artifact(name, isJwt ? 'jwt' : 'secret', value);
  }
}

const TOKEN_ARTIFACTS = {
  access_token: 'access-token',
  refresh_token: 'refresh-token',
  id_token: 'id-token',
};
