import type { ReportOverrides } from '../model/report-overrides';
import type { TraceEvent } from '../model/trace-event';
import type { AuthorChoices, KnownPlaceholder } from '../redact/author-choices';
import { SECRET_CLASSES, type SecretClass } from '../redact/rules';
import { OverrideError } from './override-error';

/**
 * Names the state of a session in which placeholders were given out: events are only ever added, and the rules
 * decide the rest. Made from placeholders and how often each is there, never from a value.
 */
export function describeBasis(events: readonly TraceEvent[], known: readonly KnownPlaceholder[]): string {
  const text = known.map(({ placeholder, count }) => `${placeholder}${count}`).join();
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return `${events.at(-1)?.seq ?? 0}-${known.length}-${(hash >>> 0).toString(36)}`;
}

/** The overrides as the redactor takes them. Throws an OverrideError rather than show anything else than was meant. */
export function followOverrides(
  overrides: ReportOverrides,
  known: readonly KnownPlaceholder[],
  basis: string,
): AuthorChoices {
  if (overrides.basis !== null && overrides.basis !== basis) {
    throw new OverrideError(
      'stale-preview',
      'The session has changed since the preview. Look at a new preview and choose again.',
    );
  }
  const find = (placeholder: string): KnownPlaceholder => {
    const found = known.find((each) => each.placeholder === placeholder);
    if (found) return found;
    throw new OverrideError('not-found', `Nothing in this session is hidden as ${placeholder}.`);
  };
  for (const placeholder of overrides.reveal) {
    const { secret } = find(placeholder);
    if (isCredential(secret)) {
      throw new OverrideError(
        'invalid-argument',
        `${placeholder} is a credential (${SECRET_CLASSES[secret].title}): showing it must be confirmed for itself.`,
      );
    }
  }
  return {
    shown: listRevealed(overrides).map((placeholder) => find(placeholder).value),
    hidden: [...new Set(overrides.hide)],
    isAnyCase: true,
    known,
  };
}

/** Each placeholder that is to be shown, once. */
export function listRevealed({ reveal, revealCredentials }: ReportOverrides): string[] {
  return [...new Set([...reveal, ...revealCredentials])];
}

function isCredential(secret: SecretClass): boolean {
  return SECRET_CLASSES[secret].sensitivity === 'credential';
}

/** Whether two values have the same members at every depth: hiding a text must not rename one of ours. */
export function hasSameMembers(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return true;
  const names = Object.keys(left);
  const others = Object.keys(right);
  return (
    names.length === others.length &&
    names.every(
      (name, index) =>
        name === others[index] &&
        hasSameMembers((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]),
    )
  );
}
