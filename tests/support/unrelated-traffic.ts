import { createHash } from 'node:crypto';

/** What browsers, adverts and APIs send beside a sign-in, with names and values that look like parts of one. */
type Maker = (pick: Picker) => object;

interface Picker {
  /** The same for the same place in the recording. */
  number(below: number): number;
  word(): string;
  token(characters: number): string;
}

const WORDS =
  'cart price banner window render query select session profile token state code scope error'.split(' ');

function createPicker(seed: string): Picker {
  let count = 0;
  const digest = () => {
    count += 1;
    return createHash('sha256').update(`${seed}/${count}`).digest();
  };
  return {
    number: (below) => digest().readUInt32BE() % below,
    word: () => WORDS[digest().readUInt32BE() % WORDS.length] ?? '',
    token: (characters) => digest().toString('base64url').repeat(4).slice(0, characters),
  };
}

const json = (answer: unknown, status = 200) => ({
  status,
  headers: [{ name: 'Content-Type', value: 'application/json' }],
  content: { mimeType: 'application/json', text: JSON.stringify(answer) },
});

const file = (mimeType: string, text: string, encoding?: string) => ({
  status: 200,
  headers: [{ name: 'Content-Type', value: mimeType }],
  content: { mimeType, text, ...(encoding ? { encoding } : {}) },
});

const MAKERS: Maker[] = [
  // An advert that has parameters of the same names.
  (pick) => ({
    request: {
      method: 'GET',
      url: `https://ads.example/p?code=${pick.number(9)}&cid=${pick.token(12)}&state_id=${pick.number(50)}&scope=page`,
    },
    response: file('image/gif', pick.token(60), 'base64'),
  }),
  // Analytics with a client of their own.
  (pick) => ({
    request: {
      method: 'POST',
      url: `https://metrics.example/collect?v=2&tid=G-${pick.token(8)}`,
      postData: {
        mimeType: 'text/plain',
        text: `en=page_view&_et=${pick.number(9_999)}&client_id=${pick.token(10)}`,
      },
    },
    response: { status: 204, headers: [], content: { text: '' } },
  }),
  // GraphQL that speaks of tokens, and its errors.
  (pick) => ({
    request: {
      method: 'POST',
      url: 'https://api.shop.example/graphql',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      postData: {
        mimeType: 'application/json',
        text: JSON.stringify({
          operationName: 'Cart',
          variables: { token: pick.token(20), code: pick.word() },
        }),
      },
    },
    response: json(
      pick.number(2) === 0
        ? { data: { viewer: { sub: pick.token(8), name: pick.word() } } }
        : { errors: [{ message: `Unknown ${pick.word()}`, extensions: { code: 'NOT_FOUND' } }] },
    ),
  }),
  // A token of another kind: of a map, a push service, a form.
  (pick) => ({
    request: { method: 'POST', url: 'https://maps.example/v1/session' },
    response: json({ token: pick.token(40), expires_in: 3_600, csrf_token: pick.token(16) }),
  }),
  // A voucher and a country are codes as well.
  (pick) => ({
    request: {
      method: 'GET',
      url: `https://shop.example/voucher?code=${pick.token(8)}&page=${pick.number(9)}`,
    },
    response: json({ valid: true, code: pick.token(8), state: 'BY' }),
  }),
  (pick) => ({
    request: { method: 'GET', url: `https://cdn.example/${pick.token(8)}.js` },
    response: file(
      'text/javascript',
      `export const ${pick.word()} = "${pick.token(40)}";\n`.repeat(1 + pick.number(60)),
    ),
  }),
  (pick) => ({
    request: { method: 'GET', url: `https://shop.example/items/${pick.number(9_999)}` },
    response: file(
      'text/html',
      `<!doctype html><title>${pick.word()}</title>${`<p>${pick.word()}</p>`.repeat(40)}`,
    ),
  }),
  // What a consent banner keeps.
  (pick) => ({
    request: { method: 'GET', url: `https://consent.example/v2?client=${pick.token(6)}&response_type=json` },
    response: json({ consent: pick.token(24), issuer: 'consent.example', scope: ['ads', 'stats'] }),
  }),
  // Keys that are none of a provider.
  (pick) => ({
    request: { method: 'GET', url: 'https://flags.example/config' },
    response: json({ keys: [{ name: pick.word(), value: pick.token(12) }], client_id: pick.token(6) }),
  }),
];

/** Header fields as a browser sends and gets them with everything. */
function listFields(pick: Picker, prefix: string): object[] {
  const cookie = {
    name: prefix === 'Sec' ? 'Cookie' : 'Set-Cookie',
    value: `sid=${pick.token(120)}; Path=/`,
  };
  return [
    cookie,
    ...Array.from({ length: 14 }, (_, index) => ({ name: `${prefix}-${index}`, value: pick.token(40) })),
  ];
}

/** Entries `from` to `from + count`, each with its time: 10 ms after the one before. */
export function* listUnrelatedEntries(count: number, from = 0): Generator<object> {
  for (let index = from; index < from + count; index += 1) {
    const pick = createPicker(String(index));
    const made = MAKERS[pick.number(MAKERS.length)]?.(pick) as MadeEntry;
    const { request, response } = made;
    yield {
      startedDateTime: new Date(Date.UTC(2026, 0, 15, 9) + index * 10).toISOString(),
      time: 5,
      _initiator: { type: 'script', stack: { callFrames: listFields(pick, 'frame') } },
      request: { cookies: [], ...request, headers: [...listFields(pick, 'Sec'), ...(request.headers ?? [])] },
      response: {
        statusText: '',
        redirectURL: '',
        cookies: [],
        ...response,
        headers: [...listFields(pick, 'X'), ...(response.headers ?? [])],
      },
      timings: { blocked: 1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 3, receive: 1 },
    };
  }
}

interface MadeEntry {
  request: { headers?: object[] };
  response: { headers?: object[] };
}
