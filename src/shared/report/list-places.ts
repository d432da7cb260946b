import type { ErrorRecord } from '../model/error-record';
import type { RecordedRequest, RecordedResponse } from '../model/exchange';
import type { PreviewPlace } from '../model/report-preview';
import type { ExchangeView, SessionView, StepView } from '../model/session';
import { parseJwt } from '../redact/jwt';

/** A poll repeats its secret in each request; more places than this tell a reader nothing. */
const MAX_PLACES = 100;

const PLACEHOLDER = /\[redacted:[a-z_]+-\d+\]/g;
const JWT = /eyJ[\w-]+\.[\w-]+\.(?:[\w-]+|\[redacted:[a-z_]+-\d+\])?/g;
/** Looked at before a placeholder to find the name that it stands under. */
const MAX_NAME = 80;

type Add = (where: string, text: string) => void;

/** Where each placeholder of a redacted session stands, in the order of the recording. */
export function listPlaces(session: SessionView): Map<string, PreviewPlace[]> {
  const places = new Map<string, PreviewPlace[]>();
  const addPlace = (placeholder: string, place: PreviewPlace) => {
    const known = places.get(placeholder) ?? [];
    const isKnown = known.some(
      (each) =>
        each.where === place.where && each.exchangeId === place.exchangeId && each.stepId === place.stepId,
    );
    if (known.length < MAX_PLACES && !isKnown) known.push(place);
    places.set(placeholder, known);
  };
  const at =
    (step: StepView | null, exchange: ExchangeView | null): Add =>
    (where, text) => {
      const place = { stepId: step?.id ?? null, step: step?.title ?? '', exchangeId: exchange?.id ?? null };
      for (const { placeholder, name } of findNamed(text)) {
        addPlace(placeholder, { ...place, where: name === '' ? where : `${where}, ${name}` });
      }
    };
  const addAll = at(null, null);
  addAll('settings', JSON.stringify(session.profile ?? null));
  addAll('environment', JSON.stringify(session.environment ?? null));
  for (const { message } of session.notes) addAll('note', message);
  for (const step of session.steps) {
    addStep(step, at(step, null));
    for (const exchange of step.exchanges) addExchange(exchange, at(step, exchange));
  }
  return places;
}

function addStep(
  { title, wait, approval, hits, artifacts, checks, edits, notes, error }: StepView,
  add: Add,
): void {
  add('title of the step', title);
  if (wait) add('address that the user was sent to', wait.authorizationUrl);
  if (approval) add('what the user was asked to approve', JSON.stringify(approval));
  for (const { url } of hits) add('callback', url);
  for (const { name, value } of artifacts) add(`recorded value ${name}`, value);
  for (const check of checks) add(`check ${check.title}`, `${check.expected}\n${check.actual}`);
  for (const { planned, sent } of edits) {
    addMessage('planned request', planned, add);
    addMessage('edited request', sent, add);
  }
  for (const { message } of notes) add('note', message);
  addError(error, add);
}

function addExchange({ purpose, request, response, error }: ExchangeView, add: Add): void {
  addMessage(`${purpose} request`, request, add);
  if (response) addMessage(`${purpose} answer`, response, add);
  addError(error ?? null, add);
}

function addMessage(label: string, message: RecordedRequest | RecordedResponse, add: Add): void {
  if ('url' in message) add(label, message.url);
  for (const [name, value] of message.headers) {
    add(`${label}, name of a header`, name);
    add(`${label}, header ${name}`, value);
  }
  if (message.body?.encoding === 'utf8') add(`${label}, body`, message.body.text);
}

function addError(error: ErrorRecord | null, add: Add): void {
  if (error) add('error', JSON.stringify(error));
}

/** Each placeholder of a text with what names it there, also within the JWTs of the text. */
function findNamed(text: string): { placeholder: string; name: string }[] {
  const found = [...text.matchAll(PLACEHOLDER)].map(({ 0: placeholder, index }) => ({
    placeholder,
    name: nameBefore(text.slice(Math.max(0, index - MAX_NAME), index)),
  }));
  const claims = [...text.matchAll(JWT)].flatMap(([jwt]) => {
    const payload = parseJwt(jwt)?.payload ?? '';
    return [...payload.matchAll(PLACEHOLDER)].map(({ 0: placeholder, index }) => ({
      placeholder,
      name:
        nameBefore(payload.slice(Math.max(0, index - MAX_NAME), index)).replace(/^member/, 'claim') ||
        'in a JWT',
    }));
  });
  return [...found, ...claims];
}

function nameBefore(before: string): string {
  if (/eyJ[\w-]*\.[\w-]+\.$/.test(before) || /[\w-]{20,}\.$/.test(before)) return 'signature of a JWT';
  const parameter = /(?:^|[?&#;\s"])([\w.~%[\]-]{1,60})=$/.exec(before)?.[1];
  if (parameter) return `parameter ${parameter}`;
  const member = /"([^"\\]{1,60})\\?"\s*:\s*(?:\[\s*)?\\?"?$/.exec(before)?.[1];
  return member ? `member ${member}` : '';
}
