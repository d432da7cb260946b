import { withoutQuery } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { importExchanges, importSelected } from './import-exchanges';
import { type ImportedExchange, MAX_EXCHANGES } from './imported-exchange';
import type { ImportOptions } from './record-import';
import { createSelection } from './select-exchanges';

/** What became of the exchanges of an archive. */
export type JudgedArchive =
  /** Those of a sign-in, else those that failed. */
  | { kind: 'events'; events: TraceEvent[] }
  /** All of them went well, and none is of a sign-in. */
  | { kind: 'harmless'; name: string }
  /** There is no answer in it. */
  | { kind: 'empty' };

/** What there is to know of an exchange that has nothing to do with OAuth. */
export interface ExchangeOutline {
  url: string;
  startedAt: number;
  isFailed: boolean;
  isAnswered: boolean;
  isAnsweredWell: boolean;
}

/**
 * Judges an archive whose exchanges are shown to it one at a time, in the order in which they began. It holds on to
 * those of a sign-in, and of the others to their places.
 */
export interface ArchiveJudge {
  take(exchange: ImportedExchange): void;
  /** True where something before told that an exchange with this address belongs to a sign-in. */
  isKnown(url: string): boolean;
  /** In the place of `take`, for an exchange that nobody takes for OAuth by itself, and whose address is not known. */
  passOver(outline: ExchangeOutline): void;
  /** `read` gives an exchange again by its place. */
  judge(read: (place: number) => ImportedExchange, options: Omit<ImportOptions, 'kind'>): JudgedArchive;
}

export function createArchiveJudge(): ArchiveJudge {
  const selection = createSelection(false);
  const failed: { place: number; url: string; startedAt: number }[] = [];
  /** When an address was last answered with success. */
  const answeredAt = new Map<string, number>();
  let count = 0;
  let hasAnswer = false;
  const note = ({ url, startedAt, isFailed, isAnswered, isAnsweredWell }: ExchangeOutline): void => {
    if (isFailed) failed.push({ place: count, url, startedAt });
    else if (isAnsweredWell) answeredAt.set(url, startedAt);
    hasAnswer ||= isAnswered;
    count += 1;
  };
  return {
    take(exchange) {
      selection.take(exchange);
      note(outlineExchange(exchange));
    },
    isKnown: selection.isKnown,
    passOver(outline) {
      selection.passOver(outline.url);
      note(outline);
    },
    judge(read, given) {
      const options = { ...given, kind: 'har' as const };
      const events = importSelected(selection.pick(), options);
      if (events) return { kind: 'events', events };
      // One that was asked again with success is no failure.
      const left = failed.filter(({ url, startedAt }) => (answeredAt.get(url) ?? -1) < startedAt);
      const exchanges = left.slice(0, MAX_EXCHANGES).map(({ place }) => read(place));
      const rest = exchanges.length > 0 ? importExchanges(exchanges, options, true) : null;
      if (rest) return { kind: 'events', events: rest };
      if (!hasAnswer) return { kind: 'empty' };
      return { kind: 'harmless', name: `a HAR of ${count} requests without a sign-in` };
    },
  };
}

/** A longer address is a whole file (`data:`), and nothing is sent to it. */
const MAX_ADDRESS = 65_536;

export function outlineExchange(exchange: ImportedExchange): ExchangeOutline {
  const { request, response } = exchange;
  const status = response?.status ?? 0;
  return {
    url: request.url.length > MAX_ADDRESS ? '' : request.url,
    startedAt: exchange.startedAt ?? 0,
    isFailed: isFailedCall(exchange),
    isAnswered: response !== null,
    isAnsweredWell: status >= 200 && status < 400,
  };
}

/** Where no exchange is one of a sign-in, a call that failed is what somebody wants to know about. */
function isFailedCall({ request, response, error }: ImportedExchange): boolean {
  const isFile = /\.(?:ico|png|svg|jpe?g|gif|webp|woff2?|css|m?js|map)$/i.test(withoutQuery(request.url));
  return !isFile && ((response?.status ?? 0) >= 400 || error?.code != null);
}
