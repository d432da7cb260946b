import type { ExchangePurpose } from '@shared/model/exchange';
import type { OutgoingRequest } from '@shared/model/run-control';
import type { FlowTweaks } from '../flow';

/** Requests that say who the client is. */
const AUTHENTICATED: readonly ExchangePurpose[] = ['par', 'token'];
const API: readonly ExchangePurpose[] = ['resource', 'userinfo'];

/** Changes the parameters of the authorization request, in the URL or where they are pushed (RFC 9126). */
export function rewriteAuthorization(change: (parameters: URLSearchParams) => void): FlowTweaks {
  return {
    rewriteAuthorizationUrl(url) {
      // What was pushed stands behind the request_uri.
      if (url.searchParams.has('request_uri')) return url;
      const changed = new URL(url);
      change(changed.searchParams);
      return changed;
    },
    rewriteRequest: (purpose, request) => (purpose === 'par' ? withForm(request, change) : request),
  };
}

/** Changes the parameters of the answer before this client reads them, in the query or in the fragment. */
export function rewriteAnswer(change: (answer: URLSearchParams) => void): FlowTweaks {
  return {
    rewriteCallbackUrl(url) {
      const changed = new URL(url);
      if (changed.hash === '') {
        change(changed.searchParams);
        return changed;
      }
      const answer = new URLSearchParams(changed.hash.slice(1));
      change(answer);
      changed.hash = answer.toString();
      return changed;
    },
  };
}

/** Changes the client assertion of every request that has one (RFC 7523 section 2.2), after it was signed. */
export function rewriteClientAssertion(change: (jwt: string) => string): FlowTweaks {
  return {
    rewriteRequest(purpose, request) {
      if (!AUTHENTICATED.includes(purpose)) return request;
      return withForm(request, (form) => {
        const assertion = form.get('client_assertion');
        if (assertion !== null) form.set('client_assertion', change(assertion));
      });
    },
  };
}

/** Sends the client_id alone where the client must prove who it is (RFC 6749 section 3.2.1). */
export function leaveClientAuthOut(clientId: string): FlowTweaks {
  return {
    rewriteRequest: (purpose, request) =>
      AUTHENTICATED.includes(purpose) ? withoutClientAuth(request, clientId) : request,
  };
}

/** The same request in the name of `clientId`, and without any proof of it. */
export function withoutClientAuth(request: OutgoingRequest, clientId: string): OutgoingRequest {
  const named = withForm(request, (form) => {
    for (const name of ['client_secret', 'client_assertion', 'client_assertion_type']) form.delete(name);
    form.set('client_id', clientId);
  });
  return { ...named, headers: named.headers.filter(([name]) => name.toLowerCase() !== 'authorization') };
}

/** A token that is bound to a key, without its proof and under the wrong scheme (RFC 9449 section 7.2). */
export const SEND_AS_BEARER: FlowTweaks = {
  rewriteRequest: (purpose, request) =>
    API.includes(purpose)
      ? {
          ...request,
          headers: request.headers.flatMap(([name, value]) =>
            name.toLowerCase() === 'dpop' ? [] : [[name, value.replace(/^DPoP /, 'Bearer ')]],
          ),
        }
      : request,
};

export function withForm(
  request: OutgoingRequest,
  change: (form: URLSearchParams, request: OutgoingRequest) => void,
): OutgoingRequest {
  const form = new URLSearchParams(request.body ?? '');
  const changed = { ...request };
  change(form, changed);
  return { ...changed, body: form.toString() };
}
