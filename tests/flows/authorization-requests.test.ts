import { diagnose } from '@shared/diagnosis/diagnose';
import { type Profile, type ProfileInput, profileSchema } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { buildProfileClient, withClientKey } from '../../src/main/practice/clients';
import { createPractice } from '../../src/main/practice/practice';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

/** One way to ask and to be answered: it must work, and fail for the reason that is its own. */
interface Cell {
  flow?: 'hybrid' | 'implicit';
  client: Parameters<typeof buildProfileClient>[0];
  pkce?: Profile['pkce'];
  type?: string;
  mode?: string;
  par?: boolean;
  jar?: 'signed' | 'encrypted';
  /** What makes it fail, and the entry that must then come first. */
  fault: string;
  entry: string;
}

const NONE = 'none';
const BASIC = 'client_secret_basic';
const FRONT = { id: 'practice-front-channel' };
const FRONT_BASIC = { id: 'practice-front-channel-basic' };
const ENCRYPTED = { id: 'practice-encrypted' };
const REFUSED = { fault: 'user-not-assigned', entry: 'access-denied' };
const USED = { fault: 'par-request-uri-used', entry: 'par-request-uri-invalid' };
const OTHER = { fault: 'par-request-uri-of-another-client', entry: 'par-request-uri-other-client' };
const PUSH_REFUSED = { fault: 'par-refused', entry: 'authz-invalid-request' };
const object = (fault: string) => ({ fault, entry: 'jar-invalid-request-object' });
const SWAPPED = { fault: 'code-swapped', entry: 'lib-hash-claim-mismatch' };
const TOKEN_SWAPPED = { fault: 'access-token-swapped', entry: 'lib-hash-claim-mismatch' };

const CELLS: Cell[] = [
  // The code in another place than the query.
  { client: NONE, mode: 'query', fault: 'state-replaced', entry: 'lib-state-mismatch' },
  { client: NONE, mode: 'form_post', ...REFUSED },
  { client: BASIC, mode: 'form_post', pkce: 'off', ...REFUSED },
  { client: 'client_secret_post', mode: 'form_post', fault: 'state-dropped', entry: 'lib-state-missing' },
  { client: 'private_key_jwt', mode: 'form_post', fault: 'issuer-dropped', entry: 'lib-iss-missing' },
  { client: NONE, mode: 'fragment', ...REFUSED },
  { client: BASIC, mode: 'fragment', pkce: 'off', fault: 'scope-not-allowed', entry: 'authz-invalid-scope' },
  // Hybrid.
  { flow: 'hybrid', client: FRONT, ...SWAPPED },
  { flow: 'hybrid', client: FRONT_BASIC, ...SWAPPED },
  {
    flow: 'hybrid',
    client: FRONT_BASIC,
    pkce: 'off',
    fault: 'front-nonce-replaced',
    entry: 'lib-id-token-nonce',
  },
  { flow: 'hybrid', client: FRONT_BASIC, mode: 'form_post', ...REFUSED },
  { flow: 'hybrid', client: FRONT, type: 'code id_token token', ...SWAPPED },
  { flow: 'hybrid', client: FRONT, par: true, ...USED },
  { flow: 'hybrid', client: FRONT_BASIC, jar: 'signed', ...object('request-object-expired') },
  { flow: 'hybrid', client: FRONT_BASIC, fault: 'id-tokens-of-two-users', entry: 'hybrid-id-tokens-differ' },
  // Implicit.
  { flow: 'implicit', client: FRONT, fault: 'front-id-token-forged', entry: 'lib-jwt-signature-invalid' },
  { flow: 'implicit', client: FRONT, type: 'id_token token', ...TOKEN_SWAPPED },
  { flow: 'implicit', client: FRONT, mode: 'form_post', ...REFUSED },
  { flow: 'implicit', client: FRONT, type: 'token id_token', par: true, ...USED },
  // Pushed.
  { client: NONE, par: true, ...USED },
  { client: BASIC, par: true, ...OTHER },
  { client: 'client_secret_jwt', par: true, ...PUSH_REFUSED },
  { client: 'private_key_jwt', par: true, ...PUSH_REFUSED },
  { client: BASIC, par: true, pkce: 'off', mode: 'form_post', ...USED },
  // Signed, and encrypted.
  { client: NONE, jar: 'signed', ...object('request-object-forged') },
  { client: BASIC, jar: 'signed', pkce: 'off', ...object('request-object-unsigned') },
  { client: 'private_key_jwt', jar: 'signed', ...object('request-object-for-another-server') },
  { client: BASIC, jar: 'encrypted', ...REFUSED },
  { client: BASIC, par: true, jar: 'signed', ...object('pushed-request-object-expired') },
  { client: 'private_key_jwt', par: true, jar: 'encrypted', ...REFUSED },
  // Answers as a JWT.
  { client: NONE, mode: 'jwt', fault: 'jarm-expired', entry: 'lib-jarm-expired' },
  { client: BASIC, mode: 'query.jwt', fault: 'jarm-of-another-issuer', entry: 'lib-jarm-iss' },
  { client: BASIC, mode: 'fragment.jwt', pkce: 'off', ...REFUSED },
  { client: NONE, mode: 'form_post.jwt', ...REFUSED },
  { client: ENCRYPTED, mode: 'jwt', ...REFUSED },
  { client: ENCRYPTED, mode: 'form_post.jwt', fault: 'scope-not-allowed', entry: 'authz-invalid-scope' },
  {
    client: BASIC,
    mode: 'jwt',
    par: true,
    jar: 'signed',
    fault: 'jarm-forged',
    entry: 'lib-jwt-signature-invalid',
  },
  { client: ENCRYPTED, mode: 'fragment.jwt', par: true, jar: 'encrypted', ...USED },
];

const named = CELLS.map((cell) => [describeCell(cell), cell] as const);

it('at least thirty cells, no two of them the same', () => {
  expect(CELLS.length).toBeGreaterThanOrEqual(30);
  const names = CELLS.map((cell) => `${describeCell(cell)} ${cell.fault}`);
  expect(new Set(names).size).toBe(names.length);
});

describe('the authorization request and its answer', () => {
  it.each(named)('%s succeeds, and every row holds', async (_name, cell) => {
    const session = await run(cell);
    expect(session.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
      listSteps(cell).map((name) => `${name} succeeded`),
    );
    const rows = session.steps.flatMap((step) => step.checks);
    expect(rows.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(rows.filter(({ verdict }) => verdict === 'warn').map(({ id }) => id)).toEqual(
      cell.type?.split(' ').includes('token') ? ['response-type-advice'] : [],
    );
    expect(diagnose(session).filter(({ severity }) => severity === 'error')).toEqual([]);
    expectOnTheWire(cell, session);
  });

  it.each(named.map(([name, cell]) => [name, cell.entry, cell] as const))(
    '%s fails for its own reason: %s',
    async (_name, entry, cell) => {
      const session = await run(cell, cell.fault);
      expect(session.outcome).toBe('failed');
      const [finding] = diagnose(session);
      expect(finding).toMatchObject({ entryId: entry, severity: 'error', stepId: session.steps.at(-1)?.id });
      expect(finding?.evidence.length).toBeGreaterThan(0);
    },
    15_000,
  );
});

async function run(cell: Cell, fault: string | null = null): Promise<SessionView> {
  const host = await createTestHost({ practice });
  const profile = profileSchema.parse(buildProfile(cell, practice.issuer ?? ''));
  return (await host.run({ profile, fault, browser: 'practice', callbackTimeoutMs: 5_000 })).session;
}

function buildProfile({ flow, client, pkce, type, mode, par, jar }: Cell, issuer: string): ProfileInput {
  const built = buildProfileClient(client);
  const isWithoutToken = flow === 'implicit' && type === undefined;
  return {
    name: 'Cell',
    issuer,
    flow: flow ?? 'authorization-code',
    client: jar ? withClientKey(built) : built,
    scope: 'openid profile api:read',
    pkce: pkce ?? 'S256',
    par: par ?? false,
    requestObject: jar ? { encryption: jar === 'encrypted' ? { alg: 'ECDH-ES' } : null } : null,
    parameters: {
      authorize: {
        ...(type === undefined ? {} : { response_type: type }),
        ...(mode === undefined ? {} : { response_mode: mode }),
      },
    },
    resource: isWithoutToken ? null : { url: `${issuer}/api/me` },
  };
}

function listSteps({ flow, type, mode, par, jar }: Cell): string[] {
  const user = flow === 'implicit' && type === undefined ? [] : ['userinfo', 'resource'];
  return [
    'discovery',
    'preflight',
    'authorization-request',
    ...(jar ? ['request-object'] : []),
    ...(par ? ['pushed-request'] : []),
    'callback',
    ...(mode?.endsWith('jwt') ? ['response-jwt'] : []),
    ...(flow ? ['front-id-token'] : []),
    ...(flow === 'implicit' ? [] : ['token', 'id-token']),
    ...user,
  ];
}

/** What the browser carried there and back. */
function expectOnTheWire({ flow, type, mode, par, jar }: Cell, session: SessionView): void {
  const callback = session.steps.find(({ name }) => name === 'callback');
  const asked = [...new URL(callback?.wait?.authorizationUrl ?? '').searchParams.keys()].sort();
  if (par) expect(asked).toEqual(['client_id', 'request_uri']);
  else if (jar) expect(asked).toEqual(['client_id', 'request']);
  else expect(asked).toEqual(expect.arrayContaining(['redirect_uri', 'response_type', 'state', 'nonce']));

  const hit = callback?.hits.find(({ verdict }) => verdict === 'accepted');
  const url = new URL(hit?.url ?? '');
  const isForm = mode?.startsWith('form_post') ?? false;
  const isFragment = !isForm && (mode?.startsWith('fragment') ?? flow !== undefined);
  expect([hit?.method, url.search !== '', url.hash !== '']).toEqual([
    isForm ? 'POST' : 'GET',
    !isFragment,
    isFragment,
  ]);
  const answer = new URLSearchParams(isFragment ? url.hash.slice(1) : url.search);
  const words = (type ?? (flow === 'implicit' ? 'id_token' : flow ? 'code id_token' : 'code')).split(' ');
  expect(['response', 'code', 'id_token', 'access_token'].filter((name) => answer.has(name))).toEqual(
    mode?.endsWith('jwt')
      ? ['response']
      : ['code', 'id_token', 'token'].filter((word) => words.includes(word)).map(toParameter),
  );
}

function toParameter(word: string): string {
  return word === 'token' ? 'access_token' : word;
}

function describeCell({ flow, client, pkce, type, mode, par, jar }: Cell): string {
  const parts = [
    flow ?? 'code',
    typeof client === 'string' ? client : client.id,
    `PKCE ${pkce ?? 'S256'}`,
    type ?? '',
    mode ?? '',
    par ? 'PAR' : '',
    jar ? `JAR ${jar}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
