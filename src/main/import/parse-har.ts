import type { HeaderList, RecordedBody, RecordedResponse } from '@shared/model/exchange';
import { parseJsonObject } from '@shared/model/read-message';
import { errorSchema } from '@shared/report/trace-event-schema';
import { z } from 'zod';
import { readChromiumError } from './chromium-errors';
import { buildExchange, type ImportedExchange } from './imported-exchange';
import { toBody } from './parse-response-text';
import { salvageEntries } from './salvage-entries';

/** Those after them are left out. */
export const MAX_ENTRIES = 200_000;

const textSchema = z.string().catch('');
const pairsSchema = z
  .array(z.object({ name: z.string(), value: textSchema }).catch({ name: '', value: '' }))
  .catch([]);

/** Milliseconds; -1 is how HAR 1.2 says that a phase does not apply. */
const phaseSchema = z
  .number()
  .nullish()
  .transform((ms) => (typeof ms === 'number' && ms >= 0 ? Math.round(Math.min(ms, 86_400_000)) : null))
  .catch(null);

/** What is read of an entry (HAR 1.2); only the address must be there. */
const entrySchema = z.object({
  startedDateTime: textSchema,
  time: z.number().nonnegative().catch(0),
  timings: z
    .object({ dns: phaseSchema, connect: phaseSchema, ssl: phaseSchema, wait: phaseSchema })
    .nullish()
    .catch(null),
  serverIPAddress: z.string().nullish().catch(null),
  connection: z.string().nullish().catch(null),
  /** What Grantscope itself wrote beside an entry. */
  _grantscope: z
    .object({ fragment: z.string().nullish().catch(null), error: errorSchema.nullish().catch(null) })
    .nullish()
    .catch(null),
  request: z.object({
    method: z.string().catch('GET'),
    url: z.string(),
    headers: pairsSchema,
    postData: z.object({ text: textSchema, params: pairsSchema }).nullish().catch(null),
  }),
  response: z
    .object({
      status: z.number().int().catch(0),
      statusText: textSchema,
      headers: pairsSchema,
      redirectURL: textSchema,
      content: z.object({ text: textSchema, encoding: textSchema }).nullish().catch(null),
      _error: z.string().nullish().catch(null),
      /** As Playwright writes it. */
      _failureText: z.string().nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

type Entry = z.infer<typeof entrySchema>;

export interface Archive {
  /** By the time they began. */
  exchanges: ImportedExchange[];
  /** The text ends in the middle: these are the exchanges before its end. */
  isCutOff: boolean;
}

/** The exchanges of an HTTP archive; null where the text is none. */
export function parseHar(text: string): Archive | null {
  const json = parseJsonObject(text);
  const log = json?.['log'];
  const whole = typeof log === 'object' && log !== null && 'entries' in log ? log.entries : null;
  const entries = json ? whole : salvageEntries(text);
  if (!Array.isArray(entries)) return null;
  const exchanges = entries
    .slice(0, MAX_ENTRIES)
    .flatMap((entry: unknown) => readHarEntry(entry) ?? [])
    .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  return { exchanges, isCutOff: json === null };
}

/** One member of `log.entries`; null where it is no exchange. */
export function readHarEntry(entry: unknown): ImportedExchange | null {
  const parsed = entrySchema.safeParse(entry);
  return parsed.success ? buildEntry(parsed.data) : null;
}

function buildEntry(entry: Entry): ImportedExchange {
  const { request, response, startedDateTime, time, _grantscope: own } = entry;
  const { method, postData } = request;
  // HAR 1.2 section 3.4 has addresses without their fragment.
  const isCut = typeof own?.fragment === 'string' && !request.url.includes('#');
  const url = isCut ? `${request.url}#${own.fragment}` : request.url;
  const params = new URLSearchParams(
    postData?.params.map(({ name, value }): [string, string] => [name, value]) ?? [],
  );
  const startedAt = Date.parse(startedDateTime);
  const isAnswered = response !== null && response !== undefined && response.status > 0;
  return buildExchange({
    request: {
      method: method.slice(0, 40),
      url,
      headers: toHeaders(request.headers),
      body: toBodyOrNull(postData?.text || params.toString()),
    },
    response: isAnswered ? readResponse(response) : null,
    error: isAnswered ? null : (own?.error ?? readFailure(response)),
    startedAt: Number.isNaN(startedAt) ? null : startedAt,
    totalMs: Math.round(Math.min(time, 86_400_000)),
    ...readConnection(entry),
  });
}

function readFailure(response: Entry['response']): ImportedExchange['error'] {
  const text = response?._error || response?._failureText;
  return text ? readChromiumError(text) : null;
}

/** `connect` holds `ssl` (HAR 1.2 section 3.9). */
function readConnection({ timings, serverIPAddress, connection }: Entry) {
  const port = /^\d{1,5}$/.test(connection ?? '') ? Number(connection) : null;
  const { dns = null, connect = null, ssl = null, wait = null } = timings ?? {};
  return {
    phases: {
      dnsMs: dns,
      connectMs: connect === null ? null : Math.max(0, connect - (ssl ?? 0)),
      tlsMs: ssl,
      firstByteMs: wait,
    },
    connection: serverIPAddress
      ? { remoteAddress: serverIPAddress.slice(0, 100), remotePort: port, tls: null }
      : null,
  };
}

function readResponse(response: NonNullable<Entry['response']>): RecordedResponse {
  const { status, statusText, redirectURL, content } = response;
  const headers = toHeaders(response.headers);
  const hasLocation = headers.some(([name]) => /^location$/i.test(name));
  if (redirectURL !== '' && !hasLocation) headers.push(['Location', redirectURL]);
  return { status, statusText, headers, body: readContent(content?.text ?? '', content?.encoding ?? '') };
}

function readContent(text: string, encoding: string): RecordedBody | null {
  if (encoding !== 'base64') return toBodyOrNull(text);
  const bytes = Buffer.from(text, 'base64');
  try {
    return toBodyOrNull(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { text, encoding: 'base64', bodyBytes: bytes.length, truncated: false };
  }
}

function toBodyOrNull(text: string): RecordedBody | null {
  return text === '' ? null : toBody(text);
}

function toHeaders(pairs: readonly { name: string; value: string }[]): HeaderList {
  return pairs.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]);
}
