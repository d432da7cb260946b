import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, fetch as fetchWith } from 'undici';
import { closeServer, listenOnLoopback } from '../../../src/main/loopback-server';
import type { TestCertificate } from '../../support/certificate';
import { ALICE, SCOPES } from '../account';
import { buildPluginParameters, CLIENT_PROPERTIES, PLUGIN_NAME } from './settings';

/** Where the packages are: `/` where they are installed, or the folder that they were unpacked in. */
const ROOT = process.env['GRANTSCOPE_INTEROP_ROOT'] || '/';
const SCHEMA = join(ROOT, 'usr/share/dbconfig-common/data/glewlwyd/install/sqlite3');
const MODULES = join(ROOT, 'usr/lib/glewlwyd');
const WEB_APP = join(ROOT, 'usr/share/glewlwyd/webapp');
const EXECUTABLE = join(ROOT, 'usr/bin/glewlwyd');
const START_DEADLINE_MS = 30_000;
const STOP_DEADLINE_MS = 5_000;

/** Created by the package's own SQL; nobody but this process reaches the provider. */
const ADMIN = { username: 'admin', password: 'password' };

export interface Glewlwyd {
  origin: string;
  issuer: string;
  /** The certificate authority to trust; null over plain http. */
  authority: string | null;
  /** Registers a client through the administration API. */
  addClient(properties: { client_id: string } & Record<string, unknown>): Promise<void>;
  /** What it has printed since this was asked last. */
  readLog(): string;
  close(): Promise<void>;
}

interface Tls {
  server: TestCertificate;
  /** Issues the certificates of clients. */
  authority: TestCertificate;
}

/**
 * Starts Glewlwyd on a free loopback port, with a database, a configuration and keys of its own in a
 * temporary folder, and sets it up through its administration API. Rejects, with what it said, where it
 * does not come up.
 */
export async function startGlewlwyd(tls: Tls | null = null): Promise<Glewlwyd> {
  const folder = await mkdtemp(join(tmpdir(), 'grantscope-interop-'));
  const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${await findFreePort()}`;
  createDatabase(join(folder, 'glewlwyd.db'));
  await writeFile(join(folder, 'glewlwyd.conf'), await writeConfiguration(folder, origin, tls));
  const child = spawn(EXECUTABLE, ['--config-file', join(folder, 'glewlwyd.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: buildEnvironment(),
  });
  const stopWithUs = () => void child.kill('SIGKILL');
  process.once('exit', stopWithUs);
  const close = async () => {
    await stop(child);
    process.off('exit', stopWithUs);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const readLog = await awaitStart(child);
    const admin = await createAdministrator(origin, tls?.server.cert ?? null, readLog);
    await setUp(admin, origin, tls !== null);
    return {
      origin,
      issuer: `${origin}/api/${PLUGIN_NAME}`,
      authority: tls?.server.cert ?? null,
      addClient: (properties) => admin('POST', '/client/', properties),
      readLog,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export function readGlewlwydVersion(): string {
  const { stdout } = spawnSync(EXECUTABLE, ['--version'], { encoding: 'utf8', env: buildEnvironment() });
  return stdout.trim();
}

/** Unpacked libraries lie beside the executable and not where the loader looks. */
function buildEnvironment(): NodeJS.ProcessEnv {
  if (ROOT === '/') return process.env;
  const base = join(ROOT, 'usr/lib');
  const folders = readdirSync(base).filter((name) => name.includes('-linux-'));
  return { ...process.env, LD_LIBRARY_PATH: folders.map((name) => join(base, name)).join(':') };
}

/** A port that nobody listens at now, for what has to know it in advance. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  await closeServer(server);
  return port;
}

function createDatabase(path: string): void {
  if (!existsSync(SCHEMA)) throw new Error(`The package glewlwyd left no ${SCHEMA}.`);
  const database = new DatabaseSync(path);
  database.exec(readFileSync(SCHEMA, 'utf8'));
  database.close();
}

async function writeConfiguration(folder: string, origin: string, tls: Tls | null): Promise<string> {
  const url = new URL(origin);
  const values = {
    port: Number(url.port),
    bind_address: url.hostname,
    external_url: origin,
    login_url: 'login.html',
    api_prefix: 'api',
    log_mode: 'console',
    log_level: 'DEBUG',
    cookie_secure: 0,
    cookie_same_site: 'empty',
    session_key: 'GLEWLWYD2_SESSION_ID',
    admin_scope: 'g_admin',
    profile_scope: 'g_profile',
    user_module_path: `${MODULES}/user`,
    client_module_path: `${MODULES}/client`,
    user_auth_scheme_module_path: `${MODULES}/scheme`,
    plugin_module_path: `${MODULES}/plugin`,
    static_files_path: WEB_APP,
    hash_algorithm: 'SHA512',
    ...(tls && (await writeCertificates(folder, tls))),
  };
  const lines = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const types = Object.entries(MEDIA_TYPES).map(
    ([extension, type]) => `{ extension = "${extension}" mime_type = "${type}" }`,
  );
  return [
    ...lines,
    `database = { type = "sqlite3"; path = "${join(folder, 'glewlwyd.db')}" };`,
    `static_files_mime_types = (${types.join(', ')})`,
    '',
  ].join('\n');
}

const MEDIA_TYPES = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'application/javascript',
  '.json': 'application/json',
};

async function writeCertificates(folder: string, { server, authority }: Tls) {
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  return {
    use_secure_connection: true,
    secure_connection_key_file: await write('server.key', server.key),
    secure_connection_pem_file: await write('server.pem', server.cert),
    secure_connection_ca_file: await write('authority.pem', authority.cert),
  };
}

/** Resolves once it listens, with a function that takes what it has printed so far. */
async function awaitStart(child: ChildProcess): Promise<() => string> {
  const lines: string[] = [];
  const started = Promise.withResolvers<void>();
  const read = (chunk: Buffer) => {
    lines.push(...chunk.toString().split('\n').filter(Boolean));
    lines.splice(0, lines.length - 200);
    if (lines.some((line) => line.includes('Glewlwyd started on port'))) started.resolve();
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  const tell = () => lines.splice(0).join('\n');
  child.once('error', (error) => started.reject(error));
  child.once('exit', (code) => started.reject(new Error(`Glewlwyd ended with code ${code}: ${tell()}`)));
  const late = new AbortController();
  const deadline = wait(START_DEADLINE_MS, null, { signal: late.signal, ref: false }).then(
    () => started.reject(new Error(`Glewlwyd did not start: ${tell()}`)),
    () => {},
  );
  await started.promise.finally(() => late.abort());
  await deadline;
  return tell;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = new AbortController();
  wait(STOP_DEADLINE_MS, null, { signal: late.signal }).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  await ended;
  late.abort();
}

type Administrator = (method: 'POST' | 'PUT', path: string, body?: unknown) => Promise<void>;

async function createAdministrator(
  origin: string,
  ca: string | null,
  readLog: () => string,
): Promise<Administrator> {
  const dispatcher = new Agent(ca === null ? {} : { connect: { ca } });
  const send = (method: string, path: string, body: unknown, cookie: string) =>
    fetchWith(`${origin}/api${path}`, {
      method,
      dispatcher,
      headers: { 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signedIn = await send('POST', '/auth/', ADMIN, '');
  const cookies = signedIn.headers.getSetCookie().map((value) => value.split(';')[0]);
  return async (method, path, body) => {
    const response = await send(method, path, body, cookies.join('; '));
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}\n${readLog()}`);
  };
}

async function setUp(admin: Administrator, origin: string, isTls: boolean): Promise<void> {
  await admin('PUT', '/mod/client/database', {
    display_name: 'Clients',
    order_rank: 0,
    readonly: false,
    parameters: { 'use-glewlwyd-connection': true, 'data-format': CLIENT_PROPERTIES },
  });
  await admin('PUT', '/mod/client/database/reset');
  await admin('POST', '/mod/plugin/', {
    module: 'oidc',
    name: PLUGIN_NAME,
    display_name: 'OpenID Connect',
    order_rank: 0,
    enabled: true,
    parameters: buildPluginParameters(`${origin}/api/${PLUGIN_NAME}`, isTls),
  });
  for (const name of SCOPES.slice(1)) {
    await admin('POST', '/scope/', {
      name,
      display_name: name,
      description: name,
      password_required: false,
      password_max_age: 0,
      scheme: {},
    });
  }
  await admin('POST', '/user/', {
    ...ALICE,
    name: 'Alice',
    email: 'alice@example.com',
    enabled: true,
    scope: [...SCOPES, 'g_profile'],
  });
}
