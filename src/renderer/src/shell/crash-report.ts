import { looksRandom } from '@shared/redact/classify-name';
import { createRedactor } from '@shared/redact/redactor';
import type { AppState } from '../store/app-state';

export interface Crash {
  region: string;
  error: unknown;
  /** The components around the one that failed, as React tells them. */
  componentStack: string;
}

/** A message may quote what was drawn; more than that would be no message. */
const MAX_MESSAGE = 500;
const MAX_FRAMES = 30;
const LEFT_OUT = '[left out]';

/**
 * What a developer of Grantscope needs, safe to post: the secrets of the session on screen are replaced as in a
 * report, and so is what looks like one. A message that still held one would be left out.
 */
export function buildCrashReport({ region, error, componentStack }: Crash, state: AppState): string {
  const redactor = createRedactor(state.open?.events ?? []);
  const redact = (text: string): string => {
    const redacted = redactor.redactText(text);
    if (redactor.findLeaks(redacted).length > 0) return LEFT_OUT;
    // Names of fields may be made up anew each time, and are no secret in their own place.
    return redacted.replace(/[\w~+/=-]{8,}/g, (word) => (looksRandom(word) ? LEFT_OUT : word));
  };
  const { name, message, stack } =
    error instanceof Error ? error : { name: typeof error, message: 'not an error', stack: '' };
  const { overlay, page, open, capabilities } = state;
  const place = overlay ?? page;
  const session = open ? `${open.view.flow}, ${open.view.outcome}, ${open.events.length} events` : 'none';
  return [
    `Grantscope ${capabilities?.appVersion ?? 'of unknown version'} could not draw a part of its window.`,
    '',
    `Part: ${region} (${place})`,
    `Error: ${name}: ${redact(message.slice(0, MAX_MESSAGE))}`,
    `Session: ${redact(session)}`,
    `Browser: ${navigator.userAgent}`,
    '',
    ...listFrames(stack ?? '', redact),
    '',
    'Components:',
    ...listFrames(componentStack, redact),
  ].join('\n');
}

/** Where, without the addresses: the port of a browser host is nobody's business. */
function listFrames(stack: string, redact: (text: string) => string): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s*at /.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => redact(line.trim().replace(/\w+:\/\/[^/\s)]*\/(?:[^\s)]*\/)?/g, '')));
}
