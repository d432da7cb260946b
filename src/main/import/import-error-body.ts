import { checkResource } from '@shared/checks/check-responses';
import { checkTokenResponse } from '@shared/checks/check-token-response';
import { isOAuthErrorCode } from '@shared/diagnosis/signals/oauth-error-codes';
import { scanJson } from '@shared/diagnosis/signals/scan-json';
import type { CheckResult } from '@shared/model/check';
import type { OAuthErrorFields } from '@shared/model/error-record';
import type { ExchangePurpose, RecordedResponse } from '@shared/model/exchange';
import type { ImportedKind } from '@shared/model/imported-kind';
import { parseJsonObject, readHeader } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import type { Recorder } from '../recorder/recorder';
import { describeJson } from './describe-oddities';
import { parseChallengeText } from './import-challenge';
import { UNKNOWN_REQUEST } from './imported-exchange';
import { parseResponseText, toBody } from './parse-response-text';
import { findPlaceOfError, PLACES, type Place } from './places';
import { buildImportError, type ImportOptions, recordImport, skipCheck } from './record-import';
import type { Remark } from './repair-text';

/** What was pasted of a failed answer. */
export interface ErrorAnswer {
  kind: Extract<ImportedKind, 'http-messages' | 'challenge' | 'error-body'>;
  /** Null for a body alone: its status is not known, and none is made up. */
  response: RecordedResponse | null;
  body: string;
  fields: OAuthErrorFields | null;
}

/** An error body (RFC 6749 section 5.2), or a whole response; null where the text is neither. */
export function parseErrorAnswer(text: string): ErrorAnswer | null {
  const whole = parseResponseText(text.trimStart());
  const response = whole ?? parseChallengeText(text);
  const body = response ? (response.body?.text ?? '') : text.trim();
  const fields = readFields(body);
  const kind = whole ? 'http-messages' : response ? 'challenge' : 'error-body';
  return response || fields ? { kind, response, body, fields } : null;
}

export function importErrorBody(answer: ErrorAnswer, options: ImportOptions): TraceEvent[] {
  const place = PLACES[findPlace(answer)];
  return recordImport(options, {
    name: place.step,
    title: place.title,
    actor: 'client',
    record(recorder, stepId) {
      const exchangeId = recordAnswer(recorder, stepId, answer, place.purpose);
      for (const note of describeBody(answer)) recorder.record({ type: 'note', stepId, ...note });
      const checks = checkAnswer(answer, place.purpose);
      for (const check of checks) recorder.record({ type: 'check', stepId, exchangeId, check });
      const isFailed = answer.fields !== null || (answer.response?.status ?? 0) >= 300;
      if (!isFailed && !checks.some(({ verdict }) => verdict === 'fail')) return null;
      // Where the exchange is there, diagnosis reads the provider's words from it.
      return buildImportError('The answer is no success.', 'check', answer.response ? null : answer.fields);
    },
  });
}

/** The request is not there, so the error code and the challenge tell which endpoint answered. */
function findPlace({ response, fields, body }: ErrorAnswer): Place {
  const challenge = response && readHeader(response.headers, 'www-authenticate');
  const place = fields && findPlaceOfError(fields.error);
  if (place === 'resource' || /\b(bearer|dpop)\b/i.test(challenge ?? '')) return 'resource';
  if (place) return response ? 'token' : place;
  return parseJsonObject(body)?.['access_token'] !== undefined ? 'token' : 'other';
}

function recordAnswer(
  recorder: Recorder,
  stepId: string,
  { response, body }: ErrorAnswer,
  purpose: ExchangePurpose,
): string | null {
  if (!response) {
    recorder.record({ type: 'artifact', stepId, name: 'error-body', kind: 'json', value: body });
    return null;
  }
  const exchangeId = recorder.nextId('exchange');
  const request = UNKNOWN_REQUEST;
  recorder.record({ type: 'exchange-started', exchangeId, stepId, purpose, channel: 'back', request });
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

/** From JSON, or from a form as some providers answer. */
function readFields(body: string): OAuthErrorFields | null {
  const form = /^error=[^\s]*$/.test(body) ? Object.fromEntries(new URLSearchParams(body)) : null;
  const members = parseJsonObject(body) ?? form ?? readCutOff(body);
  if (!members) return null;
  const read = (name: string): string | null => {
    const value = Object.hasOwn(members, name) ? members[name] : null;
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  const error = read('error');
  return error === null
    ? null
    : { error, errorDescription: read('error_description'), errorUri: read('error_uri') };
}

/** Of a body that was cut off, what came before; only an error that is a whole code counts. */
function readCutOff(body: string): Record<string, unknown> | null {
  const json = scanJson(body);
  const error = json?.members.get('error');
  const isWhole = typeof error === 'string' && isOAuthErrorCode(error);
  return json && !json.isComplete && isWhole ? Object.fromEntries(json.members) : null;
}

function describeBody({ body }: ErrorAnswer): Remark[] {
  const isCutOff = scanJson(body)?.isComplete === false;
  const message = 'The body is cut off: its error was read from what is there.';
  return [...(isCutOff ? [{ code: 'cut-off', message }] : []), ...describeJson('answer', body)];
}
