import { callHost } from '@shared/contract/call-host';
import type { HostOutputs } from '@shared/contract/host-api';
import type { ServedHost } from '@shared/contract/served-host';
import type { ShellEvent } from '@shared/contract/shell-event';

export interface OpenRecordingOptions {
  host: ServedHost;
  /** The text of a file, of bounded size; throws an error that says in a sentence why there is none. */
  readRecording(path: string): Promise<string>;
  send(event: ShellEvent): void;
  /** Says in a box of the platform why a file was not taken. */
  refuse(reason: string): void;
}

/** A file from the menu, the desktop or the command line, imported like one that is dropped onto the window. */
export async function openRecording(path: string, options: OpenRecordingOptions): Promise<void> {
  const { host, readRecording, send, refuse } = options;
  const text = await readRecording(path).catch((error: unknown) => {
    refuse(error instanceof Error ? error.message : 'The file cannot be read.');
    return null;
  });
  if (text === null) return;
  const result = await callHost(host.methods, 'importSession', { text });
  if (!result.ok) return refuse(result.error.message);
  const { sessionId } = result.value as HostOutputs['importSession'];
  send({ type: 'show-session', sessionId });
}

/** The files that a desktop opens this app with: what has one of these endings. */
export function findRecordings(argv: readonly string[]): string[] {
  return argv.slice(1).filter((each) => !each.startsWith('-') && /\.(?:har|json)$/i.test(each));
}
