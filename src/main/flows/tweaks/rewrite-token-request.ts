import type { OutgoingRequest } from '@shared/model/run-control';
import type { FlowTweaks } from '../flow';
import { withForm } from './rewrite-requests';

/**
 * Changes the form of a token request: the one that redeems the code (RFC 6749 section 4.1.3), or that of
 * another grant; null for any.
 */
export function rewriteTokenRequest(
  change: (form: URLSearchParams, request: OutgoingRequest) => void,
  grantType: string | null = 'authorization_code',
): FlowTweaks {
  return {
    rewriteRequest(purpose, request) {
      const sent = new URLSearchParams(request.body ?? '').get('grant_type');
      const isMeant = purpose === 'token' && (grantType === null || sent === grantType);
      return isMeant ? withForm(request, change) : request;
    },
  };
}
