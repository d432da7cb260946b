import type { RecordedResponse } from '../../model/exchange';
import { readHeaders } from '../../model/read-message';
import type { ExchangeView } from '../../model/session';
import { findWhere } from './find-where';
import { type AnswerBody, readAnswerBody } from './read-error';
import type { Signal } from './signal';

/** An answered exchange, with what all readers of signals need of it, worked out once. */
export interface ExchangeReading {
  exchange: ExchangeView;
  response: RecordedResponse;
  body: AnswerBody;
  challengeFields: string[];
  place: Pick<Signal, 'where' | 'seq' | 'stepId' | 'exchangeId'>;
}

export function readExchange(
  exchange: ExchangeView,
  response: RecordedResponse,
  metadata: Record<string, unknown>,
): ExchangeReading {
  return {
    exchange,
    response,
    body: readAnswerBody(response),
    challengeFields: readHeaders(response.headers, 'www-authenticate'),
    place: {
      where: findWhere(exchange, metadata),
      seq: exchange.endSeq ?? exchange.seq,
      stepId: exchange.stepId,
      exchangeId: exchange.id,
    },
  };
}
