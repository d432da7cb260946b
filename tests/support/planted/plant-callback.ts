import { encodeUri } from './encode';
import { ISSUER, type Planter } from './planter';

/** What came back to the client, right and wrong. */
export function plantCallback({ plant, token, record, step, exchange }: Planter, code: string): void {
  step('callback', () => {
    exchange(
      'hop',
      'authorization',
      {
        url: `${ISSUER}/consent`,
        headers: [
          [
            'cookie',
            `__Host-sid=${token('Cookie of a hop')}; lang=${encodeUri(plant('awkward Cookie of a hop'))}`,
          ],
        ],
      },
      {
        headers: [
          ['set-cookie', `__Host-sid=${token('Set-Cookie of a hop')}; Secure; Path=/`],
          ['set-cookie', `remember=${token('second Set-Cookie of a hop')}; Max-Age=1`],
        ],
      },
      null,
      'front',
    );
    record({
      type: 'note',
      stepId: 'callback',
      code: 'console-error',
      message: `Refused to send the form to http://127.0.0.1:5000/callback?code=${token('code in a console error')}&x=1`,
    });
    record({
      type: 'artifact',
      stepId: 'callback',
      name: 'last-page',
      kind: 'text',
      value: `Something went wrong\naccess_token=${token('token in the text of a page')}`,
    });
    record({
      type: 'artifact',
      stepId: 'callback',
      name: 'last-page-url',
      kind: 'url',
      value: `${ISSUER}/error?session_code=${token('session_code in the address of a page')}`,
    });
    const hit = (url: string, via: 'listener' | 'pasted', verdict: 'accepted' | 'wrong-state') =>
      record({ type: 'callback-hit', stepId: 'callback', via, method: 'GET', url, verdict });
    hit(
      `http://127.0.0.1:5000/callback?code=${encodeUri(plant('code of a wrong-state hit'))}&state=${encodeUri(plant('wrong state'))}`,
      'listener',
      'wrong-state',
    );
    hit(
      `http://127.0.0.1:5000/callback#access_token=${encodeUri(plant('access_token in a fragment'))}&id_token=${encodeUri(plant('id_token in a fragment'))}&code=${encodeUri(plant('code in a fragment'))}&session_state=${encodeUri(plant('session_state'))}`,
      'pasted',
      'wrong-state',
    );
    hit(
      `http://127.0.0.1:5000/callback?code=${code}&ticket2=${token('unknown random parameter')}&iss=${encodeUri(ISSUER)}`,
      'pasted',
      'accepted',
    );
    hit(
      `http://127.0.0.1:5000/callback?return=${encodeUri(`/x?token=${encodeUri(plant('token in a nested URL'))}`)}`,
      'pasted',
      'wrong-state',
    );
    record({
      type: 'artifact',
      stepId: 'callback',
      name: 'callback-url',
      kind: 'url',
      value: `http://127.0.0.1:5000/callback?code=${code}`,
    });
    record({
      type: 'note',
      stepId: null,
      code: 'plain',
      message: `saw client_secret=${token('secret in a note')} in a file`,
    });
  });
}
