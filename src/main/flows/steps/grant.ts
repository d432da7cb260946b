import type { ExchangePurpose } from '@shared/model/exchange';
import type { StepContext } from '../flow';
import { missingStep } from '../flow-errors';
import type { StagedCall } from '../staged-call';
import type { Tokens } from './redeem-code';

declare module '../flow' {
  interface FlowState {
    /** The library's call whose tokens later steps read: the latest, where a flow asks more than once. */
    grant?: StagedCall<Tokens>;
  }
}

/** Makes `grant` the one that later steps read, and lets it run up to its first request. */
export async function beginGrant(context: StepContext, grant: StagedCall<Tokens>): Promise<void> {
  context.state.grant = grant;
  if ((await grant.advance()) === null) await grant.result();
}

/** The grant in progress: an earlier step begins one. */
export function grantOf({ state }: StepContext): StagedCall<Tokens> {
  if (!state.grant) throw missingStep('token');
  return state.grant;
}

/**
 * Lets the library fetch the keys it verifies an answer with, where it has come that far. Resolves with
 * the purpose of the request it then holds, null where the call has settled.
 */
export async function letKeysThrough(grant: StagedCall<Tokens>): Promise<ExchangePurpose | null> {
  return grant.held() === 'jwks' ? grant.advance() : grant.held();
}
