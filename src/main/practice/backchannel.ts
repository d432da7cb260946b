import type { Configuration, Provider, errors as ProviderErrors } from 'oidc-provider';
import { PRACTICE_USERS } from './accounts';
import type { ProviderChange } from './provider-change';

type Ciba = NonNullable<NonNullable<Configuration['features']>['ciba']>;

/** How long a user looks at the phone: long enough to see the client wait. */
const THINKING_MS = 1_200;

/** What a small screen can show (OpenID Connect CIBA Core section 7.1). */
const BINDING_MESSAGE = /^[\w .+/!?#-]{1,20}$/;

/**
 * Backchannel authentication with phones that answer by themselves: alice approves, bob refuses. The login
 * hint is the user name.
 */
export function buildCiba(errors: typeof ProviderErrors, change: ProviderChange): Ciba {
  return {
    enabled: true,
    deliveryModes: ['poll', 'ping'],
    processLoginHint: (_ctx, hint) =>
      hint !== undefined && PRACTICE_USERS.includes(hint) ? hint : undefined,
    // No practice user has a hint token, nor a secret code, and no context is asked for.
    processLoginHintToken: () => undefined,
    verifyUserCode: () => undefined,
    validateRequestContext: () => undefined,
    validateBindingMessage(_ctx, message) {
      if (message === undefined || BINDING_MESSAGE.test(message)) return;
      throw new errors.InvalidBindingMessage(
        'binding_message must have 1 to 20 letters, digits, spaces or simple signs',
      );
    },
    triggerAuthenticationDevice(ctx, request, account) {
      const decide = change.decide ?? ((accountId) => (accountId === 'bob' ? 'refuse' : 'approve'));
      const decision = decide(account.accountId);
      if (decision === 'never') return;
      const { provider } = ctx.oidc;
      const answer = decision === 'approve' ? approve : refuse;
      // The provider may be gone by then, or the client not listen: neither is the user's concern.
      setTimeout(() => void answer(provider, request, errors).catch(() => {}), THINKING_MS).unref();
    },
  };
}

type BackchannelRequest = Parameters<NonNullable<Ciba['triggerAuthenticationDevice']>>[1];

async function approve(provider: Provider, request: BackchannelRequest): Promise<void> {
  const { accountId, clientId } = request as unknown as { accountId: string; clientId: string };
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope((request as unknown as { scope?: string }).scope ?? 'openid');
  await grant.save();
  await provider.backchannelResult(request, grant, { authTime: Math.floor(Date.now() / 1_000) });
}

async function refuse(
  provider: Provider,
  request: BackchannelRequest,
  errors: typeof ProviderErrors,
): Promise<void> {
  // backchannelResult keeps the error's code only.
  Object.assign(request, { errorDescription: 'the user refused the request on the phone' });
  await provider.backchannelResult(request, new errors.AccessDenied());
}

/**
 * How the provider delivers pings. They are registered as https, which oidc-provider insists on; the client
 * listens on loopback without a certificate. Nothing else is ever fetched, and nothing beyond loopback.
 */
export function createPingFetch({ pingToken }: ProviderChange): NonNullable<Configuration['fetch']> {
  return async (input, init) => {
    const url = new URL(String(input));
    if (url.hostname !== '127.0.0.1') throw new Error('The practice provider reaches this machine only.');
    url.protocol = 'http:';
    const headers = new Headers(init?.headers);
    if (pingToken) headers.set('authorization', `Bearer ${pingToken()}`);
    const { method = 'GET', body = null, signal = null } = init ?? {};
    return fetch(url, { method, body, signal, headers, redirect: 'manual' });
  };
}
