import type { RecordedRequest } from '../model/exchange';
import { type Pair, takeApart } from './request-parts';

/** One difference. Null: the part was added, or taken out. */
export interface RequestChange {
  part: 'method' | 'address' | 'URL parameter' | 'header' | 'form field' | 'body';
  /** Of the row; the part's own where it has but one. */
  name: string;
  before: string | null;
  after: string | null;
}

/** What was changed, in the order of the request. Values are as they were: whoever shows them masks them. */
export function compareRequests(before: RecordedRequest, after: RecordedRequest): RequestChange[] {
  const [left, right] = [before, after].map((request) => takeApart({ ...request, body: readText(request) }));
  if (!left || !right) return [];
  const single = (part: 'method' | 'address' | 'body', was: string | null, is: string | null) =>
    was === is ? [] : [{ part, name: part, before: was, after: is }];
  const isForm = left.body.kind !== 'text' && right.body.kind !== 'text';
  return [
    ...single('method', left.method, right.method),
    ...single('address', left.address, right.address),
    ...compareRows('URL parameter', left.query, right.query),
    ...compareRows('header', left.headers, right.headers),
    ...(isForm
      ? compareRows('form field', readFields(left.body), readFields(right.body))
      : single('body', readText(before), readText(after))),
  ];
}

function readText({ body }: RecordedRequest): string | null {
  return body && (body.encoding === 'utf8' ? body.text : '(no text)');
}

function readFields(body: ReturnType<typeof takeApart>['body']): Pair[] {
  return body.kind === 'form' ? body.fields : [];
}

/** Rows of one name are compared in their order, so that a value given twice is seen. */
function compareRows(part: RequestChange['part'], before: Pair[], after: Pair[]): RequestChange[] {
  const key = (name: string) => (part === 'header' ? name.toLowerCase() : name);
  const names = [...new Map([...before, ...after].map(([name]) => [key(name), name]))];
  const valuesOf = (rows: Pair[], wanted: string) =>
    rows.filter(([name]) => key(name) === wanted).map(([, value]) => value);
  return names.flatMap(([wanted, name]) => {
    const was = valuesOf(before, wanted);
    const is = valuesOf(after, wanted);
    return Array.from({ length: Math.max(was.length, is.length) }, (_, index) => ({
      part,
      name,
      before: was[index] ?? null,
      after: is[index] ?? null,
    })).filter((change) => change.before !== change.after);
  });
}
