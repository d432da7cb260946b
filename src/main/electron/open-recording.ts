import { callHost } from '@shared/contract/call-host';
import {
  type HostInput,
  type HostMethod,
  type HostOutputs,
  MAX_CHUNK_BYTES,
} from '@shared/contract/host-api';
import type { ServedHost } from '@shared/contract/served-host';
import type { ShellEvent } from '@shared/contract/shell-event';

export interface OpenRecordingOptions {
  host: ServedHost;
  /** The bytes of a file; throws an error that says in a sentence why there are none. */
  readRecording(path: string, chunkBytes: number): AsyncIterable<Uint8Array>;
  send(event: ShellEvent): void;
  /** Says in a box of the platform why a file was not taken. */
  refuse(reason: string): void;
}

/** A file from the menu, the desktop or the command line: sent in chunks, like one that is dropped onto the window. */
export async function openRecording(path: string, options: OpenRecordingOptions): Promise<void> {
  const { send, refuse } = options;
  try {
    const sessionId = await sendRecording(path, options);
    send({ type: 'show-session', sessionId });
  } catch (error) {
    refuse(error instanceof Error ? error.message : 'The file cannot be read.');
  }
}

async function sendRecording(path: string, { host, readRecording }: OpenRecordingOptions): Promise<string> {
  const call = async <M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutputs[M]> => {
    const result = await callHost(host.methods, method, input);
    if (!result.ok) throw new Error(result.error.message);
    return result.value as HostOutputs[M];
  };
  const { importId } = await call('beginImport', { sizeBytes: null });
  try {
    let offset = 0;
    for await (const bytes of readRecording(path, MAX_CHUNK_BYTES)) {
      await call('appendImport', { importId, offset, chunk: Buffer.from(bytes).toString('base64') });
      offset += bytes.length;
    }
    return (await call('finishImport', { importId })).sessionId;
  } catch (error) {
    // Begun and not gone on with, it would keep its place for minutes.
    await callHost(host.methods, 'cancelImport', { importId });
    throw error;
  }
}

/** The files that a desktop opens this app with: what has one of these endings. */
export function findRecordings(argv: readonly string[]): string[] {
  return argv.slice(1).filter((each) => !each.startsWith('-') && /\.(?:har|json)$/i.test(each));
}
