import type { KnownProvider } from './known-provider';

type Template = Pick<KnownProvider, 'issuer' | 'blanks'>;

/** Values by the names of the blanks. */
export type BlankValues = Record<string, string>;

const BLANK = /\{(\w+)\}/g;

/** Puts values into a template; a blank without one stays as it is, so that it can be seen. */
export function fillTemplate(template: string, values: BlankValues): string {
  return template.replace(BLANK, (blank, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '').trim() : '';
    return value === '' ? blank : value;
  });
}

/** The blanks that an address still has, such as "{tenant}". */
export function listOpenBlanks(address: string): string[] {
  return [...new Set(address.match(BLANK) ?? [])];
}

/** What stands in place of the blanks, '' for an open one; null where the address is not of this template. */
export function readBlanks({ issuer, blanks }: Template, address: string): BlankValues | null {
  const parts = issuer.split(BLANK);
  const pattern = parts
    .map((part, index) =>
      index % 2 === 0 ? part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : '([^/?#\\s]{0,200})',
    )
    .join('');
  const match = new RegExp(`^${pattern}$`, 'i').exec(address.trim());
  if (!match) return null;
  const names = parts.filter((_part, index) => index % 2 === 1);
  const values: BlankValues = {};
  for (const [index, name] of names.entries()) {
    const value = match[index + 1] ?? '';
    values[name] = value === `{${name}}` ? '' : value;
  }
  return blanks.every(({ name }) => name in values) ? values : null;
}

/** Whether an address of this template could be nobody else's: a host or a path of its own. */
export function isTelling({ issuer }: Template): boolean {
  const own = issuer.replace(/^https:\/\//, '').replace(/\/\.well-known\/openid-configuration$/, '');
  return /[^/]/.test(own.replace(BLANK, ''));
}
