import { readHeader, readHeaders } from '../../model/read-message';
import { isHtml, readPageTitle } from '../signals/read-body';
import type { EvidenceRule } from './observation';

const MAX_DELAY_SECONDS = 31_536_000;

/** Retry-After in seconds or as a date (RFC 9110 section 10.2.3). */
export const observeRetryAfter: EvidenceRule = ({ exchange }) => {
  const field = exchange?.response ? readHeader(exchange.response.headers, 'retry-after') : null;
  if (!exchange?.response || field === null) return [];
  const sentAt = Date.parse(readHeader(exchange.response.headers, 'date') ?? '');
  const seconds = parseRetryAfter(field, Number.isNaN(sentAt) ? exchange.startedAt : sentAt);
  return [
    {
      seq: exchange.endSeq ?? exchange.seq,
      statement:
        seconds === null
          ? 'Retry-After is neither seconds nor a date (RFC 9110 section 10.2.3).'
          : `Retry-After asks to wait ${seconds} s (RFC 9110 section 10.2.3).`,
      expected: null,
      actual: field,
      decisive: false,
      ...(seconds === null ? {} : { retryAfterSeconds: seconds }),
    },
  ];
};

/** Null where the field is neither; a date is taken relative to `now`, epoch milliseconds. */
export function parseRetryAfter(field: string, now: number): number | null {
  const text = field.trim();
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), MAX_DELAY_SECONDS);
  // The three forms of RFC 9110 section 5.6.7 all begin with the name of a day.
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text) || text.length > 40) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return null;
  return Math.min(Math.max(0, Math.ceil((time - now) / 1000)), MAX_DELAY_SECONDS);
}

/** The method used against the Allow field, which a 405 must carry (RFC 9110 section 15.5.6). */
export const observeAllowedMethods: EvidenceRule = ({ exchange }) => {
  if (!exchange?.response) return [];
  const allow = readHeaders(exchange.response.headers, 'allow').join(', ');
  return [
    {
      seq: exchange.endSeq ?? exchange.seq,
      statement:
        allow === ''
          ? 'The answer has no Allow header to say which methods are served (RFC 9110 section 15.5.6).'
          : `Allow lists the methods served here: ${allow} (RFC 9110 section 10.2.1).`,
      expected: allow === '' ? null : allow,
      actual: exchange.request.method,
      decisive: allow !== '',
      ...(allow === '' ? {} : { fix: `Use ${allow} in place of ${exchange.request.method}.` }),
    },
  ];
};

/** WWW-Authenticate says what the server asks for (RFC 9110 section 11.6.1). */
export const observeChallenge: EvidenceRule = ({ exchange }) => {
  if (!exchange?.response) return [];
  const fields = readHeaders(exchange.response.headers, 'www-authenticate');
  return fields.slice(0, 4).map((field) => ({
    seq: exchange.endSeq ?? exchange.seq,
    statement: 'The answer carries WWW-Authenticate (RFC 9110 section 11.6.1).',
    expected: null,
    actual: field,
    decisive: false,
  }));
};

/** Where a redirect leads (RFC 9110 section 10.2.2); its query is left out. */
export const observeLocation: EvidenceRule = ({ exchange }) => {
  const location = exchange?.response ? readHeader(exchange.response.headers, 'location') : null;
  if (!exchange || location === null) return [];
  const [target = ''] = location.split(/[?#]/, 1);
  return [
    {
      seq: exchange.endSeq ?? exchange.seq,
      statement: 'The answer redirects elsewhere (RFC 9110 section 10.2.2).',
      expected: exchange.request.url.split(/[?#]/, 1)[0] ?? null,
      actual: target,
      decisive: false,
    },
  ];
};

/** A page in place of a protocol answer points at a proxy or a gateway. */
export const observeHtmlBody: EvidenceRule = ({ exchange }) => {
  if (!exchange?.response || exchange.channel === 'front' || !isHtml(exchange.response)) return [];
  return [
    {
      seq: exchange.endSeq ?? exchange.seq,
      statement: 'The body of the answer is an HTML page (RFC 6749 section 5.2 asks for JSON).',
      expected: 'application/json',
      actual: readPageTitle(exchange.response) || 'an HTML page',
      decisive: false,
    },
  ];
};
