import { readHeader, readJsonObject } from '@shared/model/read-message';
import type { SessionView } from '@shared/model/session';
import { HIT_LABELS } from '../../labels/labels';
import { describeUrl } from '../describe-url';
import type { ExchangeLine, HitLine } from '../rows/row';

export type Lane = 'user' | 'browser' | 'client' | 'server' | 'resource';

/** The parties from left to right; the place is in percent of the width. */
export const LANES: readonly { lane: Lane; title: string; place: number }[] = [
  { lane: 'user', title: 'You', place: 6 },
  { lane: 'browser', title: 'Browser', place: 24 },
  { lane: 'client', title: 'Grantscope', place: 44 },
  { lane: 'server', title: 'Authorization server', place: 69 },
  { lane: 'resource', title: 'Resource server', place: 91 },
];

export function placeLane(lane: Lane): number {
  return LANES.find((each) => each.lane === lane)?.place ?? 0;
}

/** Between whom an exchange goes: the callback is the browser's request to this client. */
export function readParties(
  { exchange }: Pick<ExchangeLine, 'exchange'>,
  isRedirectUri: (url: string) => boolean,
): { from: Lane; to: Lane } {
  const from: Lane = exchange.channel === 'front' ? 'browser' : 'client';
  if (from === 'browser' && isRedirectUri(exchange.request.url)) return { from, to: 'client' };
  return { from, to: exchange.purpose === 'resource' ? 'resource' : 'server' };
}

/** Who brought what reached the redirect URI. What was only seen in the browser is shown as its exchange. */
export function readBringer({ step, hit }: Pick<HitLine, 'step' | 'hit'>): Lane {
  if (hit.via === 'pasted') return 'user';
  return step.approval ? 'server' : 'browser';
}

/** True for the address that the session waited at, whatever its parameters. */
export function findRedirectUris({ steps }: SessionView): (url: string) => boolean {
  const places = new Set<string>();
  for (const { wait, hits } of steps) {
    if (wait) places.add(readPlace(wait.redirectUri));
    for (const hit of hits) if (hit.verdict === 'accepted') places.add(readPlace(hit.url));
  }
  return (url) => places.has(readPlace(url));
}

/** What stands over the arrow that asks. */
export function labelRequest({ exchange, attempt }: ExchangeLine): string {
  const { method, url } = exchange.request;
  return `${method} ${describeUrl(url).path}${attempt > 1 ? ` (attempt ${attempt})` : ''}`;
}

/** What stands over the arrow back: the status, the error it carries or where it leads. */
export function labelAnswer({ exchange }: ExchangeLine): string {
  const { response, error } = exchange;
  if (!response) return error ? `no answer: ${error.code ?? error.message}` : 'under way';
  const code = response.status >= 400 ? readJsonObject(response)?.['error'] : undefined;
  const location = readHeader(response.headers, 'location');
  const place = location === null ? null : describeUrl(location);
  const words =
    typeof code === 'string' ? code : place ? `to ${place.host}${place.path}` : response.statusText;
  return `${response.status} ${words}`.trim();
}

export function labelHit({ hit }: HitLine): string {
  return `${hit.method} ${describeUrl(hit.url).path}: ${HIT_LABELS[hit.verdict]}`;
}

function readPlace(url: string): string {
  const { host, path } = describeUrl(url);
  return `${host}${path}`;
}
