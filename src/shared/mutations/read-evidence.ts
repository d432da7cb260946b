import { parseWwwAuthenticate } from '../diagnosis/www-authenticate';
import type { ExchangePurpose, RecordedRequest, RecordedResponse } from '../model/exchange';
import { readHeaders, readJsonObject } from '../model/read-message';
import type { ArtifactView, ExchangeView, SessionView, StepView } from '../model/session';

export interface ExchangeQuery {
  purposes: readonly ExchangePurpose[];
  /** The name of the step it belongs to. */
  step?: string;
  /** Of a token request. */
  grantType?: string;
}

/** In the order in which they were sent. */
export function listExchanges(
  { steps }: SessionView,
  { purposes, step, grantType }: ExchangeQuery,
): ExchangeView[] {
  return steps
    .filter(({ name }) => step === undefined || name === step)
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ purpose }) => purposes.includes(purpose))
    .filter(({ request }) => grantType === undefined || readForm(request).get('grant_type') === grantType);
}

/** The latest one: a request repeated with a nonce (RFC 9449 section 8) is judged by its last answer. */
export function findExchange(session: SessionView, query: ExchangeQuery): ExchangeView | null {
  return listExchanges(session, query).at(-1) ?? null;
}

export function findStep({ steps }: SessionView, name: string): StepView | null {
  return steps.find((step) => step.name === name) ?? null;
}

/** The first artifact with this name, which is the one of the sign-in. */
export function findArtifact({ steps }: SessionView, name: string): ArtifactView | null {
  return steps.flatMap(({ artifacts }) => artifacts).find((artifact) => artifact.name === name) ?? null;
}

export function readForm({ body }: Pick<RecordedRequest, 'body'>): URLSearchParams {
  return new URLSearchParams(body?.encoding === 'utf8' ? body.text : '');
}

/** The `error` of an answer: in its JSON body (RFC 6749 section 5.2), or in a challenge (RFC 6750 section 3). */
export function readErrorCode(response: RecordedResponse): string | null {
  const fields = readHeaders(response.headers, 'www-authenticate');
  const challenged = parseWwwAuthenticate(fields).find(({ parameters }) => parameters.has('error'));
  const body = readJsonObject(response)?.['error'];
  return challenged?.parameters.get('error') ?? (typeof body === 'string' ? body : null);
}

export function hasToken(response: RecordedResponse): boolean {
  const body = readJsonObject(response);
  return ['access_token', 'id_token', 'request_uri'].some((name) => typeof body?.[name] === 'string');
}
