import { createHash, X509Certificate } from 'node:crypto';
import { request as requestSecurely } from 'node:https';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { ProfileInput } from '@shared/model/profile';
import { decodeJwt } from '@shared/model/read-jwt';
import type { SessionView } from '@shared/model/session';
import type { ClientMetadata } from 'oidc-provider';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ABSENT_PRACTICE } from '../../src/main/practice/practice';
import { createCertificate, type TestCertificate } from '../support/certificate';
import { writeTestFile } from '../support/client-keys';
import { OWN_CLIENT, startOwnProvider } from '../support/own-provider';
import { readArtifact, readVerdicts } from '../support/run-rows';
import { createTestHost } from '../support/test-host';
import { startServer } from '../support/test-server';

const METHODS = ['tls_client_auth', 'self_signed_tls_client_auth'] as const;
type Method = (typeof METHODS)[number];

let server: TestCertificate;
let authority: TestCertificate;
/** One client certificate for each method: issued by the authority, and self-signed. */
let certificates: Record<Method, TestCertificate>;
beforeAll(async () => {
  server = await createCertificate();
  authority = await createCertificate({ commonName: 'Test authority' });
  certificates = {
    tls_client_auth: await createCertificate({ commonName: 'client-1', issuer: authority }),
    self_signed_tls_client_auth: await createCertificate({ commonName: 'client-2' }),
  };
});

function register(method: Method, more: Partial<ClientMetadata> = {}): Partial<ClientMetadata> {
  const { raw, publicKey } = new X509Certificate(certificates.self_signed_tls_client_auth.cert);
  const jwk = { ...publicKey.export({ format: 'jwk' }), x5c: [raw.toString('base64')] };
  return {
    token_endpoint_auth_method: method,
    ...(method === 'tls_client_auth'
      ? { tls_client_auth_subject_dn: 'CN=client-1' }
      : { jwks: { keys: [jwk] } as unknown as NonNullable<ClientMetadata['jwks']> }),
    ...more,
  };
}

async function start(client: Partial<ClientMetadata>) {
  return startOwnProvider({ client, tls: { ...server, ca: [authority.cert] } });
}

interface RunOptions {
  auth?: Method | 'none';
  certificate?: TestCertificate | null;
  profile?: Partial<ProfileInput>;
  trusts?: TestCertificate | null;
}

async function run(
  issuer: string,
  { auth = 'tls_client_auth', certificate, profile, trusts = server }: RunOptions,
) {
  const shown =
    certificate === undefined ? certificates[auth === 'none' ? 'tls_client_auth' : auth] : certificate;
  const host = await createTestHost({ practice: ABSENT_PRACTICE });
  const { session } = await host.run({
    profile: {
      name: 'Mutual TLS',
      issuer,
      flow: 'client-credentials',
      scope: 'api:read',
      client: { id: OWN_CLIENT, auth },
      resource: { url: `${issuer}/api/me` },
      tls: {
        ...(trusts ? { ca: await writeTestFile(trusts.cert) } : {}),
        ...(shown ? { cert: await writeTestFile(shown.cert), key: await writeTestFile(shown.key) } : {}),
      },
      ...profile,
    },
  });
  return session;
}

function readTokenExchange(session: SessionView) {
  return session.steps.find(({ name }) => name === 'token')?.exchanges.at(-1);
}

function hashCertificate({ cert }: TestCertificate): string {
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
}

/** A reverse proxy that ends TLS in front of a server and passes no certificate on. */
async function startTlsProxy(origin: string): Promise<string> {
  const proxy = await startServer(
    (request, response) => {
      const { host, ...headers } = request.headers;
      const forwarded = { method: request.method, headers, rejectUnauthorized: false };
      const onward = requestSecurely(`${origin}${request.url}`, forwarded, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    },
    { certificate: server },
  );
  onTestFinished(() => proxy.close());
  return proxy.origin;
}

describe.each(METHODS)('%s', (auth) => {
  it('lets the client in with its certificate, and shows it on the exchange', async () => {
    const { issuer } = await start(register(auth));
    const session = await run(issuer, { auth });
    expect(session.outcome).toBe('succeeded');
    const { subject, fingerprint256 } = new X509Certificate(certificates[auth].cert);
    expect(readTokenExchange(session)?.connection?.tls?.clientCertificate).toEqual({
      subject,
      fingerprint256,
      validTo: expect.stringMatching(/GMT$/),
    });
    expect(readVerdicts(session, 'client-certificate')).toEqual({ '': ['pass'] });
  });

  it('calls the endpoints under mtls_endpoint_aliases', async () => {
    const { issuer } = await start(register(auth));
    const session = await run(issuer, { auth });
    expect(readTokenExchange(session)?.request.url).toBe(`${issuer.replace('127.0.0.1', 'localhost')}/token`);
  });

  it('refuses another certificate, and the finding names it', async () => {
    const { issuer } = await start(register(auth));
    const other = await createCertificate({ commonName: 'somebody-else', issuer: authority });
    const session = await run(issuer, { auth, certificate: other });
    const [finding] = diagnose(session);
    expect(finding).toMatchObject({ entryId: 'invalid-client', stepId: 'token', severity: 'error' });
    expect(finding?.evidence.map(({ actual }) => actual).join()).toContain('CN=somebody-else');
    expect(finding?.fixes.join()).toContain('Compare the certificate with the registration');
  });

  it('refuses the client where its certificate does not reach the token endpoint', async () => {
    const { issuer } = await start(register(auth));
    const endpoint = `${await startTlsProxy(issuer)}/token`;
    const session = await run(issuer, {
      auth,
      profile: { issuer: undefined, server: { issuer, token_endpoint: endpoint } },
    });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'invalid-client', stepId: 'token' });
  });

  it('binds the token to the certificate: cnf of the JWT is its hash, and the API takes it', async () => {
    const { issuer } = await start(register(auth, { tls_client_certificate_bound_access_tokens: true }));
    const session = await run(issuer, {
      auth,
      profile: { parameters: { authorize: {}, token: { resource: `${issuer}/api` } } },
    });
    expect(session.outcome).toBe('succeeded');
    expect(decodeJwt(readArtifact(session, 'access-token') ?? '')?.claims['cnf']).toEqual({
      'x5t#S256': hashCertificate(certificates[auth]),
    });
    expect(readVerdicts(session, 'certificate-binding')).toEqual({ '': ['pass'] });
  });

  it('says that a bound token arrived without its certificate, where a proxy ends TLS', async () => {
    const { issuer } = await start(register(auth, { tls_client_certificate_bound_access_tokens: true }));
    const session = await run(issuer, {
      auth,
      profile: {
        parameters: { authorize: {}, token: { resource: `${issuer}/api` } },
        resource: { url: `${await startTlsProxy(issuer)}/api/me` },
      },
    });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'mtls-bound-token-mismatch', stepId: 'resource' });
  });
});

describe('a client certificate', () => {
  it('by an authority that the server does not know is not verified', async () => {
    const { issuer } = await start(register('tls_client_auth'));
    const selfSigned = await createCertificate({ commonName: 'client-1' });
    const session = await run(issuer, { certificate: selfSigned });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'invalid-client', stepId: 'token' });
  });

  it('that has expired is said to be', async () => {
    const { issuer } = await start(register('tls_client_auth'));
    const expired = await createCertificate({ commonName: 'client-1', issuer: authority, validForDays: -1 });
    const session = await run(issuer, { certificate: expired });
    const [finding] = diagnose(session);
    expect(finding).toMatchObject({ entryId: 'invalid-client', stepId: 'token' });
    expect(finding?.fixes[0]).toContain('Renew the client certificate');
    expect(readVerdicts(session, 'client-certificate')).toEqual({ '': ['fail'] });
  });

  it('cannot be shown over plain http, which its row says', async () => {
    const { issuer } = await startOwnProvider({ client: { token_endpoint_auth_method: 'none' } });
    const session = await run(issuer, { trusts: null });
    expect(readVerdicts(session, 'client-certificate')).toEqual({ '': ['fail'] });
  });

  it('is demanded in the handshake itself by some servers', async () => {
    const demanding = await startServer((_request, response) => response.end('{}'), {
      certificate: {
        ...server,
        requestCert: true,
        rejectUnauthorized: true,
        ca: [authority.cert],
      } as TestCertificate,
    });
    onTestFinished(() => demanding.close());
    const session = await run(demanding.origin, {
      auth: 'none',
      certificate: null,
      profile: { flow: 'authorization-code', redirectUri: 'http://127.0.0.1:0/callback' },
    });
    expect(diagnose(session)[0]).toMatchObject({
      entryId: 'tls-client-certificate-required',
      stepId: 'discovery',
    });
  });

  it('does not make up for a server that is not trusted', async () => {
    const { issuer } = await start(register('tls_client_auth'));
    const session = await run(issuer, { trusts: null });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'tls-self-signed-leaf', stepId: 'discovery' });
    expect(session.steps[0]?.exchanges[0]?.connection?.tls?.clientCertificate?.subject).toBe('CN=client-1');
  });

  it('binds the tokens of a client that authenticates with a secret, too', async () => {
    const { issuer } = await start({
      token_endpoint_auth_method: 'client_secret_post',
      client_secret: 'a secret of some length',
      tls_client_certificate_bound_access_tokens: true,
    });
    const session = await run(issuer, {
      profile: { client: { id: OWN_CLIENT, auth: 'client_secret_post', secret: 'a secret of some length' } },
    });
    expect(session.outcome).toBe('succeeded');
    // An opaque token does not tell.
    expect(readVerdicts(session, 'certificate-binding')).toEqual({ '': ['skip'] });
  });
});
