interface HarEntryOptions {
  url: string;
  method?: string;
  status?: number;
  form?: string;
  token?: string;
  /** Sent as JSON. */
  answer?: unknown;
  /** JSON as it stands. */
  text?: string;
  /** The body of an HTML page. */
  page?: string;
  location?: string;
  failure?: string;
}

/** One entry of an HTTP archive as a browser writes it; `buildHar` gives it its time. */
export function buildHarEntry(options: HarEntryOptions) {
  const { url, method = 'GET', status = 200, form, token, location = '', failure } = options;
  const json = options.text ?? (options.answer === undefined ? '' : JSON.stringify(options.answer));
  const type = options.page !== undefined ? 'text/html' : json === '' ? null : 'application/json';
  return {
    time: 20,
    request: {
      method,
      url,
      headers: token === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${token}` }],
      ...(form === undefined
        ? {}
        : { postData: { mimeType: 'application/x-www-form-urlencoded', text: form } }),
    },
    response: {
      status,
      statusText: '',
      headers: type === null ? [] : [{ name: 'Content-Type', value: type }],
      redirectURL: location,
      content: { text: options.page === undefined ? json : `<!doctype html><body>${options.page}</body>` },
      ...(failure === undefined ? {} : { _error: failure }),
    },
  };
}

/** An archive whose entries began one second after another, from 2026-01-15 09:00 UTC. */
export function buildHar(entries: readonly object[]): string {
  const timed = entries.map((entry, index) => ({
    ...entry,
    startedDateTime: new Date(Date.UTC(2026, 0, 15, 9, 0, index)).toISOString(),
  }));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries: timed } });
}
