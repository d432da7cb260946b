import { callHost } from '@shared/contract/call-host';
import type { HostEvent, HostInput, HostMethod, HostOutputs } from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import type { ComposeOptions } from '../compose-services';
import { describeBug } from '../describe-bug';
import { findCapture } from '../front-channel/capture/find-capture';
import { findSystemBrowser } from '../front-channel/system-browser';
import { findPrinter } from '../print/find-printer';
import { toCliError } from './cli-error';
import type { CliIo } from './cli-io';
import { createOutput } from './output';

/** The contract's in-process binding: a refusal is thrown as a CliError. */
export interface CliHost {
  call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutputs[M]>;
  subscribe(listener: (event: HostEvent) => void): () => void;
}

/** Opens the host for one piece of work and closes it afterwards, however that ended. */
export async function withHost<T>(
  io: CliIo,
  options: Pick<ComposeOptions, 'practice'>,
  work: (host: CliHost) => Promise<T>,
): Promise<T> {
  const output = createOutput(io);
  const say = (message: string) => output.say(`grantscope: ${message}`);
  const composeHost = await io.loadComposeHost();
  const { environment } = io;
  const { platform } = process;
  const { host, close } = await composeHost({
    environment,
    openBrowser: findSystemBrowser({ platform, environment }),
    captureBrowser: findCapture({ platform, environment, userId: process.getuid?.() }),
    printer: findPrinter({ environment, userId: process.getuid?.() }),
    safeStorage: null,
    isOwnOrigin: () => false,
    ...options,
    printAuthorizationUrl: (authorizationUrl) => output.sayJson({ authorizationUrl }),
    printUserCode: output.sayJson,
    log: say,
  });
  try {
    return await work({
      async call(method, input) {
        const onBug = (error: unknown) => say(describeBug(error));
        const result = (await callHost(host.methods, method, input, onBug)) as Result<never>;
        if (!result.ok) throw toCliError(result.error);
        return result.value;
      },
      subscribe: host.subscribe,
    });
  } finally {
    await close();
  }
}
