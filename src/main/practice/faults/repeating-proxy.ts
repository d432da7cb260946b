import type { PracticeMiddleware } from '../provider-change';
import { readBody } from '../read-form';

const REPEATED = 'x-practice-repeated';

/** Sends each token request of this grant type to the provider twice over HTTP and passes on the second answer. */
export function createRepeatingProxy(issuer: string, grantType: string): PracticeMiddleware {
  return async (ctx, next) => {
    if (ctx.path !== '/token' || ctx.get(REPEATED) !== '') return void (await next());
    const body = await readBody(ctx.req);
    const headers: Record<string, string> = { 'content-type': ctx.get('content-type'), [REPEATED]: '1' };
    if (ctx.get('authorization') !== '') headers['authorization'] = ctx.get('authorization');
    const deliver = () => fetch(`${issuer}/token`, { method: 'POST', headers, body: new Uint8Array(body) });
    const isRepeated = new URLSearchParams(body.toString('utf8')).get('grant_type') === grantType;
    if (isRepeated) await (await deliver()).arrayBuffer();
    const answer = await deliver();
    ctx.status = answer.status;
    ctx.type = answer.headers.get('content-type') ?? 'application/json';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await answer.text();
  };
}
