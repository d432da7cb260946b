import { redactLoose } from '@shared/redact/redactor';

const FRAME = /^\s+at (?:[^\r\n]{0,512} \()?[^\r\n()]{1,512}:\d+:\d+\)?$/;

/**
 * A bug for the log: what kind of error and where, never its message, because messages quote values
 * (JSON.parse quotes the text it was given). A stack begins with the message, whose lines can look like frames.
 */
export function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return `bug: a ${typeof error} was thrown`;
  const { name, message, stack = '' } = error;
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames = (at === -1 ? stack : stack.slice(at + message.length)).split('\n');
  const kind = /^\w{1,64}$/.test(name) ? name : 'Error';
  return [`bug: ${kind}`, ...frames.filter((line) => FRAME.test(line)).map(redactLoose)].join('\n');
}
