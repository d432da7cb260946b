import type { errors, Provider } from 'oidc-provider';

/** What the handler of a grant is made from. */
export interface GrantParts {
  provider: Provider;
  errors: typeof errors;
}

type Handler = Parameters<Provider['registerGrantType']>[1];

export type GrantContext = Parameters<Handler>[0];

export type GrantHandler = (ctx: GrantContext) => Promise<void>;

/** A parameter of the token request that must be there (RFC 6749 section 5.2). */
export function readRequired(ctx: GrantContext, name: string, { errors }: GrantParts): string {
  const value = readOptional(ctx, name);
  if (value === undefined) throw new errors.InvalidRequest(`missing required parameter ${name}`);
  return value;
}

export function readOptional({ oidc }: GrantContext, name: string): string | undefined {
  const value = oidc.params?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
