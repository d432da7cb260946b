import { encodeForm, encodeUri } from './encode';
import { ISSUER, type Planter } from './planter';

/** Requests that a person looked at and changed before they were sent. */
export function plantPauses({ plant, token, record, step }: Planter): void {
  step('stepped-through', () => {
    const planned = (what: string) => ({
      method: 'POST',
      url: `${ISSUER}/token?code=${encodeUri(token(`code in the URL of ${what}`))}`,
      headers: [['Authorization', `Bearer ${token(`bearer of ${what}`)}`]] as [string, string][],
      body: {
        text: `client_secret=${encodeForm(plant(`client secret of ${what}`))}&code_verifier=${encodeForm(token(`verifier of ${what}`))}`,
        encoding: 'utf8' as const,
        bodyBytes: 1,
        truncated: false,
      },
    });
    const stepId = 'stepped-through';
    record({
      type: 'run-paused',
      pauseId: 'pause-1',
      stepId,
      before: 'request',
      purpose: 'token',
      channel: 'back',
      request: planned('a pause'),
    });
    record({ type: 'run-continued', pauseId: 'pause-1', stepId, decision: 'edited' });
    record({
      type: 'request-edited',
      stepId,
      exchangeId: null,
      purpose: 'token',
      planned: planned('what was planned'),
      sent: planned('an edit'),
    });
  });
}
