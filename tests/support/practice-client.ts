import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { OutgoingRequest } from '@shared/model/run-control';
import type { Practice, PreparedRun } from '../../src/main/host/services';
import type { ExchangePurpose } from '../../src/shared/model/exchange';

/** An HTTP answer with its body as text, and as JSON where it is JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carried
  json: any;
}

/** What one run of the code flow put on the wire; null for what it did not get to. */
export interface PracticeTranscript {
  prepared: PreparedRun;
  nonce: string;
  discovery: Answer;
  jwks: Answer;
  callback: URL | null;
  signInError: unknown;
  token: Answer | null;
  userinfo: Answer | null;
  resource: Answer | null;
}

/**
 * The authorization code flow by hand, with a fault's tweaks applied where the real runner applies
 * them, and no validation at all: it shows what the provider did, not what a client makes of it.
 */
export async function runPracticeFlow(
  practice: Practice,
  options: { profileId?: string; faultId?: string | null } = {},
): Promise<PracticeTranscript> {
  const profileId = options.profileId ?? 'practice:authorization-code';
  const stored = practice.profiles().find((profile) => profile.id === profileId);
  const prepared = stored && (await practice.prepareRun(stored.profile, options.faultId ?? null));
  if (!prepared) throw new Error(`No such profile or fault: ${profileId}, ${options.faultId}`);
  try {
    return await runPrepared(practice, prepared);
  } finally {
    await prepared.release();
  }
}

async function runPrepared(practice: Practice, prepared: PreparedRun): Promise<PracticeTranscript> {
  const { profile, tweaks } = prepared;
  const discovery = await readAnswer(await fetch(`${profile.issuer}/.well-known/openid-configuration`));
  const jwks = await readAnswer(await fetch(discovery.json.jwks_uri));
  const verifier = randomBytes(32).toString('base64url');
  const nonce = randomBytes(16).toString('base64url');
  const redirectUri = profile.redirectUri.replace(':0/', ':45678/');
  const transcript: PracticeTranscript = {
    prepared,
    nonce,
    discovery,
    jwks,
    callback: null,
    signInError: null,
    token: null,
    userinfo: null,
    resource: null,
  };

  const plainUrl = buildAuthorizationUrl(prepared, discovery, { redirectUri, verifier, nonce });
  const authorizationUrl = tweaks.rewriteAuthorizationUrl?.(plainUrl) ?? plainUrl;
  const front = interceptCallback(redirectUri);
  try {
    await practice.signIn({
      authorizationUrl: authorizationUrl.href,
      fetch: front.fetch,
      redirectUri,
      signal: AbortSignal.timeout(10_000),
    });
  } catch (error) {
    transcript.signInError = error;
    return transcript;
  }
  const arrived = front.callback();
  transcript.callback = arrived && (tweaks.rewriteCallbackUrl?.(arrived) ?? arrived);
  const code = transcript.callback?.searchParams.get('code');
  if (code == null) return transcript;

  const send = (purpose: ExchangePurpose, request: OutgoingRequest) =>
    sendBackChannel(prepared, purpose, request);
  transcript.token = await send(
    'token',
    buildTokenRequest(prepared, discovery, { code, redirectUri, verifier }),
  );
  const accessToken = transcript.token.json?.access_token;
  if (typeof accessToken !== 'string') return transcript;
  const headers: OutgoingRequest['headers'] = [['authorization', `Bearer ${accessToken}`]];
  const bodyless = { headers, body: null };
  if (profile.scope.split(' ').includes('openid')) {
    const url = discovery.json.userinfo_endpoint;
    transcript.userinfo = await send('userinfo', { method: 'GET', url, ...bodyless });
  }
  if (profile.resource) transcript.resource = await send('resource', { ...profile.resource, ...bodyless });
  return transcript;
}

function buildAuthorizationUrl(
  { profile }: PreparedRun,
  discovery: Answer,
  own: { redirectUri: string; verifier: string; nonce: string },
): URL {
  const url = new URL(discovery.json.authorization_endpoint);
  const parameters: Record<string, string> = {
    response_type: 'code',
    client_id: profile.client.id,
    redirect_uri: own.redirectUri,
    scope: profile.scope,
    state: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(own.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...profile.parameters.authorize,
  };
  if (profile.scope.split(' ').includes('openid')) parameters['nonce'] = own.nonce;
  url.search = new URLSearchParams(parameters).toString();
  return url;
}

function buildTokenRequest(
  { profile, secrets }: PreparedRun,
  discovery: Answer,
  own: { code: string; redirectUri: string; verifier: string },
): OutgoingRequest {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: own.code,
    redirect_uri: own.redirectUri,
    code_verifier: own.verifier,
  });
  const headers: OutgoingRequest['headers'] = [['content-type', 'application/x-www-form-urlencoded']];
  if (profile.client.auth === 'client_secret_basic') {
    const credentials = Buffer.from(`${profile.client.id}:${secrets['client.secret']}`).toString('base64');
    headers.push(['authorization', `Basic ${credentials}`]);
  } else {
    form.set('client_id', profile.client.id);
    const secret = secrets['client.secret'];
    if (secret !== undefined) form.set('client_secret', secret);
  }
  return { method: 'POST', url: discovery.json.token_endpoint, headers, body: form.toString() };
}

async function sendBackChannel(
  { tweaks }: PreparedRun,
  purpose: ExchangePurpose,
  plain: OutgoingRequest,
): Promise<Answer> {
  await wait(tweaks.waitBefore?.[purpose] ?? 0);
  const request = tweaks.rewriteRequest?.(purpose, plain) ?? plain;
  const { url, method, headers, body } = request;
  return readAnswer(await fetch(url, { method, headers, body, redirect: 'manual' }));
}

/** A fetch that answers for the redirect URI itself, so that no listener is needed. */
export function interceptCallback(redirectUri: string): { fetch: typeof fetch; callback(): URL | null } {
  let callback: URL | null = null;
  return {
    callback: () => callback,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!url.href.startsWith(redirectUri)) return fetch(input, init);
      callback = url;
      return new Response('You can close this page.');
    },
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Not every answer is JSON; the text is there.
  }
  return { status: response.status, headers: response.headers, text, json };
}
