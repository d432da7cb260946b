import { decodeJwt } from 'jose';
import type { Provider } from 'oidc-provider';
import { rewriteAuthorization } from '../../flows/tweaks/rewrite-requests';
import { removeSignature } from '../../flows/tweaks/spoil-jwt';
import { createSigningKey, loadPracticeKeys } from '../keys';
import type { ProviderChange } from '../provider-change';
import { withRequestObject } from './adjust-profile';
import { BROWSER_FLOWS, type Fault } from './fault';
import { sign } from './sign';

const PUSHED = 'urn:ietf:params:oauth:request_uri:';

/** The authorization request is pushed (RFC 9126) or signed (RFC 9101), and refused. */
export const REQUEST_FAULTS: Fault[] = [
  {
    id: 'par-not-used',
    title: 'Request that was not pushed',
    mechanism: 'The provider demands pushed requests of this client, which sends a plain one.',
    side: 'provider',
    entryId: 'par-required',
    code: 'invalid_request',
    profile: (profile) => ({ ...profile, par: false }),
    provider: { clientMetadata: { require_pushed_authorization_requests: true } },
  },
  {
    id: 'par-request-uri-used',
    flows: BROWSER_FLOWS,
    title: 'request_uri that was used before',
    mechanism:
      'Somebody has signed in with the request_uri before the browser gets there, and it works once.',
    side: 'provider',
    entryId: 'par-request-uri-invalid',
    code: 'invalid_request_uri',
    profile: (profile) => ({ ...profile, par: true }),
    provider: onPushed('/auth', async (pushed) => pushed.consume()),
  },
  {
    id: 'par-request-uri-expired',
    flows: BROWSER_FLOWS,
    title: 'request_uri that has expired',
    mechanism: 'A request_uri of this provider lives one second, and the client waits longer to open it.',
    side: 'provider',
    entryId: 'par-request-uri-invalid',
    code: 'invalid_request_uri',
    profile: (profile) => ({ ...profile, par: true }),
    tweaks: { waitBefore: { callback: 1_200 } },
    provider: onPushed('/request', async (pushed, body) => {
      await pushed.save(1);
      body['expires_in'] = 1;
    }),
  },
  {
    id: 'par-request-uri-of-another-client',
    flows: BROWSER_FLOWS,
    title: 'request_uri of another client',
    mechanism: 'The authorization URL names another client than the one that pushed the request.',
    side: 'client',
    entryId: 'par-request-uri-other-client',
    code: 'invalid_request',
    profile: (profile) => ({ ...profile, par: true }),
    tweaks: {
      rewriteAuthorizationUrl(url) {
        const changed = new URL(url);
        changed.searchParams.set('client_id', 'practice-secret-jwt');
        return changed;
      },
    },
  },
  {
    id: 'par-refused',
    flows: BROWSER_FLOWS,
    title: 'Pushed request that is refused',
    mechanism: 'The client pushes a request without response_type.',
    side: 'client',
    entryId: 'authz-invalid-request',
    code: 'invalid_request',
    profile: (profile) => ({ ...profile, par: true }),
    tweaks: rewriteAuthorization((form) => form.delete('response_type')),
  },
  {
    ...describeObject('request-object-forged', 'Request object signed with a strange key'),
    mechanism: "The request object names the client's key and is signed with another one.",
    tweaks: {
      async rewriteRequestObject(jwt) {
        const { kid } = (await loadPracticeKeys()).client;
        return sign(decodeJwt(jwt), { ...(await createSigningKey('ES256')), kid });
      },
    },
  },
  {
    ...describeObject('request-object-unsigned', 'Request object that is not signed'),
    mechanism: 'The request object is not signed at all: its alg is none.',
    tweaks: { rewriteRequestObject: removeSignature },
  },
  {
    ...describeObject('request-object-expired', 'Request object that has expired'),
    mechanism: "The client's clock is two minutes slow, so its request object has expired when it arrives.",
    tweaks: changeClaims((claims) => shift(claims, ['iat', 'nbf', 'exp'], -120)),
  },
  {
    ...describeObject('request-object-for-another-server', 'Request object for another server'),
    mechanism: 'The client signs its request for another authorization server (aud).',
    tweaks: changeClaims((claims) => {
      claims['aud'] = 'https://another-issuer.example';
    }),
  },
  {
    ...describeObject('pushed-request-object-expired', 'Pushed request object that has expired'),
    mechanism: 'The client pushes a request object that has expired.',
    profile: (profile) => ({ ...withRequestObject(profile), par: true }),
    tweaks: changeClaims((claims) => shift(claims, ['exp'], -120)),
  },
  {
    id: 'unknown-response-mode',
    title: 'Response mode the provider does not know',
    mechanism: 'The client asks for response_mode=web_message, which the provider does not offer.',
    side: 'client',
    entryId: 'unsupported-response-mode',
    code: 'unsupported_response_mode',
    tweaks: rewriteAuthorization((query) => query.set('response_mode', 'web_message')),
  },
];

/** What the faults of request objects share: the client makes them, and the provider refuses them. */
function describeObject(id: string, title: string) {
  return {
    id,
    title,
    flows: BROWSER_FLOWS,
    side: 'client' as const,
    entryId: 'jar-invalid-request-object',
    code: 'invalid_request_object',
    profile: withRequestObject,
  };
}

/** Signs other claims with the client's real key. */
function changeClaims(change: (claims: Record<string, unknown>) => void): NonNullable<Fault['tweaks']> {
  return { modifyRequestObject: change };
}

function shift(claims: Record<string, unknown>, names: string[], seconds: number): void {
  for (const name of names) claims[name] = Number(claims[name]) + seconds;
}

type Pushed = InstanceType<Provider['PushedAuthorizationRequest']>;

/** Does something to the pushed request that a call to `path` is about: before `/auth`, after `/request`. */
function onPushed(
  path: '/auth' | '/request',
  change: (pushed: Pushed, body: Record<string, unknown>) => Promise<unknown>,
): ProviderChange {
  const middleware: NonNullable<ProviderChange['middleware']> =
    ({ provider }) =>
    async (ctx, next) => {
      const apply = async (uri: unknown, body: Record<string, unknown>) => {
        const id = typeof uri === 'string' && uri.startsWith(PUSHED) ? uri.slice(PUSHED.length) : null;
        const pushed = id === null ? undefined : await provider.PushedAuthorizationRequest.find(id);
        if (pushed) await change(pushed, body);
      };
      if (ctx.path === path && path === '/auth') await apply(ctx.query['request_uri'], {});
      await next();
      const body = ctx.body as Record<string, unknown> | null;
      if (ctx.path === path && path === '/request' && body) await apply(body['request_uri'], body);
    };
  return { middleware };
}
