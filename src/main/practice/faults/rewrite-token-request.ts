import type { OutgoingRequest } from '@shared/model/run-control';
import type { FlowTweaks } from '../../flows/flow';

/** Tweaks that change the form of a token request: the one that redeems the code (RFC 6749 section 4.1.3), or that of another grant. */
export function rewriteTokenRequest(
  change: (form: URLSearchParams, request: OutgoingRequest) => void,
  grantType = 'authorization_code',
): FlowTweaks {
  return {
    rewriteRequest(purpose, request) {
      const form = new URLSearchParams(request.body ?? '');
      if (purpose !== 'token' || form.get('grant_type') !== grantType) return request;
      const changed = { ...request };
      change(form, changed);
      return { ...changed, body: form.toString() };
    },
  };
}
