import { ACCEPTED_CLIENT_ARTIFACT, type AcceptedClient } from '@shared/model/accepted-client';
import { readJsonObject } from '@shared/model/read-message';
import type { ExchangeView } from '@shared/model/session';
import { compareCredentials, readClientCredentials } from '@shared/redact/compare-credentials';
import type { StepContext } from '../flow';

/**
 * Where the server refuses the client: records how this token request differs from the last one that it
 * accepted, so that the recording tells by itself, wherever it is read, whether a secret was changed here
 * or at the provider.
 */
export function recallAcceptedClient(context: StepContext, exchange: ExchangeView): void {
  if (!isClientRefused(exchange)) return;
  const used = readClientCredentials(exchange.request);
  const found = used && context.ports.findAcceptedClient();
  const earlier = found && readClientCredentials(found.exchange.request);
  if (!earlier) return;
  const facts: AcceptedClient = {
    run: found.sessionId,
    time: found.exchange.startedAt,
    method: earlier.method,
    usedMethod: used.method,
    kind: used.kind,
    comparison: compareCredentials(earlier, used),
  };
  context.artifact(ACCEPTED_CLIENT_ARTIFACT, 'json', JSON.stringify(facts));
}

/** RFC 6749 section 5.2, and the names that providers have of their own: all of them speak of the client. */
function isClientRefused({ response }: ExchangeView): boolean {
  if (!response) return false;
  const error = readJsonObject(response)?.['error'];
  return response.status === 401 || (typeof error === 'string' && error.includes('client'));
}
