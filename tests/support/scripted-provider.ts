import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';

/**
 * An authorization server that answers exactly what a test scripts, over real HTTP on a port of its
 * own: for answers that the practice provider would never give. There is no login page; the test
 * makes the callback itself.
 */
export interface ScriptedProvider {
  issuer: string;
  /** Form bodies that the token endpoint got. */
  tokenRequests: URLSearchParams[];
  /** What the last authorization request asked for: in the URL, pushed, or in a request object. */
  asked(): URLSearchParams;
  /** A JWT of this provider, for an answer that the test makes. */
  sign(claims: Record<string, unknown>, options?: SignOptions): Promise<string>;
  close(): Promise<void>;
}

export interface SignOptions {
  header?: Record<string, unknown>;
  /** Signs with a key that the JWKS does not hold. */
  withOtherKey?: boolean;
}

export interface Script {
  metadata?: Record<string, unknown>;
  discovery?: (metadata: Record<string, unknown>) => Reply | Promise<Reply>;
  claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  header?: Record<string, unknown>;
  /** The key that ID tokens are signed with; a text is the client secret of an HMAC. RS256 by default. */
  signing?: { alg: string; secret?: string };
  /** Signs with a key that the JWKS does not hold. */
  signsWithOtherKey?: boolean;
  idToken?: (jwt: string) => string | undefined;
  token?: (body: Record<string, unknown>) => Reply | Promise<Reply>;
  /** Changes of a device authorization response, or of the answer to a backchannel request; polls come every 20 ms. */
  deviceAuthorization?: (body: Record<string, unknown>) => Reply;
  backchannel?: (body: Record<string, unknown>) => Reply;
  /** The answer to a pushed request (RFC 9126). */
  push?: (body: Record<string, unknown>) => Reply;
  jwks?: (jwks: { keys: Record<string, unknown>[] }) => Reply | Promise<Reply>;
  userinfo?: Reply | (() => Promise<Reply>);
  resource?: Reply | (() => Promise<Reply>);
}

export interface Reply {
  status?: number;
  headers?: Record<string, string | string[]>;
  body: unknown;
}

const otherKeys = generateKeyPair('RS256');
/** One pair per algorithm for all tests: RSA keys take long to make. */
const keyPairs = new Map<string, Promise<{ publicKey: CryptoKey; privateKey: CryptoKey }>>();

function findKeys(alg: string) {
  const known = keyPairs.get(alg) ?? generateKeyPair(alg);
  keyPairs.set(alg, known);
  return known;
}

export async function startScriptedProvider(script: Script = {}): Promise<ScriptedProvider> {
  const { alg, secret } = script.signing ?? { alg: 'RS256' };
  const { publicKey, privateKey } = await findKeys(secret === undefined ? alg : 'RS256');
  const publishedAlg = secret === undefined ? alg : 'RS256';
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: publishedAlg, use: 'sig' };
  const tokenRequests: URLSearchParams[] = [];
  let asked = new URLSearchParams();
  let pushed = new URLSearchParams();

  const server = createServer((request, response) => {
    void answer(request).then((reply) => send(response, reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    tokenRequests,
    asked: () => asked,
    async sign(claims, { header, withOtherKey } = {}) {
      const key = withOtherKey ? (await otherKeys).privateKey : privateKey;
      return new SignJWT(claims).setProtectedHeader({ alg, kid: 'key-1', ...header }).sign(key);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage): Promise<Reply> {
    const url = new URL(request.url ?? '/', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
      case '/.well-known/oauth-authorization-server':
        return script.discovery?.(buildMetadata()) ?? { body: buildMetadata() };
      case '/jwks':
        return script.jwks?.({ keys: [jwk] }) ?? { body: { keys: [jwk] } };
      // Stands in for the login: tells the test's callback which nonce to put into the ID token.
      case '/authorize':
        asked = readAsked(url.searchParams.has('request_uri') ? pushed : url.searchParams);
        return { body: {} };
      case '/par':
        return answerPush(request);
      case '/token':
        return answerToken(request);
      case '/device_authorization':
        return (script.deviceAuthorization ?? asItIs)(buildDeviceAuthorization());
      case '/bc-authorize':
        return (script.backchannel ?? asItIs)({
          auth_req_id: 'auth-req-id-1',
          expires_in: 60,
          interval: 0.02,
        });
      case '/userinfo':
        if (typeof script.userinfo === 'function') return script.userinfo();
        return script.userinfo ?? { body: { sub: 'alice' } };
      case '/resource':
        if (typeof script.resource === 'function') return script.resource();
        return script.resource ?? { body: { hello: 'alice' } };
      default:
        return { status: 404, body: {} };
    }
  }

  function buildMetadata(): Record<string, unknown> {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      device_authorization_endpoint: `${issuer}/device_authorization`,
      backchannel_authentication_endpoint: `${issuer}/bc-authorize`,
      pushed_authorization_request_endpoint: `${issuer}/par`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: [alg],
      ...script.metadata,
    };
  }

  function buildDeviceAuthorization(): Record<string, unknown> {
    return {
      device_code: 'device-code-1',
      user_code: 'WDJB-MJHT',
      verification_uri: `${issuer}/device`,
      verification_uri_complete: `${issuer}/device?user_code=WDJB-MJHT`,
      expires_in: 60,
      interval: 0.02,
    };
  }

  async function answerPush(request: IncomingMessage): Promise<Reply> {
    pushed = await readForm(request);
    const body = { request_uri: 'urn:ietf:params:oauth:request_uri:pushed-1', expires_in: 60 };
    return script.push?.(body) ?? { status: 201, body };
  }

  async function answerToken(request: IncomingMessage): Promise<Reply> {
    tokenRequests.push(await readForm(request));
    const own = secret === undefined ? privateKey : new TextEncoder().encode(secret);
    const signed = await sign(script.signsWithOtherKey ? (await otherKeys).privateKey : own);
    const idToken = script.idToken ? script.idToken(signed) : signed;
    const body = {
      access_token: 'access-token-1',
      token_type: 'Bearer',
      expires_in: 60,
      ...(idToken === undefined ? {} : { id_token: idToken }),
    };
    return script.token?.(body) ?? { body };
  }

  async function sign(key: CryptoKey | Uint8Array): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: 'client-1',
      sub: 'alice',
      iat: now,
      exp: now + 300,
      nonce: asked.get('nonce') ?? undefined,
    };
    return new SignJWT(script.claims?.(claims) ?? claims)
      .setProtectedHeader({ alg, kid: 'key-1', ...script.header })
      .sign(key);
  }
}

function asItIs(body: Record<string, unknown>): Reply {
  return { body };
}

function readAsked(sent: URLSearchParams): URLSearchParams {
  const request = sent.get('request');
  return request === null ? sent : new URLSearchParams(decodeJwt(request) as Record<string, string>);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(isRaw ? body : JSON.stringify(body));
}
