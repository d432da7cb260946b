import type { ErrorCause, ErrorRecord } from '../../model/error-record';
import type { StepView } from '../../model/session';
import type { Where } from '../catalog-entry';
import { findCodesInText } from './provider-codes';
import { createSignal, type Signal } from './signal';
import { describeCodes, describeText } from './text-signals';

/** Every link of the cause chain by its code, or by its name where it has no code. */
export function readErrorSignals(error: ErrorRecord, place: { seq: number; stepId: string }): Signal[] {
  const where = place.stepId === 'response-jwt' ? 'authorization response' : findWhere(error);
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

function findPlace(step: StepView): { where: Where; seq: number; stepId: string } {
  const where = WHERE_OF_STEP[step.name] ?? 'other response';
  return { where, seq: step.endSeq ?? step.seq, stepId: step.id };
}

const WHERE_OF_STEP: Record<string, Where> = {
  callback: 'authorization response',
  'pushed-request': 'PAR response',
  'response-jwt': 'authorization response',
  'front-id-token': 'authorization response',
  token: 'token response',
  userinfo: 'userinfo response',
  resource: 'resource response',
};

function findWhere(error: ErrorRecord): Where {
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
