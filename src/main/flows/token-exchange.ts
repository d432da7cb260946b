import { checkExchangeResponse, checkSubjectToken } from '@shared/checks/check-token-exchange';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import { isSignInFirst } from '@shared/model/check-flow-members';
import { tokenExchangeSchema } from '@shared/model/grant-options';
import { readParameter } from '@shared/model/parameters';
import { readJsonObject } from '@shared/model/read-message';
import * as client from 'openid-client';
import { listSignInSteps } from './authorization-code';
import type { Flow, StepContext } from './flow';
import type { StagedCall } from './staged-call';
import { requireEndpoints } from './steps/discovery';
import { checkLaterIdToken } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { stageGrant, type Tokens, tokenParametersOf } from './steps/redeem-code';
import { resourceStep } from './steps/resource';
import { createTokenStep } from './steps/token';
import { throwOnFailedCheck } from './throw-on-failed-check';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** Trades the subject token for another one (RFC 8693 section 2). */
const exchangeStep = createTokenStep({
  name: 'exchange',
  title: 'Exchange the token',
  hasIdTokenStep: () => false,
  requestedScope: readScope,
  tokenTypes: ['Bearer', 'DPoP', 'N_A'],
  start: startExchange,
  checkIdToken: checkLaterIdToken,
  checkAnswer: ({ profile }, { response }) =>
    checkExchangeResponse(
      (response && readJsonObject(response)) ?? {},
      profile.tokenExchange?.requestedTokenType ?? null,
    ),
});

export const tokenExchangeFlow: Flow = {
  id: 'token-exchange',
  title: 'Token exchange',
  steps: (profile) => [
    ...OPENING_STEPS,
    ...(isSignInFirst(profile) ? listSignInSteps(profile) : []),
    exchangeStep,
    ...(profile.resource ? [resourceStep] : []),
  ],
};

function startExchange(context: StepContext): StagedCall<Tokens> {
  requireEndpoints(context, ['token_endpoint']);
  const options = context.profile.tokenExchange ?? tokenExchangeSchema.parse({});
  const subjectToken = findSubjectToken(context, options.subjectTokenType);
  const row = checkSubjectToken(subjectToken, options.subjectTokenType);
  context.check(row);
  throwOnFailedCheck([row]);
  const parameters = tokenParametersOf(context);
  parameters.set('subject_token', subjectToken ?? '');
  parameters.set('subject_token_type', options.subjectTokenType);
  const actorToken = context.secrets['tokenExchange.actorToken'];
  if (actorToken !== undefined) {
    parameters.set('actor_token', actorToken);
    parameters.set('actor_token_type', options.actorTokenType);
  }
  if (options.requestedTokenType !== undefined) {
    parameters.set('requested_token_type', options.requestedTokenType);
  }
  const scope = readScope(context);
  if (scope !== '') parameters.set('scope', scope);
  return stageGrant(context, (configuration, options) =>
    client.genericGrantRequest(configuration, GRANT_TYPE, parameters, options),
  );
}

/** After a sign-in the profile's scope is that of the sign-in: the exchange asks for one of its own, or for none. */
function readScope({ profile }: StepContext): string {
  const own = readParameter(profile.parameters.token, 'scope');
  return own ?? (isSignInFirst(profile) ? '' : profile.scope);
}

/** The token of the profile, or of the sign-in the one that the type names (RFC 8693 section 3). */
function findSubjectToken(context: StepContext, type: string): string | null {
  const { accessToken, refreshToken, idToken } = readSessionTokens(context.session());
  const given = context.secrets['tokenExchange.subjectToken'];
  if (given !== undefined) return given;
  if (type.endsWith(':refresh_token')) return refreshToken;
  return type.endsWith(':id_token') ? idToken : accessToken;
}
