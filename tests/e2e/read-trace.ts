import type { Page } from 'playwright/test';

/** As much of a trace event as the specs look at. */
export interface TracedEvent {
  type: string;
  name?: string;
  kind?: string;
  value?: string;
}

/** The events of the newest session, out of the app's own unmasked trace. */
export async function readTrace(page: Page): Promise<TracedEvent[]> {
  return page.evaluate(async () => {
    const token = Object.values(localStorage)[0] ?? '';
    const call = async (method: string, input: unknown) => {
      const answer = await fetch(`/api/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-grantscope': token },
        body: JSON.stringify(input),
      });
      return (await answer.json()).value;
    };
    const [session] = await call('listSessions', {});
    return (await call('readSession', { sessionId: session.id, afterSeq: 0 })).events;
  });
}
