import {
  checkRefreshedIdToken,
  checkRefreshRotation,
  checkRefreshTokenPresence,
} from '@shared/checks/check-refresh';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import type { CheckResult } from '@shared/model/check';
import { readParameter } from '@shared/model/parameters';
import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import type { ExchangeView } from '@shared/model/session';
import * as client from 'openid-client';
import type { StepContext } from '../flow';
import type { StagedCall } from '../staged-call';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { requireEndpoints } from './discovery';
import { checkLaterIdToken } from './id-token';
import { stageGrant, type Tokens, tokenParametersOf } from './redeem-code';
import { createTokenStep } from './token';

/** Redeems the newest refresh token of the session for new tokens (RFC 6749 section 6). */
export const refreshStep = createTokenStep({
  name: 'refresh',
  title: 'Refresh the tokens',
  hasIdTokenStep: () => false,
  // Without a scope of its own the request asks for what was granted, which is nobody's wish to compare with.
  requestedScope: ({ profile }) => readParameter(profile.parameters.token, 'scope') ?? '',
  start: startRefresh,
  checkIdToken: checkIdTokenOfRefresh,
  checkAnswer: (context, exchange) => [
    checkRefreshRotation({
      sent: new URLSearchParams(exchange.request.body?.text).get('refresh_token') ?? '',
      received: readText(exchange, 'refresh_token'),
      isUnprotected: context.profile.client.auth === 'none' && context.profile.dpop === null,
    }),
  ],
});

function startRefresh(context: StepContext): StagedCall<Tokens> {
  requireEndpoints(context, ['token_endpoint']);
  const { profile, secrets } = context;
  const recorded = readSessionTokens(context.session()).refreshToken;
  const token = recorded ?? secrets.refreshToken ?? null;
  const row = checkRefreshTokenPresence(token);
  context.check(row);
  throwOnFailedCheck([row]);
  // One that was given is on the trace from here on, for whoever goes on with the session.
  if (recorded === null) context.artifact('refresh-token', 'secret', token ?? '');
  const parameters = profile.flow === 'refresh-token' ? tokenParametersOf(context) : new URLSearchParams();
  return stageGrant(context, (configuration, options) =>
    client.refreshTokenGrant(configuration, token ?? '', parameters, options),
  );
}

/** A refresh may bring an ID token or none; one that comes is held against the one of the sign-in. */
async function checkIdTokenOfRefresh(context: StepContext, exchange: ExchangeView): Promise<CheckResult[]> {
  const refreshed = decodeJwt(readText(exchange, 'id_token') ?? '');
  const first = findFirstIdToken(context, exchange);
  return [
    ...(await checkLaterIdToken(context)),
    ...(first && refreshed ? checkRefreshedIdToken(first.claims, refreshed.claims) : []),
  ];
}

function findFirstIdToken(context: StepContext, exchange: ExchangeView) {
  const first = context
    .session()
    .steps.flatMap((step) => step.artifacts)
    .find(({ name, seq }) => name === 'id-token' && seq < exchange.seq);
  return first ? decodeJwt(first.value) : null;
}

function readText({ response }: ExchangeView, member: string): string | null {
  const value = response ? readJsonObject(response)?.[member] : undefined;
  return typeof value === 'string' ? value : null;
}
