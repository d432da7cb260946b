import type { HeaderList, RecordedBody } from '@shared/model/exchange';
import { indentJson, readHeader } from '@shared/model/read-message';

export interface FormPair {
  name: string;
  value: string;
}

/** A body as it is best read; `text` wherever it does not parse as what it says it is. */
export type ReadableBody =
  | { kind: 'form'; pairs: FormPair[] }
  | { kind: 'json'; text: string }
  | { kind: 'text' }
  | { kind: 'binary' };

export function readBody(body: RecordedBody, headers: HeaderList): ReadableBody {
  if (body.encoding === 'base64') return { kind: 'binary' };
  const mediaType = readMediaType(headers);
  if (mediaType === 'application/x-www-form-urlencoded') {
    return { kind: 'form', pairs: readPairs(new URLSearchParams(body.text)) };
  }
  if (/[/+]json$/.test(mediaType) || /^\s*[{[]/.test(body.text)) {
    const text = indentJson(body.text);
    if (text !== null) return { kind: 'json', text };
  }
  return { kind: 'text' };
}

/** The parameters of a URL's query and of its fragment, in order and with duplicates. */
export function readUrlPairs(url: string): FormPair[] {
  return groupUrlPairs(url, false).flatMap(({ pairs }) => pairs);
}

export interface PairGroup {
  title: 'Query parameters' | 'Fragment parameters' | 'Form fields';
  pairs: FormPair[];
}

/** The same by where they stand. What came as a form is recorded in the query (see CallbackHit). */
export function groupUrlPairs(url: string, isForm: boolean): PairGroup[] {
  const [beforeHash = '', fragment = ''] = splitOnce(url, '#');
  const [, query = ''] = splitOnce(beforeHash, '?');
  const groups: PairGroup[] = [
    { title: isForm ? 'Form fields' : 'Query parameters', pairs: readPairs(new URLSearchParams(query)) },
    { title: 'Fragment parameters', pairs: readPairs(new URLSearchParams(fragment)) },
  ];
  return groups.filter(({ pairs }) => pairs.length > 0);
}

function readPairs(parameters: URLSearchParams): FormPair[] {
  return [...parameters].map(([name, value]) => ({ name, value }));
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function readMediaType(headers: HeaderList): string {
  const value = readHeader(headers, 'content-type') ?? '';
  return (value.split(';', 1)[0] ?? '').trim().toLowerCase();
}
