import { checkRequestEncryption, checkRequestObject } from '@shared/checks/check-request-object';
import { decodeJwt, decodeJwtHeader } from '@shared/model/read-jwt';
import * as client from 'openid-client';
import { readClientKey } from '../client-jwks';
import { encryptForServer } from '../encrypt-for-server';
import type { FlowStep, StepContext } from '../flow';
import { aimBrowser, authorizationOf } from './authorization-request';
import { configurationOf } from './discovery';

/** Signs the authorization request, and encrypts it where the profile says so (RFC 9101 section 4). */
export const requestObjectStep: FlowStep = {
  name: 'request-object',
  title: 'Sign the authorization request',
  actor: 'client',
  async run(context) {
    const configuration = configurationOf(context);
    const request = authorizationOf(context);
    const { key, kid } = await readClientKey(context);
    const signing = kid === undefined ? { key } : { key, kid };
    const built = await client.buildAuthorizationUrlWithJAR(configuration, request.parameters, signing, {
      [client.modifyAssertion](header, claims) {
        context.tweaks.modifyRequestObject?.(claims, header as Record<string, unknown>);
      },
    });
    const signed = built.searchParams.get('request') ?? '';
    const object = (await context.tweaks.rewriteRequestObject?.(signed)) ?? signed;
    context.artifact('request-object', 'jwt', object);
    recordRows(context, object);

    const parameters = new URLSearchParams({ request: await encrypt(context, object) });
    const url = client.buildAuthorizationUrl(configuration, parameters);
    context.state.requestObject = { signed: object, parameters };
    if (!context.profile.par) await aimBrowser(context, request, url);
    return 'done';
  },
};

declare module '../flow' {
  interface FlowState {
    /** `parameters`: what is sent in place of the plain ones. */
    requestObject?: { signed: string; parameters: URLSearchParams };
  }
}

function recordRows(context: StepContext, object: string): void {
  const metadata = configurationOf(context).serverMetadata();
  const listed = metadata['request_object_signing_alg_values_supported'];
  const rows = checkRequestObject(decodeJwt(object), {
    issuer: metadata.issuer,
    clientId: context.profile.client.id,
    parameters: authorizationOf(context).parameters,
    algorithms: Array.isArray(listed) ? listed.map(String) : null,
    now: Math.floor(context.ports.now() / 1000),
  });
  for (const row of rows) context.check(row);
}

/** The library signs only; what it signed goes into a JWE whole (RFC 9101 section 6.1, RFC 7519 section 5.2). */
async function encrypt(context: StepContext, object: string): Promise<string> {
  const wanted = context.profile.requestObject?.encryption ?? null;
  if (wanted === null) return object;
  const jwe = await encryptForServer(context, object, wanted);
  context.artifact('encrypted-request-object', 'jwt', jwe);
  context.check(checkRequestEncryption(decodeJwtHeader(jwe), wanted));
  return jwe;
}
