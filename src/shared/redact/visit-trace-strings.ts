import type { ErrorCause, ErrorRecord } from '../model/error-record';
import type {
  ConnectionFacts,
  HeaderList,
  RecordedBody,
  RecordedRequest,
  RecordedResponse,
} from '../model/exchange';
import type { Parameters } from '../model/parameters';
import type { Profile } from '../model/profile';
import { mapSecrets } from '../model/profile-secrets';
import { readHeader } from '../model/read-message';
import type { SessionView } from '../model/session';
import type { ArtifactRecorded, TraceEvent } from '../model/trace-event';
import { decodeBase64, decodeBase64Bytes, encodeBase64 } from '../text/base64';
import { classifyName } from './classify-name';
import { TOO_LARGE } from './inflate';
import { openBytes } from './read-bytes';
import { PLAIN_TEXT, type TextPlace } from './span';

/** Whoever has the user code can bind this run to an account of their own (RFC 8628 section 5.4). */
const USER_CODE: TextPlace = { kind: 'secret', name: 'user_code' };

/** Called with each text that came from outside and what it is; answers the text to put in its place. */
export type VisitText = (text: string, place: TextPlace) => string;

/**
 * Copies a trace with every text of outside origin passed through `visit`: the one list of where such
 * texts are. Ids, names and verdicts of our own making, numbers and times stay as they are. `onEvent` is told
 * after each event.
 */
export function visitTraceStrings(
  events: readonly TraceEvent[],
  visit: VisitText,
  onEvent?: () => void,
): TraceEvent[] {
  const purposes = new Map<string, string>();
  return events.map((event) => {
    if (event.type === 'exchange-started') purposes.set(event.exchangeId, event.purpose);
    const visited = visitEvent(event, visit, purposes);
    onEvent?.();
    return visited;
  });
}

/**
 * Reads the texts of a folded session in which credentials travel: messages, URLs, what steps made.
 * Only the first `maxLength` characters of each, because bodies come from outside.
 */
export function readSessionStrings(
  { steps }: SessionView,
  maxLength: number,
  read: (text: string, place: TextPlace) => void,
): void {
  const visit: VisitText = (text, place) => {
    read(text.slice(0, maxLength), place);
    return text;
  };
  for (const { artifacts, edits, wait, approval, hits, exchanges } of steps) {
    for (const artifact of artifacts) visit(artifact.value, findArtifactPlace(artifact));
    for (const { planned, sent } of edits)
      for (const request of [planned, sent]) visitMessage(request, visit);
    if (wait) visit(wait.authorizationUrl, { kind: 'url' });
    if (approval?.userCode) visit(approval.userCode, USER_CODE);
    if (approval?.verificationUriComplete) visit(approval.verificationUriComplete, { kind: 'url' });
    for (const { url } of hits) visit(url, { kind: 'url' });
    for (const { request, response, purpose } of exchanges) {
      visitMessage(request, visit);
      if (response) visitMessage(response, visit, purpose);
    }
  }
}

/** Copies plain data with each string visited; a member of a sensitive name is a secret as a whole. */
export function visitDeep(value: unknown, visit: VisitText, depth = 0): unknown {
  if (typeof value === 'string') return visit(value, PLAIN_TEXT);
  if (typeof value !== 'object' || value === null || depth > 64) return value;
  if (Array.isArray(value)) return value.map((item) => visitDeep(item, visit, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      visit(key, PLAIN_TEXT),
      visitMember(key, item, visit, depth),
    ]),
  );
}

function visitMember(key: string, value: unknown, visit: VisitText, depth: number): unknown {
  const isScalar = typeof value === 'string' || typeof value === 'number';
  if (isScalar && classifyName(key, String(value), 'word')) {
    return visit(String(value), { kind: 'secret', name: key });
  }
  return visitDeep(value, visit, depth + 1);
}

function visitEvent(event: TraceEvent, visit: VisitText, purposes: Map<string, string>): TraceEvent {
  switch (event.type) {
    case 'session-started':
      return {
        ...event,
        profile: event.profile && visitProfile(event.profile, visit),
        environment: visitDeep(event.environment, visit) as typeof event.environment,
      };
    case 'step-started':
      return { ...event, title: visit(event.title, PLAIN_TEXT) };
    case 'step-ended':
      return { ...event, error: visitError(event.error, visit) };
    case 'run-paused':
      return { ...event, request: event.request && visitMessage(event.request, visit) };
    case 'request-edited':
      return {
        ...event,
        planned: visitMessage(event.planned, visit),
        sent: visitMessage(event.sent, visit),
      };
    case 'exchange-started':
      return { ...event, request: visitMessage(event.request, visit) };
    case 'exchange-ended':
      return {
        ...event,
        request: visitMessage(event.request, visit),
        response: event.response && visitMessage(event.response, visit, purposes.get(event.exchangeId)),
        error: visitError(event.error, visit),
        connection: visitDeep(event.connection, visit) as ConnectionFacts | null,
      };
    case 'check':
      return {
        ...event,
        check: {
          ...event.check,
          title: visit(event.check.title, PLAIN_TEXT),
          expected: visit(event.check.expected, PLAIN_TEXT),
          actual: visit(event.check.actual, PLAIN_TEXT),
        },
      };
    case 'artifact':
      return { ...event, value: visit(event.value, findArtifactPlace(event)) };
    case 'callback-awaited':
      return {
        ...event,
        redirectUri: visit(event.redirectUri, { kind: 'url' }),
        authorizationUrl: visit(event.authorizationUrl, { kind: 'url' }),
        listener: event.listener && { ...event.listener, path: visit(event.listener.path, PLAIN_TEXT) },
      };
    case 'approval-awaited':
      return {
        ...event,
        verificationUri: event.verificationUri && visit(event.verificationUri, { kind: 'url' }),
        verificationUriComplete:
          event.verificationUriComplete && visit(event.verificationUriComplete, { kind: 'url' }),
        userCode: event.userCode && visit(event.userCode, USER_CODE),
        bindingMessage: event.bindingMessage && visit(event.bindingMessage, PLAIN_TEXT),
        notificationUri: event.notificationUri && visit(event.notificationUri, { kind: 'url' }),
      };
    case 'callback-hit':
      return { ...event, method: visit(event.method, PLAIN_TEXT), url: visit(event.url, { kind: 'url' }) };
    case 'note':
      return { ...event, message: visit(event.message, PLAIN_TEXT) };
    default:
      return event;
  }
}

function visitProfile(profile: Profile, visit: VisitText): Profile {
  const masked = mapSecrets(profile, (source, member) =>
    typeof source === 'string' ? visit(source, { kind: 'secret', name: member }) : source,
  );
  const { client, parameters, resource } = masked;
  const visitNamed = (name: string, value: string) => visit(value, { kind: 'named', name });
  const named = (group: Parameters) =>
    Object.fromEntries(
      Object.entries(group).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((each) => visitNamed(name, each)) : visitNamed(name, value),
      ]),
    );
  const rest = visitDeep({ ...masked, client: null, parameters: null, resource: null }, visit) as Profile;
  return {
    ...rest,
    // A placeholder can be longer than what it stands for, and a profile's name has a limit.
    name: rest.name.slice(0, 120),
    client: { ...client, id: visit(client.id, PLAIN_TEXT) },
    parameters: { authorize: named(parameters.authorize), token: named(parameters.token) },
    resource: resource && { ...resource, url: visit(resource.url, { kind: 'url' }) },
  };
}

/** Method and URL, or status line, then headers and body. */
function visitMessage<T extends RecordedRequest | RecordedResponse>(
  message: T,
  visit: VisitText,
  purpose?: string,
): T {
  const line =
    'url' in message
      ? { method: visit(message.method, PLAIN_TEXT), url: visit(message.url, { kind: 'url' }) }
      : { statusText: visit(message.statusText, PLAIN_TEXT) };
  const headers = message.headers.map(([name, value]): [string, string] => [
    visit(name, PLAIN_TEXT),
    visit(value, { kind: 'header', name }),
  ]);
  return {
    ...message,
    ...line,
    headers,
    body: visitBody(message.body, findBodyPlace(message, purpose), visit),
  };
}

function visitBody(body: RecordedBody | null, place: TextPlace, visit: VisitText): RecordedBody | null {
  if (!body) return null;
  if (body.encoding === 'utf8') return { ...body, text: visit(body.text, place) };
  const bytes = decodeBase64Bytes(body.text);
  if (bytes === null) return { ...body, text: visit(body.text, PLAIN_TEXT) };
  const text = decodeBase64(body.text) ?? '';
  const opened = openBytes(bytes);
  if (opened === TOO_LARGE) {
    const hidden = visit(body.text, { kind: 'secret', name: 'body' });
    return hidden === body.text ? body : { ...body, text: hidden, encoding: 'utf8' };
  }
  const visited = visit(opened ?? text, place);
  if (visited === (opened ?? text)) return body;
  // What was compressed or UTF-16 is readable from here on: it could not be written back as it was.
  if (opened !== null) return { ...body, text: visited, encoding: 'utf8' };
  return { ...body, text: encodeBase64(new TextEncoder().encode(visited)) };
}

function findBodyPlace(
  message: { headers: HeaderList; body: RecordedBody | null },
  purpose?: string,
): TextPlace {
  const type = readHeader(message.headers, 'content-type') ?? '';
  if (/x-www-form-urlencoded/i.test(type)) return { kind: 'form' };
  if (purpose === 'userinfo' || purpose === 'resource') return { kind: 'claims' };
  return /^[\w.%+[\]-]{1,128}=[^\s"<]*$/.test(message.body?.text ?? '') ? { kind: 'form' } : PLAIN_TEXT;
}

function findArtifactPlace({ kind, name }: Pick<ArtifactRecorded, 'kind' | 'name'>): TextPlace {
  if (kind === 'secret' || kind === 'jwt') return { kind: 'secret', name };
  if (kind === 'url') return { kind: 'url' };
  if (/claims|user-?info|introspection/.test(name)) return { kind: 'claims' };
  return kind === 'json' ? PLAIN_TEXT : { kind: 'named', name };
}

function visitError(error: ErrorRecord | null, visit: VisitText): ErrorRecord | null {
  if (!error) return null;
  const { oauth } = error;
  const text = (value: string | null) => value && visit(value, PLAIN_TEXT);
  return {
    ...error,
    ...visitCause(error, visit),
    causes: error.causes.map((cause) => visitCause(cause, visit)),
    oauth: oauth && {
      error: visit(oauth.error, PLAIN_TEXT),
      errorDescription: text(oauth.errorDescription),
      errorUri: oauth.errorUri && visit(oauth.errorUri, { kind: 'url' }),
    },
  };
}

function visitCause(cause: ErrorCause, visit: VisitText): ErrorCause {
  return {
    name: visit(cause.name, PLAIN_TEXT),
    message: visit(cause.message, PLAIN_TEXT),
    code: cause.code && visit(cause.code, PLAIN_TEXT),
    details: visitDeep(cause.details, visit) as Record<string, unknown>,
  };
}
