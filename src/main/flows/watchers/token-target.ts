import { checkAudience, checkAuthorizationDetails } from '@shared/checks/check-access-token';
import { listParameters } from '@shared/model/parameters';
import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import type { ExchangeView } from '@shared/model/session';
import type { StepContext } from '../flow';

/** What an access token is for, against what was asked for (RFC 8707 section 2.2, RFC 9396 section 7). */
export function watchTokenTarget(
  context: StepContext,
  { id, purpose, request, response }: ExchangeView,
): void {
  const body = purpose === 'token' && response?.status === 200 ? readJsonObject(response) : null;
  if (!body) return;
  const form = new URLSearchParams(request.body?.text ?? '');
  const asked = (name: string): string[] => {
    const sent = form.getAll(name);
    const { authorize } = context.profile.parameters;
    return sent.length > 0
      ? sent
      : listParameters(authorize).flatMap(([each, value]) => (each === name ? [value] : []));
  };
  const resources = asked('resource');
  const claims = decodeJwt(String(body.access_token))?.claims ?? null;
  if (resources.length > 0) context.check(checkAudience(resources, claims), id);
  const [details] = asked('authorization_details');
  if (details !== undefined) {
    context.check(checkAuthorizationDetails(details, body.authorization_details), id);
  }
}
