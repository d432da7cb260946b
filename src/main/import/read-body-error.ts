import { isOAuthErrorCode } from '@shared/diagnosis/signals/oauth-error-codes';
import { findCodesInBody, findNumbered } from '@shared/diagnosis/signals/provider-codes';
import { type AnswerBody, readAnswerBody } from '@shared/diagnosis/signals/read-error';
import { type ScannedJson, scanJson } from '@shared/diagnosis/signals/scan-json';
import { findStatusOfPhrase } from '@shared/diagnosis/signals/status-names';
import type { OAuthErrorFields } from '@shared/model/error-record';
import { parseJsonObject } from '@shared/model/read-message';
import { toBody } from './parse-response-text';
import { isKnownError } from './read-oauth-fields';

/** What a body alone says of a failure. */
export interface BodyError {
  fields: OAuthErrorFields | null;
  /** The status that the body itself names, since its status line was not captured; null where it names none. */
  status: number | null;
  /** What it says beside that: codes of the provider's own, and words. */
  said: string[];
}

/** Where bodies of an error keep their status: RFC 9457 section 3.1.2, and what frameworks use. */
const STATUS_MEMBERS = [
  'status',
  'statusCode',
  'status_code',
  'httpStatus',
  'http_status',
  'httpStatusCode',
  'error.status',
  'error.code',
  'error.statusCode',
  'error.status_code',
  'code',
  'error',
  'errors.0.status',
  'errors.0.code',
  'error_code',
];
/** Members in which such bodies put the reason phrase (RFC 9110 section 15). */
const PHRASE_MEMBERS = [
  'error',
  'title',
  'status',
  'message',
  'Message',
  'detail',
  'error.message',
  'error.status',
  'msg',
  'reason',
  'error.code',
  'errors.0.title',
  'errors.0.message',
];
/** A record of a log has a level; its members tell of something else than of themselves. */
const LEVELS = ['level', 'lvl', 'severity', '@l', 'levelname', 'log.level', 'LogLevel', 'loglevel'];

/** From JSON, or from a form as some providers answer; null where the body says of no failure. */
export function readBodyError(body: string): BodyError | null {
  const json = scanJson(body);
  if (json && LEVELS.some((name) => json.members.has(name))) return null;
  const fields = readFields(body, json);
  if (!json?.isComplete || !parseJsonObject(body)) return fields && { fields, status: null, said: [] };
  const status = findStatus(json);
  const isInactive = json.members.get('active') === false;
  const read = readAnswerBody({ status: status ?? 200, statusText: '', headers: [], body: toBody(body) });
  const said = isInactive ? ['active: false'] : listSaid(read, status !== null || fields !== null);
  const isOAuth = fields !== null && (isOAuthErrorCode(fields.error) || status === null);
  if (!isOAuth && status === null && said.length === 0) return null;
  return { fields: isOAuth ? fields : null, status: isOAuth ? null : status, said };
}

function listSaid(read: AnswerBody, isFailure: boolean): string[] {
  const codes = findCodesInBody(read).map(({ code }) => code);
  const isOwn = codes.some((code) => findNumbered(code).length > 0) || read.error !== null;
  return isFailure || isOwn ? [...new Set([...codes, ...read.messages])].slice(0, 6) : [];
}

function findStatus({ members }: ScannedJson): number | null {
  for (const name of STATUS_MEMBERS) {
    const value = members.get(name);
    if ((typeof value === 'number' || typeof value === 'string') && /^[45]\d\d$/.test(String(value))) {
      return Number(value);
    }
  }
  for (const name of PHRASE_MEMBERS) {
    const value = members.get(name);
    const status = typeof value === 'string' ? findStatusOfPhrase(value) : null;
    if (status !== null) return status;
  }
  return null;
}

function readFields(body: string, json: ScannedJson | null): OAuthErrorFields | null {
  const form = /^error=[^\s]*$/.test(body) ? Object.fromEntries(new URLSearchParams(body)) : null;
  const members = parseJsonObject(body) ?? form ?? readCutOff(json);
  if (!members) return null;
  const read = (name: string): string | null => {
    const value = Object.hasOwn(members, name) ? members[name] : null;
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  const own = ['error_code', 'errorCode'].map(read).find((code) => code !== null && isKnownError(code));
  const error = read('error') ?? own ?? null;
  return error === null
    ? null
    : { error, errorDescription: read('error_description'), errorUri: read('error_uri') };
}

/** Of a body that was cut off, what came before; only an error that is a whole code counts. */
function readCutOff(json: ScannedJson | null): Record<string, unknown> | null {
  const error = json?.members.get('error');
  const isWhole = typeof error === 'string' && isOAuthErrorCode(error);
  return json && !json.isComplete && isWhole ? Object.fromEntries(json.members) : null;
}
