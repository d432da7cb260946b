import type { HeaderList } from '@shared/model/exchange';
import type { CdpHeaders, RequestPaused } from './cdp';

type CdpRequest = RequestPaused['request'];

/** Fields of one name come as lines of one value. */
export function toHeaderList(headers: CdpHeaders): HeaderList {
  return Object.entries(headers).flatMap(([name, value]) =>
    value.split('\n').map((line): [string, string] => [name, line]),
  );
}

/** The head as it crossed the wire where the browser tells it (HTTP/1.1), else what it made of it. */
export function readResponseHeaders({ headers, headersText }: ExtraHeaders): HeaderList {
  const lines = headersText?.split(/\r?\n/).slice(1) ?? [];
  const fields = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()]] : [];
  });
  return fields.length > 0 ? fields : toHeaderList(headers);
}

interface ExtraHeaders {
  headers: CdpHeaders;
  headersText?: string;
}

/** Null for no body; null bytes of a file that is uploaded are left out. */
export function readPostBody({ hasPostData, postData, postDataEntries }: CdpRequest): Buffer | null {
  if (postDataEntries?.some(({ bytes }) => bytes !== undefined)) {
    return Buffer.concat(postDataEntries.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')));
  }
  if (postData !== undefined) return Buffer.from(postData);
  return hasPostData ? Buffer.alloc(0) : null;
}

/** The whole address, fragment included; null for what is no URL. */
export function readAddress({ url, urlFragment }: CdpRequest): URL | null {
  return URL.parse(`${url}${urlFragment ?? ''}`);
}

export function readHeaderOf(headers: HeaderList, name: string): string | null {
  return headers.find(([present]) => present.toLowerCase() === name)?.[1] ?? null;
}

/** The body of a form (application/x-www-form-urlencoded); null for any other. */
export function readForm(request: CdpRequest): string | null {
  const type = readHeaderOf(toHeaderList(request.headers), 'content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type.trim())) return null;
  return readPostBody(request)?.toString('utf8') ?? '';
}
