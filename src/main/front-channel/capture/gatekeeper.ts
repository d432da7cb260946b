import type { CallbackDesk, DeskAnswer } from './callback-desk';
import type { CaptureTarget, RequestPaused } from './cdp';
import type { HopLog } from './hop-log';
import { hasOwnScheme, resolveLocation } from './match-redirect';
import { readAddress, readForm, readHeaderOf } from './read-cdp';

/** Bodies beyond this are not fetched from the browser: no sign-in or error page is near it. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

export interface Gate {
  desk: CallbackDesk;
  hops: HopLog;
  /** A script asked for the redirect URI. */
  onScriptRequest(): void;
}

/** What Fetch holds: every document both ways, and of the redirect URI's origin everything. */
export function listHeldRequests(redirectUri: string): object[] {
  const target = new URL(redirectUri);
  const documents = { urlPattern: '*', resourceType: 'Document' };
  return [
    { ...documents, requestStage: 'Request' },
    { ...documents, requestStage: 'Response' },
    ...(hasOwnScheme(target) ? [] : [{ urlPattern: `${target.origin}/*`, requestStage: 'Request' }]),
  ];
}

/**
 * Decides over one held request or answer: lets it go, or answers it in place of the network. A request to the
 * redirect URI is never let go, whatever happens here.
 */
export async function decide(target: CaptureTarget, paused: RequestPaused, gate: Gate): Promise<void> {
  const { requestId } = paused;
  try {
    const isAnswer = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    const answer = isAnswer ? await decideAnswer(target, paused, gate) : decideRequest(paused, gate);
    if (answer) await fulfil(target, requestId, answer);
    else await target.send('Fetch.continueRequest', { requestId });
  } catch {
    // The page is gone, or went elsewhere meanwhile: then there is nothing left to stop either.
    await target.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => {});
  }
}

function decideRequest(paused: RequestPaused, { desk, hops, onScriptRequest }: Gate): DeskAnswer | null {
  const { request, resourceType } = paused;
  const url = readAddress(request);
  const isNavigation = resourceType === 'Document';
  const isCallback = url !== null && desk.matches(url);
  if (isNavigation) hops.start(paused, { isCallback });
  if (!isCallback) return null;
  const arrival = { method: request.method, url, form: readForm(request) };
  if (!isNavigation) {
    onScriptRequest();
    return desk.refuse(arrival);
  }
  const answer = desk.receive(arrival);
  const { status, headers, page } = answer;
  hops.answerOurselves(paused, { status, statusText: '', headers, body: Buffer.from(page) });
  return answer;
}

async function decideAnswer(
  target: CaptureTarget,
  paused: RequestPaused,
  { desk, hops }: Gate,
): Promise<DeskAnswer | null> {
  const { request, responseStatusCode: status = 0 } = paused;
  if (paused.responseErrorReason !== undefined) {
    hops.fail(paused);
    return null;
  }
  const location = readAnswerHeader(paused, 'location');
  const isRedirect = location !== null && status >= 300 && status < 400;
  if (!isRedirect) {
    hops.answer(paused, await readBody(target, paused));
    return null;
  }
  hops.answer(paused, null);
  const from = readAddress(request);
  const to = from && resolveLocation(location, from);
  // Of another scheme no request follows that could be held: the system would be asked to open it.
  if (!to || !desk.isOfOwnScheme(to)) return null;
  const keepsBody = status === 307 || status === 308;
  return desk.receive({
    method: keepsBody ? request.method : 'GET',
    url: to,
    form: keepsBody && request.method === 'POST' ? readForm(request) : null,
  });
}

async function readBody(target: CaptureTarget, paused: RequestPaused): Promise<Buffer | null> {
  const type = readAnswerHeader(paused, 'content-type') ?? '';
  const lengthBytes = Number(readAnswerHeader(paused, 'content-length') ?? 0);
  if (!isTextual(type) || lengthBytes > MAX_BODY_BYTES) return null;
  const { requestId } = paused;
  const answer = await target.send('Fetch.getResponseBody', { requestId }).catch(() => null);
  const { body, base64Encoded } = (answer ?? {}) as { body?: string; base64Encoded?: boolean };
  return body === undefined ? null : Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
}

/** What a page of a provider can be made of; anything else is a download. */
function isTextual(contentType: string): boolean {
  return contentType === '' || /^(text\/|application\/([\w.+-]*\+)?(json|xml)\b)/i.test(contentType.trim());
}

function readAnswerHeader({ responseHeaders = [] }: RequestPaused, name: string): string | null {
  return readHeaderOf(
    responseHeaders.map((header) => [header.name, header.value]),
    name,
  );
}

async function fulfil(target: CaptureTarget, requestId: string, answer: DeskAnswer): Promise<void> {
  const { status: responseCode, headers, page } = answer;
  await target
    .send('Fetch.fulfillRequest', {
      requestId,
      responseCode,
      responseHeaders: headers.map(([name, value]) => ({ name, value })),
      body: Buffer.from(page).toString('base64'),
    })
    .finally(answer.settle);
}
