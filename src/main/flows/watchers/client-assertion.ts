import { checkClientAssertion } from '@shared/checks/check-client-assertion';
import { decodeJwt } from '@shared/model/read-jwt';
import type { ExchangeView } from '@shared/model/session';
import { recordClientJwks } from '../client-jwks';
import type { StepContext } from '../flow';

declare module '../flow' {
  interface FlowState {
    /** jti of each client assertion that was sent, in order: none may come twice (RFC 7523 section 3). */
    assertionIds?: string[];
  }
}

/** The client assertion of a request, beside it and decoded (RFC 7521 section 4.2, RFC 7523 section 2.2). */
export async function watchClientAssertion(context: StepContext, exchange: ExchangeView): Promise<void> {
  const form = new URLSearchParams(exchange.request.body?.text ?? '');
  const assertion = form.get('client_assertion');
  if (!assertion) return;
  context.artifact('client-assertion', 'jwt', assertion);
  const jwt = decodeJwt(assertion);
  if (!jwt) return;
  const { profile, state, ports } = context;
  const metadata = state.configuration?.serverMetadata();
  const earlierIds = state.assertionIds ?? [];
  const rows = checkClientAssertion(jwt, {
    clientId: profile.client.id,
    audiences: [metadata?.issuer, metadata?.token_endpoint, exchange.request.url].filter(
      (each) => each !== undefined,
    ),
    earlierIds,
    algorithms: metadata?.token_endpoint_auth_signing_alg_values_supported ?? null,
    now: Math.floor(ports.now() / 1000),
  });
  for (const row of rows) context.check(row, exchange.id);
  if (typeof jwt.claims.jti === 'string') state.assertionIds = [...earlierIds, jwt.claims.jti];
  if (profile.client.auth === 'private_key_jwt') await recordClientJwks(context);
}
