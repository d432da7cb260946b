import { parseJsonObject } from '@shared/model/read-message';
import type { ExchangeView, SessionView, StepView } from '@shared/model/session';
import type { ParameterPlace } from '@shared/parameters/parameter';
import { placeOfAnswer } from '../../src/renderer/src/inspector/name-places';
import { readBody, readUrlPairs } from '../../src/renderer/src/inspector/read-body';
import { readTokens } from '../../src/renderer/src/inspector/read-tokens';

export interface NamedPlace {
  name: string;
  place: ParameterPlace;
}

/** Every name of a session that the inspector shows with an explanation. */
export function listNames(session: SessionView): NamedPlace[] {
  return session.steps.flatMap((step) => [
    ...listFrontChannel(step),
    ...step.exchanges.flatMap(listExchange),
    ...readTokens(step).flatMap(({ header, claims }) => [
      ...toPlaces(Object.keys(header), 'jose'),
      ...toPlaces(Object.keys(claims ?? {}), 'claim'),
    ]),
  ]);
}

function listFrontChannel({ wait, hits }: StepView): NamedPlace[] {
  const accepted = hits.filter(({ verdict }) => verdict === 'accepted');
  return [
    ...toPlaces(namesOf(wait?.authorizationUrl ?? ''), 'request'),
    ...toPlaces(
      accepted.flatMap(({ url }) => namesOf(url)),
      'answer',
    ),
  ];
}

function listExchange({ request, response, purpose, channel }: ExchangeView): NamedPlace[] {
  const form = request.body ? readBody(request.body, request.headers) : null;
  // The forms of a provider's pages are its own affair.
  const sent = channel === 'back' && form?.kind === 'form' ? form.pairs.map(({ name }) => name) : [];
  const place = response ? placeOfAnswer(purpose, response.status >= 400) : undefined;
  const answer = parseJsonObject(response?.body?.text ?? '') ?? {};
  const keys = Array.isArray(answer['keys']) ? (answer['keys'] as object[]).flatMap(Object.keys) : [];
  return [
    ...toPlaces(
      [...request.headers, ...(response?.headers ?? [])].map(([name]) => name),
      'header',
    ),
    ...toPlaces(purpose === 'resource' ? [] : [...namesOf(request.url), ...sent], 'request'),
    ...toPlaces(Object.keys(parseJsonObject(request.body?.text ?? '') ?? {}), 'registration'),
    ...(place ? toPlaces(Object.keys(answer), place) : []),
    ...toPlaces(keys, 'key'),
  ];
}

function namesOf(url: string): string[] {
  return readUrlPairs(url).map(({ name }) => name);
}

function toPlaces(names: readonly string[], place: ParameterPlace): NamedPlace[] {
  return names.map((name) => ({ name, place }));
}
