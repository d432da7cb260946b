import { readHeader, readJsonObject, withoutQuery } from '@shared/model/read-message';
import { type ClassifiedExchange, readRequest } from './attempts';
import { classifyExchange, type ImportedPurpose, type KnownEndpoints } from './classify-exchange';
import { type ImportedExchange, MAX_EXCHANGES } from './imported-exchange';

/** Picks the exchanges of a sign-in out of a recording, which is shown to it one exchange at a time. */
export interface Selection {
  /** In the order in which they began: an exchange is also known by what came before it. */
  take(exchange: ImportedExchange): void;
  /** True where what was taken says that this address belongs to it: there, the shape alone does not decide. */
  isKnown(url: string): boolean;
  /** For an exchange that is none of a sign-in by its shape or its address. */
  passOver(url: string): void;
  pick(): ClassifiedExchange[];
}

/** With `all`, what is not known by its shape is picked too, as another request. */
export function createSelection(all: boolean): Selection {
  const known: KnownEndpoints = {
    redirectUris: new Set(),
    metadata: {},
    redirectedTo: new Set(),
    managedAt: new Set(),
  };
  const picked: ClassifiedExchange[] = [];
  const asked = new Set<string>();
  return {
    take(exchange) {
      asked.add(exchange.request.url);
      if (picked.length >= MAX_EXCHANGES) return;
      const purpose = classifyExchange(exchange, known) ?? (all ? 'other' : null);
      if (purpose === null) return;
      picked.push({ ...exchange, purpose });
      learn(known, exchange, purpose);
    },
    isKnown(url) {
      const address = withoutQuery(url);
      return (
        known.redirectUris.has(address) ||
        known.redirectedTo.has(url) ||
        known.managedAt.has(url) ||
        Object.values(known.metadata).includes(address)
      );
    },
    passOver: (url) => void asked.add(url),
    pick: () =>
      picked.map((exchange) => ({ ...exchange, isFollowed: asked.has(findTarget(exchange) ?? '') })),
  };
}

function findTarget({ request, response }: ImportedExchange): string | null {
  const location = response && readHeader(response.headers, 'location');
  return location ? (URL.parse(location, request.url)?.href ?? null) : null;
}

/** Keeps what the later exchanges are known by. */
function learn(known: KnownEndpoints, exchange: ImportedExchange, purpose: ImportedPurpose): void {
  const { response } = exchange;
  if (purpose === 'discovery') known.metadata = (response && readJsonObject(response)) ?? known.metadata;
  if (purpose === 'registration') {
    const managedAt = response && readJsonObject(response)?.['registration_client_uri'];
    if (typeof managedAt === 'string') known.managedAt.add(managedAt);
  }
  if (purpose !== 'authorization') return;
  const redirectUri = readRequest(exchange)?.get('redirect_uri');
  if (redirectUri) known.redirectUris.add(withoutQuery(redirectUri));
  const target = findTarget(exchange);
  if (target) known.redirectedTo.add(target);
}
