import { checkResponseMode } from '@shared/checks/check-authorization-request';
import { checkCallback } from '@shared/checks/check-callback';
import { checkResponsePresence } from '@shared/checks/check-response-jwt';
import {
  hasTokens,
  type ResponseMode,
  readAnswer,
  readResponseForm,
  readResponseType,
} from '@shared/model/authorization-response';
import type { CheckResult } from '@shared/model/check';
import type { FlowStep, StepContext } from '../flow';
import { missingStep } from '../flow-errors';
import type { StagedCall } from '../staged-call';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { type AuthorizationRequest, authorizationOf } from './authorization-request';
import { configurationOf } from './discovery';
import { startGrant, type Tokens } from './redeem-code';

declare module '../flow' {
  interface FlowState {
    /** The parameters of the answer, wherever they came. */
    answer?: URLSearchParams;
  }
}

/** Starts the library's call on an answer; `callback` has the parameters where the library looks for them. */
export type StartOnCallback = (
  context: StepContext,
  authorization: AuthorizationRequest,
  callback: URL,
) => StagedCall<Tokens>;

interface CallbackStepOptions {
  start: StartOnCallback;
  /** What the library refuses although the rows of this step pass belongs to the step after it. */
  isCheckedLater: boolean;
}

/** The user signs in, the answer arrives, and the library checks it (RFC 6749 section 4.1.2, RFC 9207). */
export function createCallbackStep({ start, isCheckedLater }: CallbackStepOptions): FlowStep {
  return {
    name: 'callback',
    title: 'Sign in and wait for the callback',
    actor: 'user',
    async run(context) {
      const authorization = authorizationOf(context);
      const arrived = await waitForCallback(context, authorization);
      const callback = context.tweaks.rewriteCallbackUrl?.(arrived) ?? arrived;
      context.artifact('callback-url', 'url', callback.href);
      const { parameters } = readAnswer(callback);
      context.state.answer = parameters;
      const rows = [...checkAnswer(context, parameters), checkMode(context, callback, parameters)];
      for (const row of rows) context.check(row);

      const grant = start(context, authorization, place(context, callback, parameters));
      context.state.grant = grant;
      const held = await grant.advance();
      const isRefusedHere = !isCheckedLater || rows.some((row) => row.verdict === 'fail');
      if (held === null && isRefusedHere) await grant.result();
      throwOnFailedCheck(rows);
      return 'done';
    },
  };
}

export const callbackStep: FlowStep = createCallbackStep({ start: startGrant, isCheckedLater: false });

/** For an answer whose content only a later step can read or verify. */
export const checkedLaterCallbackStep: FlowStep = createCallbackStep({
  start: startGrant,
  isCheckedLater: true,
});

/** What the answer must look like, for this run. */
export function callbackExpectations(context: StepContext) {
  const server = configurationOf(context).serverMetadata();
  return {
    issuer: server.issuer,
    issSupported: server.authorization_response_iss_parameter_supported === true,
    state: authorizationOf(context).state,
    responseType: readResponseType(context.profile),
  };
}

function checkAnswer(context: StepContext, parameters: URLSearchParams): CheckResult[] {
  if (readResponseForm(context.profile).isJwt) return [checkResponsePresence(parameters)];
  return checkCallback(parameters, callbackExpectations(context));
}

function checkMode(context: StepContext, callback: URL, parameters: URLSearchParams): CheckResult {
  const { profile, state } = context;
  const hit = state.acceptedHit;
  const seen: ResponseMode =
    hit?.method === 'POST' ? 'form_post' : readAnswer(callback).isInFragment ? 'fragment' : 'query';
  const asked = readResponseForm(profile).mode;
  const carriesTokens = hasTokens(readResponseType(profile)) && !parameters.has('error');
  return checkResponseMode(asked, hit?.via === 'pasted' ? null : seen, carriesTokens);
}

/** The library reads tokens from the fragment and everything else from the query, however they came. */
function place({ profile }: StepContext, callback: URL, parameters: URLSearchParams): URL {
  const placed = new URL(callback);
  const isFragment = hasTokens(readResponseType(profile));
  placed.search = isFragment ? '' : parameters.toString();
  placed.hash = isFragment ? parameters.toString() : '';
  return placed;
}

async function waitForCallback(context: StepContext, authorization: AuthorizationRequest): Promise<URL> {
  const { frontChannel } = context.state;
  if (!frontChannel) throw missingStep('authorization-request');
  const { callbackTimeoutMs, now } = context.ports;
  const authorizationUrl = authorization.url.href;
  context.recordWait({
    redirectUri: authorization.redirectUri,
    authorizationUrl,
    deadline: now() + callbackTimeoutMs,
    listener: frontChannel.listener ?? null,
  });
  return frontChannel.waitForCallback({
    authorizationUrl,
    expectedState: authorization.state,
    timeoutMs: callbackTimeoutMs,
    signal: context.signal,
    note: context.note,
  });
}
