import type { RecordedResponse } from '../../model/exchange';
import { readHeader } from '../../model/read-message';
import { isOAuthErrorCode } from './oauth-error-codes';
import { decodeBody, type ErrorFields } from './read-body';
import { type ScannedJson, scanJson } from './scan-json';

const MAX_CODE = 200;
const MAX_DESCRIPTION = 8_192;
/** A form is one word; anything longer or with blanks is a text. */
const FORM = /^[\w.~-]{1,64}=[^\s<>{}]{0,8192}$/;

/** An error as the body of an answer tells it, in whatever form. */
export interface BodyError extends ErrorFields {
  format: 'json' | 'form';
  /** The member that named it, as `error` or `error.code`. */
  member: string;
  /** It stands as a code in `error`, as RFC 6749 section 5.2 asks. */
  isStandardForm: boolean;
  /** An OAuth error wherever it stands, and not a numbering of the provider's own. */
  isOAuthError: boolean;
}

/** A body as diagnosis reads it, once for each answer. */
export interface AnswerBody {
  text: string;
  otherCharset: string | null;
  json: ScannedJson | null;
  form: URLSearchParams | null;
  error: BodyError | null;
  /** Messages and descriptions of the body, in the order of their weight. */
  messages: string[];
}

/** Members that hold an error whatever the status says; `error` first, since the specification names it. */
const ERROR_MEMBERS = [
  'error',
  'error.code',
  'error.error',
  'error.type',
  'error.status',
  'error.name',
  'error.id',
  'errorCode',
  'error_code',
  'ErrorCode',
  'errorcode',
  'Error.Code',
  'errors.0.code',
  'errors.0.errorCode',
  'errors.0.error',
  'errors.0.extensions.code',
  'errors.0.reason',
  'error.errors.0.reason',
  'fault.detail.errorcode',
  '0.errorCode',
  '__type',
];

/** Members that hold an error only where the status says that there is one: names of other things too. */
const MEMBERS_OF_FAILURES = ['code', 'Code', 'errorType', 'exception', 'type', 'reason'];

const MESSAGE_MEMBERS = [
  'error_description',
  'error.message',
  'error.error_description',
  'error.description',
  'error.error_user_msg',
  'errorSummary',
  'errorDescription',
  'error_message',
  'errorMessage',
  'ErrorMessage',
  'error_msg',
  'error_hint',
  'error_verbose',
  'error_debug',
  'Error.Message',
  'errors.0.message',
  'errors.0.detail',
  'error.errors.0.message',
  'errorCauses.0.errorSummary',
  'fault.faultstring',
  'message',
  'Message',
  'msg',
  'detail',
  'details',
  'title',
  'reason',
  'hint',
  'description',
];

/** Reads the body of an answer for what it says of an error. Never throws; linear in what it reads. */
export function readAnswerBody(response: RecordedResponse): AnswerBody {
  const { text, otherCharset } = decodeBody(response);
  const json = scanJson(text);
  const form = json ? null : readForm(text, readHeader(response.headers, 'content-type') ?? '');
  const isFailure = response.status >= 400;
  const messages = json ? readMessages(json, isFailure || isRefusal(json)) : readFormMessages(form);
  const error = json ? readJsonError(json, isFailure, messages) : readFormError(form, messages);
  return { text, otherCharset, json, form, error, messages };
}

/** Slack and others answer 200 with a flag of their own. */
function isRefusal({ members }: ScannedJson): boolean {
  return ['ok', 'success', 'Success'].some((name) => members.get(name) === false);
}

function readJsonError(json: ScannedJson, isFailure: boolean, messages: string[]): BodyError | null {
  const names = isFailure || isRefusal(json) ? [...ERROR_MEMBERS, ...MEMBERS_OF_FAILURES] : ERROR_MEMBERS;
  for (const member of names) {
    const value = json.members.get(member);
    const error = toCode(value);
    if (error === null) continue;
    return {
      error,
      description: messages.find((message) => message !== error) ?? null,
      format: 'json',
      member,
      ...classify(member, value),
    };
  }
  return null;
}

function readFormError(form: URLSearchParams | null, messages: string[]): BodyError | null {
  for (const member of ['error', 'error_code', 'errorCode']) {
    const value = form?.get(member);
    const error = toCode(value);
    if (error === null) continue;
    return {
      error,
      description: messages[0] ?? null,
      format: 'form',
      member,
      ...classify(member, value),
    };
  }
  return null;
}

function classify(member: string, value: unknown): Pick<BodyError, 'isStandardForm' | 'isOAuthError'> {
  const code = typeof value === 'string' ? value.trim() : '';
  const isNamed = member === 'error' && /[a-z]/i.test(code);
  return { isStandardForm: isNamed && !/\s/.test(code), isOAuthError: isNamed || isOAuthErrorCode(code) };
}

function readForm(text: string, contentType: string): URLSearchParams | null {
  const isForm = /^\s{0,9}application\/x-www-form-urlencoded\b/i.test(contentType);
  if (!isForm && !FORM.test(text.slice(0, MAX_DESCRIPTION).trim())) return null;
  return new URLSearchParams(text.slice(0, 2 * MAX_DESCRIPTION).trim());
}

function readMessages({ members }: ScannedJson, isFailure: boolean): string[] {
  const names = isFailure ? MESSAGE_MEMBERS : MESSAGE_MEMBERS.filter((name) => /error/i.test(name));
  return names.flatMap((name) => toMessage(members.get(name)));
}

function readFormMessages(form: URLSearchParams | null): string[] {
  return ['error_description', 'error_message', 'message'].flatMap((name) =>
    toMessage(form?.get(name) ?? undefined),
  );
}

function toMessage(value: unknown): string[] {
  return typeof value === 'string' && value.trim() !== '' ? [value.trim().slice(0, MAX_DESCRIPTION)] : [];
}

/** `error: true` names nothing, and `error: 0` or null says that there is none. */
function toCode(value: unknown): string | null {
  if (typeof value === 'number') return value === 0 ? null : String(value);
  if (typeof value !== 'string' || value.trim() === '') return null;
  return value.trim().slice(0, MAX_CODE);
}
