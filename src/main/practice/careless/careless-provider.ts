import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../../loopback-server';
import { type PracticeKeys, toPublicKey } from '../keys';
import type { PracticeProvider } from '../practice-provider';
import { readForm } from '../read-form';
import { answerAuthorization, readRequestParameters } from './answer-authorization';
import { buildMetadata } from './careless-metadata';
import { type CarelessReply, type CarelessState, createCarelessState } from './careless-state';
import { issueTokens } from './issue-tokens';

export interface CarelessProviderOptions {
  keys: PracticeKeys;
  /** 0, the default, means any free port. */
  port?: number;
}

/**
 * An authorization server that does everything wrong which a server can do wrong by leaving a check out: any
 * client, any secret, any redirect URI, any code as often as one likes, any token at its API. It signs anybody
 * in as alice without a question. It is there for deliberate mistakes to be let through.
 */
export async function createCarelessProvider({
  keys,
  port = 0,
}: CarelessProviderOptions): Promise<PracticeProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listenOnLoopback(server, port)}`;
  const state = createCarelessState(issuer, keys);
  server.on('request', (request, response) => {
    // The one check there is protects this machine: no page may reach it by a name of its own.
    if (request.headers.host !== new URL(issuer).host) return void response.writeHead(421).end();
    void answer(state, request)
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  return { issuer, close: () => closeServer(server) };
}

async function answer(state: CarelessState, request: IncomingMessage): Promise<CarelessReply> {
  const url = new URL(request.url ?? '/', state.issuer);
  const form = request.method === 'POST' ? await readForm(request) : url.searchParams;
  const { headers } = request;
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
    case '/.well-known/oauth-authorization-server':
      return { body: buildMetadata(state.issuer) };
    case '/jwks':
      return { body: { keys: [toPublicKey(state.keys.rs256)] } };
    case '/auth':
      return answerAuthorization(state, readRequestParameters(state, form));
    case '/par':
      return { status: 201, body: { request_uri: state.push(form), expires_in: 60 } };
    case '/token':
      return {
        body: await issueTokens(state, form, {
          isDpop: 'dpop' in headers,
          authorization: headers.authorization,
        }),
      };
    case '/introspect':
      return { body: { active: true, sub: 'alice', iss: state.issuer } };
    case '/revoke':
      return { body: {} };
    case '/logout':
      return {
        status: 302,
        location: `${form.get('post_logout_redirect_uri')}?state=${form.get('state') ?? ''}`,
      };
    default:
      return { body: { sub: 'alice', name: 'Alice', message: 'Nobody looked at the access token.' } };
  }
}

function send(response: ServerResponse, { status = 200, location, body }: CarelessReply): void {
  const isPage = typeof body === 'string';
  response.writeHead(location === undefined ? status : 302, {
    'cache-control': 'no-store',
    ...(body === undefined
      ? {}
      : { 'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json' }),
    ...(location === undefined ? {} : { location }),
  });
  response.end(isPage || body === undefined ? body : JSON.stringify(body));
}
