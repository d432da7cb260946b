import { describe, expect, test } from 'vitest';
import { createCliRunner } from '../../../support/cli-runner';

const ARGV = ['run', 'practice:authorization-code', '--browser', 'print', '--json'];

/** Lines as somebody types them at a terminal, whenever the test says so. */
function createKeyboard(isTTY = true) {
  const typed: string[] = [];
  let wake = () => {};
  let isOpen = true;
  return {
    type(line: string) {
      typed.push(`${line}\n`);
      wake();
    },
    isOpen: () => isOpen,
    stdin: {
      isTTY,
      destroy() {
        isOpen = false;
        wake();
      },
      async *[Symbol.asyncIterator]() {
        while (isOpen) {
          const line = typed.shift();
          if (line !== undefined) yield line;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      },
    },
  };
}

const readUrl = (line: string): URL | null =>
  line.startsWith('{"authorizationUrl"') ? new URL(JSON.parse(line).authorizationUrl) : null;

describe('the wait for a callback', () => {
  test('says where it listens, for how long, and what arrives', async () => {
    const { stderr, exitCode } = await createCliRunner().run([...ARGV, '--timeout', '2'], {
      onLine(line) {
        const at = readUrl(line)?.searchParams.get('redirect_uri');
        if (!at) return;
        void fetch(new URL('/favicon.ico', at)).then(() => fetch(`${at}?code=kept-secret&state=other`));
      },
    });
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^ {2}waiting {4}for the callback, at most 2 s$/m);
    expect(stderr).toMatch(
      /^ {2}listening {2}at http:\/\/127\.0\.0\.1:\d+\/callback, on 127\.0\.0\.1 port \d+$/m,
    );
    expect(stderr).toMatch(/^ {2}arrived {4}GET \/favicon\.ico: The browser asked for an icon/m);
    expect(stderr).toMatch(
      /^ {2}arrived {4}GET \/callback: The answer to another attempt.*Close older sign-in tabs/m,
    );
    expect(stderr).not.toContain('kept-secret');
    expect(stderr).not.toContain('paste ');
  });

  test('takes a callback that is typed in at a terminal, and says why another was refused', async () => {
    const keyboard = createKeyboard();
    const { stderr, exitCode } = await createCliRunner().run([...ARGV, '--timeout', '10'], {
      io: { stdin: keyboard.stdin },
      onLine(line) {
        const asked = readUrl(line)?.searchParams;
        const at = asked?.get('redirect_uri');
        if (!at) return;
        keyboard.type('not an address');
        keyboard.type(`${at}?code=c&state=other`);
        keyboard.type(`${at}?error=access_denied&state=${asked?.get('state')}`);
      },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('  paste      the address that the browser ends up at');
    expect(stderr).toMatch(/refused {4}Paste the whole address/);
    expect(stderr).toMatch(/arrived {4}by hand \/callback: The answer to another attempt/);
    expect(stderr).toMatch(/refused {4}This callback belongs to another attempt/);
    expect(keyboard.isOpen()).toBe(false);
  });

  test('where nothing can listen takes it from a pipe too', async () => {
    const keyboard = createKeyboard(false);
    const argv = [...ARGV, '--timeout', '10', '--set', 'redirectUri=https://app.acme.example/cb'];
    const { stderr, stdout } = await createCliRunner().run(argv, {
      io: { stdin: keyboard.stdin },
      onLine(line) {
        const asked = readUrl(line)?.searchParams;
        if (asked)
          keyboard.type(`https://app.acme.example/cb?error=access_denied&state=${asked.get('state')}`);
      },
    });
    expect(stderr).toContain('  nowhere    nothing can listen at https://app.acme.example/cb from here');
    expect(JSON.parse(stdout).findings[0].entryId).toBe('access-denied');
  });

  test('over https says the fingerprint to compare', async () => {
    const argv = [...ARGV, '--timeout', '1', '--set', 'redirectUri=https://127.0.0.1:0/callback'];
    const { stderr, exitCode } = await createCliRunner().run(argv);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(
      /compare {4}the certificate that the browser warns of: SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/m,
    );
  });
});
