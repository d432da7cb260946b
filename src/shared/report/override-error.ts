/** Why the overrides of a report were not followed; nothing was written. Quotes no text that was to be hidden. */
export class OverrideError extends Error {
  override name = 'OverrideError';
  readonly code: 'invalid-argument' | 'not-found' | 'stale-preview';

  constructor(code: OverrideError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
