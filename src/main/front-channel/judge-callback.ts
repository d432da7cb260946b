import { isAnswer, readAnswer } from '@shared/model/authorization-response';
import { decodeJwt } from '@shared/model/read-jwt';
import type { CallbackHitFacts, FrontChannelRequest } from '../flows/flow';

/** What a callback can be judged as; a ping has verdicts of its own. */
export type CallbackVerdict = Exclude<CallbackHitFacts['verdict'], 'wrong-token' | 'wrong-request'>;

/** What a URL that reached the redirect URI is worth. `expectedState` null: nothing is expected yet. */
export function judgeCallback(
  url: URL,
  path: string,
  expectedState: string | null,
  expects: FrontChannelRequest['expects'] = 'authorization',
): Extract<CallbackVerdict, 'accepted' | 'wrong-path' | 'not-a-callback' | 'wrong-state'> {
  if (url.pathname !== path) return 'wrong-path';
  const { parameters } = readAnswer(url);
  // RP-Initiated Logout section 3: state is all that may come back, and a provider may drop it.
  const isExpected = expects === 'logout' || isAnswer(parameters);
  if (!isExpected || expectedState === null) return 'not-a-callback';
  const states = readStates(parameters);
  return states.length === 0 || states.includes(expectedState) ? 'accepted' : 'wrong-state';
}

/** Without one nothing ties an answer to this run but the way it came. */
export function bearsState(url: URL): boolean {
  return readStates(readAnswer(url).parameters).length > 0;
}

/** In JARM the state is inside of the response; of an encrypted one it cannot be told from here. */
function readStates(parameters: URLSearchParams): string[] {
  const response = parameters.get('response');
  const state = response === null ? undefined : decodeJwt(response)?.claims['state'];
  return typeof state === 'string' ? [state] : parameters.getAll('state');
}
