import type { ErrorRecord } from '../model/error-record';
import type { Evidence } from '../model/finding';
import type { ExchangeView, SessionView } from '../model/session';
import { PROVIDER_SIGNS, type ProviderSigns } from './provider-signs';
import type { ProviderName } from './providers';
import { readBodyText } from './signals/read-body';

export interface DetectedProvider {
  provider: ProviderName;
  /** More than paths tell that others have chosen too. */
  isSure: boolean;
  evidence: Evidence;
}

interface Clue extends Evidence {
  provider: ProviderName;
  weight: number;
}

/** How much a sign proves. A provider may stand in front of another, whose codes it then hands on. */
const WEIGHT = { host: 10, metadata: 8, header: 6, path: 5, cookie: 5, code: 4, sharedPath: 3 } as const;

const MAX_TEXT = 16_384;
const MAX_ADDRESSES = 60;
const MAX_ERROR_TEXT = 4_096;
const HELP = /^https?:\/\/(?:docs?|help|support|developers?|go|learn)\.|\/docs?\//i;
const MAX_EXCHANGES = 40;

/**
 * Which provider this session talked to, and the clue that tells most; null where nothing tells.
 * Resources do not count: an API is often somebody else's.
 */
export function detectProvider(
  session: SessionView,
  metadata: Record<string, unknown> = {},
): DetectedProvider | null {
  const scores = new Map<ProviderName, number>();
  let best: Clue | null = null;
  const clues = collectClues(session, metadata);
  for (const { provider, weight } of clues) scores.set(provider, (scores.get(provider) ?? 0) + weight);
  const score = ({ provider }: Clue): number => scores.get(provider) ?? 0;
  for (const clue of clues) {
    const isBetter =
      !best || score(clue) > score(best) || (score(clue) === score(best) && clue.weight > best.weight);
    if (isBetter) best = clue;
  }
  if (!best) return null;
  const { provider, seq, statement, expected, actual } = best;
  const isSure = clues.some((clue) => clue.provider === provider && clue.weight > WEIGHT.sharedPath);
  return { provider, isSure, evidence: { seq, statement, expected, actual } };
}

/** Each kind of sign of each provider counts once, however often it is seen. */
function collectClues(session: SessionView, metadata: Record<string, unknown>): Clue[] {
  const exchanges = session.steps
    .flatMap((step) => step.exchanges)
    .filter(({ purpose }) => purpose !== 'resource')
    .slice(-MAX_EXCHANGES);
  const addresses = collectAddresses(session, exchanges, metadata);
  const responses = exchanges.filter(({ response }) => response);
  const heads = responses.map((exchange) => ({ seq: readSeq(exchange), headers: indexHeaders(exchange) }));
  const texts = collectTexts(session, responses);
  return PROVIDER_SIGNS.flatMap((signs) => [
    ...findHost(signs, addresses),
    ...findMember(signs, metadata, session),
    ...findHeader(signs, heads),
    ...findPath(signs, addresses),
    ...findText(signs, texts),
  ]);
}

interface Address {
  seq: number;
  host: string;
  path: string;
}

function collectAddresses(
  session: SessionView,
  exchanges: ExchangeView[],
  metadata: Record<string, unknown>,
): Address[] {
  const urls: [seq: number, url: unknown][] = [
    [1, session.profile?.issuer ?? session.profile?.server?.issuer],
    ...Object.entries(metadata)
      .filter(([name]) => /^(issuer|jwks_uri|\w{1,60}_endpoint)$/.test(name))
      .map(([, url]): [number, unknown] => [1, url]),
    ...exchanges.map(({ seq, request }): [number, unknown] => [seq, request.url]),
    ...session.steps.flatMap(({ error, endSeq, seq }) =>
      error ? findAddresses(error).map((url): [number, unknown] => [endSeq ?? seq, url]) : [],
    ),
    ...session.steps.flatMap(({ wait, seq }) =>
      wait ? [[seq, wait.authorizationUrl] as [number, unknown]] : [],
    ),
  ];
  const known = new Map<string, Address>();
  for (const [seq, url] of urls.slice(0, MAX_ADDRESSES)) {
    const match =
      typeof url === 'string'
        ? /^https?:\/\/([^/?#:@]{1,255})(?::\d{1,5})?(\/[^?#]{0,1000})?/i.exec(url)
        : null;
    const key = match?.[0] ?? '';
    if (match && !known.has(key)) {
      known.set(key, { seq, host: (match[1] ?? '').toLowerCase(), path: match[2] ?? '' });
    }
  }
  return [...known.values()];
}

/** Addresses that an error names, as in logs. Those of references in a stack or a help text are none of them. */
function findAddresses({ message, details, causes }: ErrorRecord): string[] {
  const text = [message, ...causes.map((cause) => cause.message)].join('\n').slice(0, MAX_ERROR_TEXT);
  const named = [details['url'], ...(text.match(/\bhttps?:\/\/[^\s"'<>()\\]{4,300}/g) ?? []).slice(0, 10)];
  return named.filter((url): url is string => typeof url === 'string' && !HELP.test(url));
}

interface Head {
  seq: number;
  headers: Map<string, string>;
}

function indexHeaders({ response }: ExchangeView): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of (response?.headers ?? []).slice(0, 200)) {
    const key = name.toLowerCase();
    const known = headers.get(key);
    headers.set(key, known === undefined ? value.slice(0, 2_048) : `${known}\n${value.slice(0, 2_048)}`);
  }
  return headers;
}

interface Text {
  seq: number;
  text: string;
}

/** Bodies of answers that failed, callbacks, and what errors say: a sound answer needs no guessing. */
function collectTexts(session: SessionView, exchanges: ExchangeView[]): Text[] {
  const bodies = exchanges
    .filter(({ purpose }) => purpose !== 'discovery' && purpose !== 'jwks')
    .slice(-4)
    .map((exchange) => ({
      seq: readSeq(exchange),
      text: exchange.response ? readBodyText(exchange.response).slice(0, MAX_TEXT) : '',
    }));
  const callbacks = session.steps.flatMap(({ hits }) =>
    hits.slice(-4).map(({ seq, url }) => ({ seq, text: url.slice(0, 4_096) })),
  );
  const errors = session.steps.flatMap(({ error, endSeq, seq }) =>
    error
      ? [
          {
            seq: endSeq ?? seq,
            text: [
              error.oauth?.errorDescription ?? '',
              ...[error, ...error.causes].map(({ message }) => message),
            ]
              .join('\n')
              .slice(0, 4_096),
          },
        ]
      : [],
  );
  const pasted = session.steps.flatMap(({ artifacts, endSeq, seq }) =>
    artifacts
      .filter(({ name }) => name === 'error-body')
      .map(({ value }) => ({ seq: endSeq ?? seq, text: value.slice(0, MAX_TEXT) })),
  );
  return [...bodies, ...callbacks, ...pasted, ...errors].filter(({ text }) => text !== '');
}

function findHost({ provider, hosts = [], hostPattern }: ProviderSigns, addresses: Address[]): Clue[] {
  const address = addresses.find(
    ({ host }) => hosts.some((each) => host === each || host.endsWith(`.${each}`)) || hostPattern?.test(host),
  );
  return address ? [createClue(provider, WEIGHT.host, address.seq, 'host', address.host)] : [];
}

function findMember(
  { provider, metadata: names = [] }: ProviderSigns,
  metadata: Record<string, unknown>,
  session: SessionView,
): Clue[] {
  const member = names.find((name) => Object.hasOwn(metadata, name));
  return member
    ? [createClue(provider, WEIGHT.metadata, session.steps[0]?.seq ?? 1, 'metadata member', member)]
    : [];
}

function findHeader(
  { provider, headers: names = [], server, cookies = [] }: ProviderSigns,
  heads: Head[],
): Clue[] {
  for (const { seq, headers } of heads) {
    const name = names.find((each) => headers.has(each));
    if (name) return [createClue(provider, WEIGHT.header, seq, 'response header', name)];
    const software = headers.get('server')?.toLowerCase();
    if (server !== undefined && software?.startsWith(server))
      return [createClue(provider, WEIGHT.header, seq, 'Server header', server)];
    const set = headers.get('set-cookie')?.split('\n') ?? [];
    const cookie = cookies.find((each) => set.some((line) => line.startsWith(each)));
    if (cookie) return [createClue(provider, WEIGHT.cookie, seq, 'cookie', cookie)];
  }
  return [];
}

function findPath({ provider, paths = [] }: ProviderSigns, addresses: Address[]): Clue[] {
  const found = paths.map((pattern) => addresses.find(({ path }) => pattern.test(path)));
  const [first] = found.filter((each) => each !== undefined);
  // A product that is told by paths of others too must show all of them.
  const isShared = provider === 'node oidc-provider';
  const isEnough = isShared ? !found.includes(undefined) : first !== undefined;
  const weight = isShared ? WEIGHT.sharedPath : WEIGHT.path;
  return first && isEnough ? [createClue(provider, weight, first.seq, 'path', first.path)] : [];
}

function findText({ provider, texts: patterns = [] }: ProviderSigns, texts: Text[]): Clue[] {
  for (const pattern of patterns) {
    for (const { seq, text } of texts) {
      const match = pattern.exec(text);
      if (match) return [createClue(provider, WEIGHT.code, seq, 'text', match[0].slice(0, 80))];
    }
  }
  return [];
}

function createClue(provider: ProviderName, weight: number, seq: number, kind: string, actual: string): Clue {
  const statement = `The provider is ${provider}: its ${kind} tells.`;
  return { provider, weight, seq, statement, expected: null, actual };
}

function readSeq({ endSeq, seq }: ExchangeView): number {
  return endSeq ?? seq;
}
