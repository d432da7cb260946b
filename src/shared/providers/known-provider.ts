import type { ProviderName } from '../diagnosis/providers';
import type { Reference } from '../model/check';
import type { ClientAuthMethod } from '../model/profile';
import type { LoopbackRule } from './loopback-rules';

/** A part of an issuer template that only the user knows. */
export interface Blank {
  /** As it stands between braces in the template. */
  name: string;
  label: string;
  example: string;
}

/** What is peculiar to a provider, so that nobody has to find out the hard way. */
export interface Quirk {
  text: string;
  /** Where the provider says so; null where the catalog entries are the source. */
  reference: Reference | null;
  /** Catalog entries that a run ends in because of it. */
  entryIds: readonly string[];
}

/** Endpoints by hand, for a provider that publishes no metadata. Blanks are those of the issuer. */
export interface ServerTemplate {
  authorization_endpoint: string;
  token_endpoint: string;
  device_authorization_endpoint?: string;
  revocation_endpoint?: string;
  userinfo_endpoint?: string;
}

/** A well-known provider, as data: facts only, each as its documentation has it. */
export interface KnownProvider {
  id: string;
  name: string;
  /** Other words that it is looked for with, in lower case. */
  aliases: readonly string[];
  /** How the catalog calls it; null where the catalog has no entries of it. */
  catalogName: ProviderName | null;
  /** The issuer, or the address of the discovery document where the issuer does not lead there; with blanks in braces. */
  issuer: string;
  blanks: readonly Blank[];
  /** Null where discovery works. */
  server: ServerTemplate | null;
  /** Where an app is registered. */
  console: string;
  /** The kind of app to choose there. */
  clientType: string;
  /** What the list of redirect URIs is called there; null where PROVIDER_SETTINGS has it under the catalog's name. */
  redirectUriSetting: string | null;
  loopback: LoopbackRule;
  scope: string;
  auth: ClientAuthMethod;
  /** Further parameters of the authorization request without which little works. */
  parameters?: Readonly<Record<string, string>>;
  quirks: readonly Quirk[];
  documentation: Reference;
}
