import type { HopRecorder } from '../../flows/flow';
import type { CdpEvent } from './cdp';

/** A page in a loop must not fill the recording. */
const MAX_NOTES = 60;
const MAX_MESSAGE = 1_000;
/** Requests whose address is remembered, in case they fail. */
const MAX_ADDRESSES = 2_000;

/**
 * Notes what goes wrong in the pages: console errors, failed requests, cookies that the browser refused. Of a
 * cookie only its name is told.
 */
export function createProblemLog(hops: HopRecorder): (event: CdpEvent) => void {
  const addresses = new Map<string, string>();
  const told = new Set<string>();
  const note = (code: string, message: string) => {
    const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
    if (told.size >= MAX_NOTES || told.has(`${code} ${text}`)) return;
    told.add(`${code} ${text}`);
    hops.note(code, text);
    if (told.size === MAX_NOTES)
      hops.note('problems-left-out', 'Further problems of the pages are left out.');
  };

  return ({ method, params }) => {
    switch (method) {
      case 'Network.requestWillBeSent':
        if (params.type === 'Document') return;
        if (addresses.size >= MAX_ADDRESSES) addresses.clear();
        addresses.set(params.requestId, params.request.url);
        return;
      case 'Network.loadingFailed': {
        const url = addresses.get(params.requestId);
        if (url === undefined || params.canceled || params.errorText === 'net::ERR_ABORTED') return;
        return note('request-failed', `${params.type} ${cutUrl(url)} failed: ${params.errorText}.`);
      }
      case 'Network.responseReceivedExtraInfo':
        for (const { cookieLine, blockedReasons } of params.blockedCookies ?? []) {
          const name = cookieLine.split(/[=;]/, 1)[0]?.trim() ?? '';
          note(
            'cookie-refused',
            `The browser did not keep the cookie "${name}": ${blockedReasons.join(', ')}.`,
          );
        }
        return;
      case 'Log.entryAdded': {
        const { level, text, url } = params.entry;
        if (level === 'error') note('console-error', url === undefined ? text : `${text} (${cutUrl(url)})`);
        return;
      }
      case 'Runtime.consoleAPICalled':
        if (params.type === 'error') note('console-error', params.args.map(showArgument).join(' '));
        return;
      case 'Runtime.exceptionThrown': {
        const { text, exception } = params.exceptionDetails;
        return note('console-error', exception?.description?.split('\n', 1)[0] ?? text);
      }
    }
  };
}

function showArgument({
  value,
  description,
  unserializableValue,
}: {
  value?: unknown;
  description?: string;
  unserializableValue?: string;
}): string {
  if (typeof value === 'string') return value;
  return description ?? unserializableValue ?? String(value);
}

/** Which file it was is told by the path; parameters stand in the hops, where they are masked by name. */
function cutUrl(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
