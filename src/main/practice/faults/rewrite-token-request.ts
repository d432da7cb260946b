import type { FlowTweaks } from '../../flows/flow';

/** Tweaks that change the form of the request that redeems the code (RFC 6749 section 4.1.3). */
export function rewriteTokenRequest(change: (form: URLSearchParams) => void): FlowTweaks {
  return {
    rewriteRequest(purpose, request) {
      const form = new URLSearchParams(request.body ?? '');
      if (purpose !== 'token' || form.get('grant_type') !== 'authorization_code') return request;
      change(form);
      return { ...request, body: form.toString() };
    },
  };
}
