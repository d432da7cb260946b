import type { HitView, SessionView, StepView } from '../model/session';

/** Callbacks that no exchange shows; the accepted one as it was read, which a fault may have changed on its way. */
export function listUnseenCallbacks(session: SessionView, step: StepView): HitView[] {
  const seen = new Set(
    session.steps.flatMap(({ exchanges }) =>
      exchanges.map(({ request: { method, url, body } }) => describe(method, url, body?.text ?? '')),
    ),
  );
  const read = step.artifacts.findLast(({ name }) => name === 'callback-url')?.value;
  return step.hits
    .map((hit) => (hit.verdict === 'accepted' && read !== undefined ? { ...hit, url: read } : hit))
    .filter(({ method, url }) => !seen.has(describe(method, url, '')));
}

/** A form reads the same in the body of its exchange and in the query of its hit; a fragment is in no request. */
function describe(method: string, url: string, body: string): string {
  const [bare = '', fragment = ''] = url.split('#', 2);
  const [address = '', query = ''] = bare.split(/\?(.*)/s);
  const form = method === 'POST' ? [query, body].filter(Boolean).join('&') : query;
  return `${method} ${address}?${new URLSearchParams(form)}#${fragment}`;
}
