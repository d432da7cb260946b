import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The operating system's credential store. Both calls reject where it cannot be used, and never hang. */
export interface Keyring {
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
}

export interface KeyringOptions {
  /** Address of a module with the `AsyncEntry` of @napi-rs/keyring; null where it is not installed. */
  moduleUrl: string | null;
  /** How long the store may take to connect, and then to answer: a person may have to unlock it. */
  connectTimeoutMs: number;
  answerTimeoutMs: number;
}

const SERVICE = 'Grantscope';

/** On Linux the default may fall back to the kernel's keyring, which forgets everything at a restart. */
const ENTRY_OPTIONS = { linux: { store: 'secret-service' } };

function findKeyringModule(): string | null {
  try {
    return pathToFileURL(createRequire(import.meta.url).resolve('@napi-rs/keyring')).href;
  } catch {
    return null;
  }
}

/** The keyring for this runtime. */
export function connectKeyring(options: Partial<KeyringOptions> = {}): Keyring {
  const settings: KeyringOptions = {
    moduleUrl: findKeyringModule(),
    connectTimeoutMs: 3_000,
    answerTimeoutMs: 60_000,
    ...options,
  };
  // A packaged desktop app may not run its executable as Node, so there it has to be done in process.
  // Electron alone sets `process.type`, and not where it runs as Node.
  const call = 'type' in process ? callInProcess : callInChild;
  return {
    get: (account) => call(settings, { account, secret: null }),
    async set(account, secret) {
      await call(settings, { account, secret });
    },
  };
}

interface KeyringRequest {
  account: string;
  /** Null asks for the stored one. */
  secret: string | null;
}

/**
 * @napi-rs/keyring connects to the store in its constructor, and a D-Bus service that accepts and never
 * answers blocks the calling thread for good. In a child process that costs a timeout only. The secret
 * travels through pipes, never through arguments or the environment.
 */
const CHILD_SCRIPT = `
let input = '';
for await (const chunk of process.stdin) input += chunk;
const { moduleUrl, service, account, secret, options } = JSON.parse(input);
const { AsyncEntry } = await import(moduleUrl);
const entry = new AsyncEntry(service, account, options);
process.stdout.write('connected\\n');
const value = secret === null ? await entry.getPassword() : await entry.setPassword(secret);
process.stdout.write(JSON.stringify({ value: value ?? null }) + '\\n', () => process.exit(0));
`;

function callInChild(settings: KeyringOptions, request: KeyringRequest): Promise<string | null> {
  const { moduleUrl, connectTimeoutMs, answerTimeoutMs } = settings;
  return new Promise((resolve, reject) => {
    if (!moduleUrl) return reject(new Error('its optional package is not installed'));
    const child = spawn(process.execPath, ['--input-type=module', '--eval', CHILD_SCRIPT], {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const giveUp = (reason: string) => {
      child.kill('SIGKILL');
      reject(new Error(reason));
    };
    let timer = setTimeout(() => giveUp('it does not answer'), connectTimeoutMs);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      clearTimeout(timer);
      timer = setTimeout(() => giveUp('it was not unlocked in time'), answerTimeoutMs);
    });
    child.on('error', () => giveUp('it cannot be asked'));
    child.on('close', () => {
      clearTimeout(timer);
      const answer = output.split('\n')[1];
      if (!answer) reject(new Error(output ? 'it refused' : 'it is not available'));
      else resolve(JSON.parse(answer).value);
    });
    child.stdin.on('error', () => giveUp('it cannot be asked'));
    child.stdin.end(JSON.stringify({ moduleUrl, service: SERVICE, options: ENTRY_OPTIONS, ...request }));
  });
}

interface KeyringModule {
  AsyncEntry: new (
    service: string,
    account: string,
    options: typeof ENTRY_OPTIONS,
  ) => { getPassword(): Promise<string | null>; setPassword(secret: string): Promise<void> };
}

/** Used after Electron's safeStorage has answered, which talks to the same store, so it does not hang. */
export async function callInProcess(
  { moduleUrl, answerTimeoutMs }: KeyringOptions,
  { account, secret }: KeyringRequest,
): Promise<string | null> {
  if (!moduleUrl) throw new Error('its optional package is not installed');
  const { AsyncEntry }: KeyringModule = await import(/* @vite-ignore */ moduleUrl);
  const entry = new AsyncEntry(SERVICE, account, ENTRY_OPTIONS);
  const answer = secret === null ? entry.getPassword() : entry.setPassword(secret).then(() => null);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it was not unlocked in time')), answerTimeoutMs);
  });
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}
