/** What stands in a recorded form where a person had typed. */
const TYPED_VALUE = '[not recorded]';

/**
 * The same form with the names only. Passwords of people stand under any name at the sign-in pages of the
 * world, so that no rule by name could find them all: what is not kept cannot leak.
 */
export function hideTypedValues(form: string): string {
  const names = [...new URLSearchParams(form).keys()];
  return new URLSearchParams(names.map((name): [string, string] => [name, TYPED_VALUE])).toString();
}
