import { checkIntrospection } from '@shared/checks/check-introspection';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import { decodeJwt } from '@shared/model/read-jwt';
import type { SessionView } from '@shared/model/session';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf, requireEndpoints } from './discovery';
import { fetchByEndpoint } from './fetch-by-endpoint';

/** Asks the server what it knows of the access token (RFC 7662 section 2.1). */
export const introspectStep: FlowStep = {
  name: 'introspect',
  title: 'Introspect the access token',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['introspection_endpoint']);
    const { accessToken } = readSessionTokens(context.session());
    if (accessToken === null) {
      context.note('introspection-without-token', 'The session has no access token to introspect.');
      return 'skipped';
    }
    const configuration = configurationOf(context);
    configuration[client.customFetch] = fetchByEndpoint(context, 'introspection');
    let rows: ReturnType<typeof readRows> = [];
    try {
      await client.tokenIntrospection(configuration, accessToken, { token_type_hint: 'access_token' });
    } finally {
      rows = readRows(context);
      for (const row of rows) context.check(row, context.findExchange('introspection')?.id);
    }
    throwOnFailedCheck(rows);
    return 'done';
  },
};

function readRows(context: StepContext) {
  const exchange = context.findExchange('introspection');
  if (!exchange?.response || exchange.error) return [];
  const { idToken } = readSessionTokens(context.session());
  const subject = decodeJwt(idToken ?? '')?.claims['sub'];
  return checkIntrospection(exchange.response, {
    clientId: context.profile.client.id,
    issuer: configurationOf(context).serverMetadata().issuer,
    subject: typeof subject === 'string' ? subject : null,
    isInForce: !wasRevoked(context.session()),
    now: Math.floor(context.ports.now() / 1000),
  });
}

/** True where a revocation came after the newest access token. */
function wasRevoked({ steps }: SessionView): boolean {
  const revoked = steps.findLast(({ name, outcome }) => name === 'revoke' && outcome === 'succeeded');
  const issued = steps
    .flatMap((step) => step.artifacts)
    .findLast((artifact) => artifact.name === 'access-token');
  return revoked !== undefined && revoked.seq > (issued?.seq ?? 0);
}
