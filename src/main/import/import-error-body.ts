import { checkResource } from '@shared/checks/check-responses';
import { checkTokenResponse } from '@shared/checks/check-token-response';
import { isHtml } from '@shared/diagnosis/signals/read-body';
import { scanJson } from '@shared/diagnosis/signals/scan-json';
import type { CheckResult } from '@shared/model/check';
import type { ErrorRecord, OAuthErrorFields } from '@shared/model/error-record';
import type { ExchangePurpose, RecordedResponse } from '@shared/model/exchange';
import type { ImportedKind } from '@shared/model/imported-kind';
import { parseJsonObject, readHeader } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import type { Recorder } from '../recorder/recorder';
import { describeJson } from './describe-oddities';
import { isErrorPage } from './error-page';
import { parseChallengeText } from './import-challenge';
import { buildExchange, UNKNOWN_REQUEST } from './imported-exchange';
import { parseResponseText, toBody } from './parse-response-text';
import {
  findPlaceOfError,
  findPlaceOfJson,
  findPlaceOfTarget,
  isTokenError,
  PLACES,
  type Place,
} from './places';
import { readBodyError } from './read-body-error';
import { buildImportError, type ImportOptions, recordImport, skipCheck } from './record-import';
import type { Remark } from './repair-text';

/** What was pasted of a failed answer. */
export interface ErrorAnswer {
  kind: Extract<ImportedKind, 'http-messages' | 'challenge' | 'error-body'>;
  /** Null for a body alone: its status is not known, and none is made up. */
  response: RecordedResponse | null;
  body: string;
  fields: OAuthErrorFields | null;
  /** The status that a body alone names of itself. */
  toldStatus: number | null;
  /** What a body alone says beside its error. */
  said: string[];
}

/** An error body (RFC 6749 section 5.2), or a whole response; null where the text is neither. */
export function parseErrorAnswer(text: string): ErrorAnswer | null {
  const whole = parseResponseText(text.trimStart());
  const response = whole ?? parseChallengeText(text);
  const body = response ? (response.body?.text ?? '') : text.trim();
  const kind = whole ? 'http-messages' : response ? 'challenge' : 'error-body';
  const read = readBodyError(body);
  if (!response && !read) return null;
  const fields = read?.fields ?? null;
  if (response) return { kind, response, body, fields, toldStatus: null, said: [] };
  return { kind, response, body, fields, toldStatus: read?.status ?? null, said: read?.said ?? [] };
}

export function importErrorBody(answer: ErrorAnswer, options: ImportOptions): TraceEvent[] {
  const found = findPlace(answer);
  const place = PLACES[found];
  return recordImport(options, {
    name: place.step,
    title: place.title,
    actor: isInBrowser(found) ? 'user' : 'client',
    record(recorder, stepId) {
      const exchangeId = recordAnswer(recorder, stepId, answer, found);
      for (const note of describeBody(answer)) recorder.record({ type: 'note', stepId, ...note });
      const checks = isInBrowser(found) ? [] : checkAnswer(answer, place.purpose);
      for (const check of checks) recorder.record({ type: 'check', stepId, exchangeId, check });
      const isFailed = checks.some(({ verdict }) => verdict === 'fail') || isFailure(answer, found);
      return isFailed ? buildError(answer) : null;
    },
  });
}

function isInBrowser(place: Place): boolean {
  return place === 'page' || place === 'logout';
}

function isFailure({ response, fields }: ErrorAnswer, place: Place): boolean {
  return !response || fields !== null || response.status >= 300 || place === 'page';
}

/** Where the exchange is there, diagnosis reads the provider's words from it. */
function buildError({ response, body, fields, toldStatus, said }: ErrorAnswer): ErrorRecord {
  const error = buildImportError('The answer is no success.', 'check', response ? null : fields);
  const path = parseJsonObject(body)?.['path'];
  return {
    ...error,
    details: {
      ...(toldStatus === null ? {} : { status: toldStatus }),
      ...(typeof path === 'string' ? { url: path.slice(0, 2_000) } : {}),
    },
    causes: said.map((message) => ({
      name: 'Body',
      message: message.slice(0, 2_000),
      code: /^[\w.:-]{3,80}$/.test(message) ? message : null,
      details: {},
    })),
  };
}

/** The request is not there, so the error code, the challenge or the page tell which endpoint answered. */
function findPlace({ response, fields, body }: ErrorAnswer): Place {
  const json = parseJsonObject(body);
  if (!response) {
    if (fields) {
      const hasState = json !== null && ('state' in json || 'iss' in json);
      return findPlaceOfJson(fields.error, fields.errorDescription ?? '', hasState);
    }
    return findPlaceOfTarget(String(json?.['path'] ?? '')) ?? 'other';
  }
  const place = fields && findPlaceOfError(fields.error);
  if (place === 'resource') return place;
  const challenge = readHeader(response.headers, 'www-authenticate') ?? '';
  if (/\b(bearer|dpop)\b/i.test(challenge)) return isOfTokenEndpoint(challenge) ? 'token' : 'resource';
  if (place) return place === 'callback' ? 'token' : place;
  if (
    isHtml(response) &&
    isErrorPage({ ...buildExchange({ request: UNKNOWN_REQUEST, response }), purpose: 'authorization' })
  )
    return 'page';
  return json?.['access_token'] !== undefined ? 'token' : 'other';
}

/** Some token endpoints answer with a Bearer challenge; the error in it is one of RFC 6749 section 5.2 all the same. */
function isOfTokenEndpoint(challenge: string): boolean {
  const error = /\berror\s{0,3}=\s{0,3}"?([a-z_]{3,60})/i.exec(challenge)?.[1];
  return error !== undefined && isTokenError(error);
}

function recordAnswer(
  recorder: Recorder,
  stepId: string,
  { response, body }: ErrorAnswer,
  place: Place,
): string | null {
  if (!response) {
    recorder.record({ type: 'artifact', stepId, name: 'error-body', kind: 'json', value: body });
    return null;
  }
  const exchangeId = recorder.nextId('exchange');
  const request = UNKNOWN_REQUEST;
  const channel = isInBrowser(place) ? 'front' : 'back';
  const { purpose } = PLACES[place];
  recorder.record({ type: 'exchange-started', exchangeId, stepId, purpose, channel, request });
  recorder.record({
    type: 'exchange-ended',
    exchangeId,
    request,
    response,
    error: null,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    connection: null,
  });
  return exchangeId;
}

function checkAnswer({ response, body }: ErrorAnswer, purpose: ExchangePurpose): CheckResult[] {
  if (purpose === 'resource') return response ? [checkResource(response)] : [];
  if (purpose !== 'token') return [];
  const unknown = new Set(response ? ['token-scope'] : ['token-scope', 'token-status']);
  const read = response ?? { status: 400, statusText: '', headers: [], body: toBody(body) };
  return checkTokenResponse(read, '').map((row) => (unknown.has(row.id) ? skipCheck(row) : row));
}

function describeBody({ body }: ErrorAnswer): Remark[] {
  const isCutOff = scanJson(body)?.isComplete === false;
  const message = 'The body is cut off: its error was read from what is there.';
  return [...(isCutOff ? [{ code: 'cut-off', message }] : []), ...describeJson('answer', body)];
}
