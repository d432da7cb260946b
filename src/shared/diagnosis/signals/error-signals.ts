import type { ErrorCause, ErrorRecord } from '../../model/error-record';
import type { StepView } from '../../model/session';
import type { Where } from '../catalog-entry';
import { findWhere } from './find-where';
import { findCodesInText } from './provider-codes';
import { createSignal, type Signal } from './signal';
import { describeCodes, describeText } from './text-signals';

/** Every link of the cause chain by its code, or by its name where it has no code. */
export function readErrorSignals(error: ErrorRecord, place: { seq: number; stepId: string }): Signal[] {
  const where = place.stepId === 'response-jwt' ? 'authorization response' : findWhereOfError(error);
  return [error, ...error.causes].map((link, depth) =>
    createSignal({
      ...place,
      kind: 'error-code',
      value: link.code ?? link.name,
      text: link.message,
      details: link.details,
      where,
      depth,
      statement: describeLink(link, error),
      expected: readScalar(link.details['expected']),
      actual: readScalar(link.details['actual']),
    }),
  );
}

/** What the library read from the provider, for recordings without the exchange it read. */
export function readOAuthFields(step: StepView): Signal[] {
  const { error } = step;
  if (!error?.oauth) return [];
  const { error: code, errorDescription } = error.oauth;
  return [
    createSignal({
      ...findPlace(step),
      kind: 'oauth-error',
      value: code,
      text: `${code} ${errorDescription ?? ''}`,
      statement: `The provider answered the step "${step.title}" with an error.`,
      actual: errorDescription === null ? code : `${code}: ${errorDescription}`,
    }),
  ];
}

/** Codes and words of the provider that only the error of the step still holds, as in pasted logs. */
export function readSpokenErrors(step: StepView): Signal[] {
  const { error } = step;
  if (!error || error.source === 'network') return [];
  const said = [
    error.oauth?.error ?? '',
    error.oauth?.errorDescription ?? '',
    ...[error, ...error.causes].map(({ message }) => message.slice(0, 2_048)),
  ];
  const place = findPlace(step);
  return [...describeCodes(findCodesInText(said.join(' \n')), place), ...describeText(said, place)];
}

/** The names under which clients keep the status of an answer on their error. */
const STATUS_NAMES = ['status', 'statusCode', 'status_code', 'httpStatus', 'http_status'];

/** Codes of the library for an answer whose words it read: the status only went with them. */
const SAID_BY_PROVIDER = new Set(['OAUTH_RESPONSE_BODY_ERROR', 'OAUTH_WWW_AUTHENTICATE_CHALLENGE']);

/**
 * The status that an error tells, where the recording has no answer that shows it, or where it is that
 * of the application at the redirect URI, which is no answer of the provider.
 */
export function readToldStatus(step: StepView): Signal[] {
  const { error } = step;
  const isLanding = step.name === 'callback' && error?.details['status'] !== undefined;
  if (!error || (!isLanding && step.exchanges.some(({ response }) => response))) return [];
  const links = [error, ...error.causes];
  for (const link of links) {
    if (SAID_BY_PROVIDER.has(link.code ?? '')) continue;
    const told = STATUS_NAMES.map((name) => link.details[name]).find((value) =>
      /^[345]\d\d$/.test(String(value)),
    );
    if (told === undefined) continue;
    const { where, ...place } = findPlace(step);
    const url = String(link.details['url'] ?? '');
    const at = where === 'other response' ? findWhere({ purpose: 'other', request: { url } }) : where;
    return [
      createSignal({
        ...place,
        where: at === 'authorization response' ? 'other response' : at,
        kind: 'http-status',
        value: String(told),
        text: links.map(({ message }) => message.slice(0, 1_024)).join('\n'),
        statement: isLanding
          ? `The redirect URI answered with HTTP ${told}.`
          : `The ${at} was HTTP ${told}, as the text says.`,
        expected: 'a status from 200 to 299',
        actual: String(told),
      }),
    ];
  }
  return [];
}

function findPlace(step: StepView): { where: Where; seq: number; stepId: string } {
  const where = WHERE_OF_STEP[step.name] ?? 'other response';
  return { where, seq: step.endSeq ?? step.seq, stepId: step.id };
}

const WHERE_OF_STEP: Record<string, Where> = {
  discovery: 'discovery response',
  jwks: 'JWKS response',
  callback: 'authorization response',
  'pushed-request': 'PAR response',
  'response-jwt': 'authorization response',
  'front-id-token': 'authorization response',
  'authorization-page': 'authorization page',
  token: 'token response',
  userinfo: 'userinfo response',
  resource: 'resource response',
  registration: 'registration response',
  logout: 'logout page',
};

function findWhereOfError(error: ErrorRecord): Where {
  if (error.source === 'network') return 'network';
  return error.source === 'local' ? 'local listener' : 'client-side validation';
}

function describeLink(link: ErrorCause, error: ErrorRecord): string {
  const code = link.code === null ? '' : ` (${link.code})`;
  const subject = link === error ? 'The step failed' : 'Its cause';
  return `${subject}: ${link.name}${code}: ${link.message || 'no message'}`;
}

function readScalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
