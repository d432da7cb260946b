import { isBlurred } from '@shared/diagnosis/evidence/masked';
import { readJsonObject } from '@shared/model/read-message';
import type { ArtifactKind } from '@shared/model/trace-event';
import type { Recorder } from '../recorder/recorder';
import type { AttemptFacts, ClassifiedExchange } from './attempts';
import { readIdToken } from './check-id-token';

/** Under the names that a run gives them, so that evidence rules find them. */
const SENT = ['state', 'nonce', 'code_challenge'];
const RECEIVED = ['access_token', 'refresh_token'];

/** The authorization request and what came back, as a run records them. */
export function recordFrontChannel(
  recorder: Recorder,
  stepId: string,
  facts: AttemptFacts,
  now: number,
): void {
  const { asked, authorizationUrl, callbackUrl, callbackMethod } = facts;
  const keep = createKeep(recorder, stepId);
  const redirectUri = asked?.get('redirect_uri');
  if (redirectUri) keep('redirect-uri', 'url', redirectUri);
  for (const name of SENT) keep(name.replace('_', '-'), 'text', asked?.get(name));
  if (authorizationUrl !== null) {
    keep('authorization-url', 'url', authorizationUrl);
    if (redirectUri) {
      recorder.record({
        type: 'callback-awaited',
        stepId,
        redirectUri,
        authorizationUrl,
        deadline: now,
        listener: null,
      });
    }
  }
  if (callbackUrl === null) return;
  const hit = { via: 'browser', method: callbackMethod, url: callbackUrl, verdict: 'accepted' } as const;
  recorder.record({ type: 'callback-hit', stepId, ...hit });
  keep('callback-url', 'url', callbackUrl);
}

/** What the answer of a step holds that later steps and the evidence compare with. */
export function recordArtifacts(
  recorder: Recorder,
  stepId: string,
  step: string,
  exchange: ClassifiedExchange | null,
  facts: AttemptFacts,
): void {
  const keep = createKeep(recorder, stepId);
  const { response } = exchange ?? {};
  const body = response ? readJsonObject(response) : null;
  if (step === 'discovery' && body) keep('server-metadata', 'json', response?.body?.text);
  if (step === 'token') {
    for (const name of RECEIVED) {
      const value = body?.[name];
      keep(name.replace('_', '-'), isJwt(value) ? 'jwt' : 'secret', value);
    }
  }
  const bringer = facts.token ? 'token' : 'id-token';
  if (step === bringer) keep('id-token', 'jwt', readIdToken(facts)?.text);
}

function createKeep(recorder: Recorder, stepId: string) {
  return (name: string, kind: ArtifactKind, value: unknown): void => {
    if (typeof value !== 'string' || value === '' || isBlurred(value)) return;
    recorder.record({ type: 'artifact', stepId, name, kind, value });
  };
}

function isJwt(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value.slice(0, 65_536));
}
