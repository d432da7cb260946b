import { readJsonObject } from '../model/read-message';
import type { SessionView } from '../model/session';
import type { Normalise } from './fact';

/** From here on operating systems hand out ports by themselves (Linux; others begin higher). */
const FIRST_CHOSEN_PORT = 32_768;
const LOOPBACK = /^https?:\/\/((?:localhost|127(?:\.\d{1,3}){3}|\[::1\])):(\d{1,5})(?=[/?#]|$)/i;
const ANY_PORT = /^https?:\/\/[^/?#]+:0(?=[/?#]|$)/;

interface Authority {
  host: string;
  port: string;
}

/**
 * Takes out the ports that differ from run to run and mean nothing: of a loopback redirect URI that both profiles
 * leave to the system (`:0`), and of two providers on loopback whose ports the system chose. So do the credentials
 * of a client that registers itself anew in each run.
 */
export function createNormalisers(left: SessionView, right: SessionView): [Normalise, Normalise] {
  const isFree = [left, right].every(({ profile }) => ANY_PORT.test(profile?.redirectUri ?? ''));
  const redirects = isFree ? [left, right].map(listRedirects) : [[], []];
  const issuers = readChosen([left, right].map(({ profile }) => profile?.issuer));
  const listeners = readChosen([left, right].map(({ profile }) => readNotificationUri(profile)));
  const registered = [left, right].map(readRegistered);
  const areRegistered = registered.every(({ length }) => length > 0);
  const build = (side: 0 | 1): Normalise =>
    createReplace([
      ...[...(redirects[side] ?? []), issuers[side], listeners[side]].flatMap((each) =>
        each ? spellPort(each) : [],
      ),
      ...(areRegistered ? (registered[side] ?? []) : []),
    ]);
  return [build(0), build(1)];
}

/** Stands in the place of what a registration endpoint made up. */
export const REGISTERED = '[registered]';

/** RFC 7591 section 3.2.1 */
function readRegistered({ steps }: SessionView): [string, string][] {
  const exchanges = steps.flatMap((step) => step.exchanges);
  const answer = exchanges.find(({ purpose, response }) => purpose === 'registration' && response)?.response;
  const json = answer ? readJsonObject(answer) : null;
  return ['client_id', 'client_secret', 'registration_access_token'].flatMap((name): [string, string][] => {
    const value = json?.[name];
    return typeof value === 'string' && value.length >= 8 ? [[value, REGISTERED]] : [];
  });
}

/** A run that asks for more (step-up) opens a listener again. */
function listRedirects({ steps }: SessionView): Authority[] {
  return steps.flatMap(({ wait, artifacts }) => {
    const uri = wait?.redirectUri ?? artifacts.find(({ name }) => name === 'redirect-uri')?.value;
    const found = readAuthority(uri ?? '');
    return found ? [found] : [];
  });
}

/** Empty where not both have a port that the system may have chosen. */
function readChosen(urls: readonly (string | null | undefined)[]): Authority[] {
  const found = urls.map((url) => readAuthority(url ?? '')).filter((each) => each !== null);
  const areChosen =
    found.length === urls.length && found.every(({ port }) => Number(port) >= FIRST_CHOSEN_PORT);
  return areChosen ? found : [];
}

function readNotificationUri(profile: SessionView['profile']): string | null {
  return profile?.ciba && 'notificationUri' in profile.ciba ? profile.ciba.notificationUri : null;
}

function readAuthority(url: string): Authority | null {
  const [, host, port] = LOOPBACK.exec(url) ?? [];
  return host !== undefined && port !== undefined ? { host, port } : null;
}

/** As it is, and percent-encoded. */
function spellPort({ host, port }: Authority): [string, string][] {
  const encoded = encodeURIComponent(host);
  return [
    [`${host}:${port}`, `${host}:0`],
    [`${encoded}%3A${port}`, `${encoded}%3A0`],
  ];
}

/** Whole values only: a port does not go on with another digit. */
function createReplace(pairs: readonly [string, string][]): Normalise {
  const rules = pairs.map(([from, to]): [RegExp, string] => [
    new RegExp(`${from.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?!\\d)`, 'g'),
    to,
  ]);
  return (text) => rules.reduce((current, [pattern, to]) => current.replaceAll(pattern, to), text);
}
