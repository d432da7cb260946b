import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { EXIT, type ExitCode } from './cli/exit-codes';
import type { ComposeHost } from './compose-host';
import { findCapture } from './front-channel/capture/find-capture';
import { findSystemBrowser, type OpenBrowser } from './front-channel/system-browser';
import { listenForStop, type Signals } from './listen-for-stop';
import { findPackageFolder } from './package-folder';
import { findPrinter } from './print/find-printer';
import { createOwnOrigins } from './web/own-origins';
import { startWebServer, type WebServer } from './web/web-server';

export interface ServeOptions {
  /** 0 for any free port. */
  port: number;
  /** Open the user's browser, where there is one. */
  open: boolean;
  environment: Record<string, string | undefined>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  signals: Signals;
  composeHost: ComposeHost;
  /** The built user interface; the package's own unless told. */
  rendererFolder?: string;
  /** Null where none can be opened; looked for unless told. */
  openBrowser?: OpenBrowser | null;
}

/** Serves the user interface to a browser until SIGINT or SIGTERM. The first line on stdout is its URL. */
export async function serve(options: ServeOptions): Promise<ExitCode> {
  const { environment, stdout, stderr } = options;
  const say = (message: string) => stderr.write(`grantscope: ${message}\n`);
  const { openBrowser = findSystemBrowser({ platform: process.platform, environment }) } = options;
  const ownOrigins = createOwnOrigins();
  const composed = await options.composeHost({
    environment,
    openBrowser,
    captureBrowser: findCapture({ platform: process.platform, environment, userId: process.getuid?.() }),
    printer: findPrinter({ environment, userId: process.getuid?.() }),
    safeStorage: null,
    isOwnOrigin: ownOrigins.has,
    log: say,
  });
  // Only now is there something to close: until here a signal ends the process as usual.
  const stop = listenForStop(options.signals);
  try {
    const server = await startWebServer({
      host: composed.host,
      rendererFolder: options.rendererFolder ?? join(findPackageFolder(), 'out', 'renderer'),
      port: options.port,
      randomBytes,
      log: say,
    });
    ownOrigins.add(server.origin);
    stdout.write(`${server.url}\n`);
    const stopRenewing = offerNewLinks(server, options);
    await announce(server, options.open ? openBrowser : null, say);
    await stop.stopped;
    stopRenewing();
    await server.close();
    return EXIT.succeeded;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    say(`Port ${options.port} is taken. Choose another one, or 0 for any free port.`);
    return EXIT.usage;
  } finally {
    stop.forget();
    await composed.close();
  }
}

async function announce(
  server: WebServer,
  openBrowser: OpenBrowser | null,
  say: (message: string) => void,
): Promise<void> {
  const opened = await openBrowser?.(server.url).then(
    () => true,
    () => false,
  );
  if (opened) say('Opened your browser. Press Ctrl-C to stop.');
  else say(`Open the link above in a browser. It works once. ${NEW_LINK_HINT}Press Ctrl-C to stop.`);
}

const CAN_RENEW = process.platform !== 'win32';
const NEW_LINK_HINT = CAN_RENEW ? `"kill -USR2 ${process.pid}" prints another. ` : '';

/** A signal and not a key: reading the terminal would stop a server that runs in the background. */
function offerNewLinks(server: WebServer, { signals, stdout }: ServeOptions): () => void {
  if (!CAN_RENEW) return () => {};
  const renew = () => stdout.write(`${server.renewUrl()}\n`);
  signals.on('SIGUSR2', renew);
  return () => signals.off('SIGUSR2', renew);
}
