import { checkCallback } from '@shared/checks/check-callback';
import {
  checkResponseJwt,
  describeUnreadableResponse,
  readResponseParameters,
} from '@shared/checks/check-response-jwt';
import { checkResponseSignature } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import { decodeJwt } from '@shared/model/read-jwt';
import { readSignedJwt } from '../decrypt-jwt';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { callbackExpectations } from './callback';
import { configurationOf } from './discovery';
import { grantOf, letKeysThrough } from './grant';
import { readJwks, TOLERANCE_SECONDS } from './id-token';

/** Verifies the JWT that holds the answer, and then the answer in it (JARM section 2.4). */
export const responseJwtStep: FlowStep = {
  name: 'response-jwt',
  title: 'Verify the response JWT',
  actor: 'client',
  async run(context) {
    const grant = grantOf(context);
    const held = await letKeysThrough(grant);
    const rows = await checkResponse(context, context.state.answer?.get('response') ?? '');
    for (const row of rows) context.check(row);
    if (held === null) await grant.result();
    throwOnFailedCheck(rows);
    return 'done';
  },
};

async function checkResponse(context: StepContext, response: string): Promise<CheckResult[]> {
  const { signed, rows } = await readSignedJwt(context, 'authorization-response', response);
  if (signed === response) context.artifact('authorization-response', 'jwt', signed);
  const decoded = signed === null ? null : decodeJwt(signed);
  if (signed === null || decoded === null) return [...rows, describeUnreadableResponse(response)];
  const server = configurationOf(context).serverMetadata();
  const listed = server['authorization_signing_alg_values_supported'];
  return [
    ...rows,
    ...checkResponseJwt(decoded, {
      issuer: server.issuer,
      clientId: context.profile.client.id,
      algorithms: Array.isArray(listed) ? listed.map(String) : null,
      now: Math.floor(context.ports.now() / 1000),
      toleranceSeconds: TOLERANCE_SECONDS,
    }),
    await checkResponseSignature(signed, decoded, readJwks(context)),
    // iss is the JWT's own claim, which has its row above.
    ...checkCallback(readResponseParameters(decoded), callbackExpectations(context)).filter(
      ({ id }) => id !== 'iss',
    ),
  ];
}
