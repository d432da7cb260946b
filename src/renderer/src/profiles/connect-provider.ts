import { parseHttpUrl } from '@shared/model/parse-profile';
import { fillTemplate, listOpenBlanks, readBlanks } from '@shared/providers/issuer-template';
import type { KnownProvider } from '@shared/providers/known-provider';
import { buildServer, findProvider } from '@shared/providers/known-providers';
import { LOOPBACK_RULES } from '@shared/providers/loopback-rules';
import { createDraft, type ProfileDraft } from './profile-draft';

/**
 * What a draft becomes when a known provider is picked: its issuer, and whatever the user has not chosen yet. What an
 * earlier pick has set was not chosen either.
 */
export function connectProvider(
  draft: ProfileDraft,
  provider: KnownProvider,
  earlier: KnownProvider | null,
): Partial<ProfileDraft> {
  const fresh = createDraft();
  const picked = earlier ? { ...fresh, ...connectProvider(fresh, earlier, null) } : fresh;
  const isFree = (member: keyof ProfileDraft) =>
    [fresh, picked].some((other) => JSON.stringify(draft[member]) === JSON.stringify(other[member]));
  const { name, issuer, scope, auth, loopback, parameters = {} } = provider;
  const redirectUri = LOOPBACK_RULES[loopback].redirectUri ?? fresh.redirectUri;
  return {
    ...changeIssuer(draft, issuer, provider),
    ...(isFree('name') ? { name } : {}),
    ...(isFree('scope') ? { scope } : {}),
    ...(isFree('auth') && isFree('secrets') ? { auth } : {}),
    ...(isFree('redirectUri') ? { redirectUri } : {}),
    ...(isFree('authorizeParameters') ? { authorizeParameters: Object.entries(parameters) } : {}),
  };
}

/**
 * Another issuer. Endpoints by hand belong to the issuer that they were given for and go with it, unless they are
 * those of the known provider that it now is.
 */
export function changeIssuer(
  draft: ProfileDraft,
  issuer: string,
  provider: KnownProvider | null,
): Partial<ProfileDraft> {
  const { server, ...kept } = draft.kept;
  const isServerOfIssuer = server !== undefined && server.issuer === draft.issuer.trim();
  const known = provider && buildServer(provider, issuer);
  if (known) return { issuer, kept: { ...kept, server: known } };
  return isServerOfIssuer && issuer.trim() !== draft.issuer.trim() ? { issuer, kept } : { issuer };
}

/** The issuer with another value in one of its blanks. */
export function fillBlank(provider: KnownProvider, issuer: string, name: string, value: string): string {
  return fillTemplate(provider.issuer, { ...readBlanks(provider, issuer), [name]: value });
}

/** Why the issuer cannot be asked yet; null where nothing is missing. */
export function describeOpenBlanks(issuer: string): string | null {
  const open = listOpenBlanks(issuer);
  return open.length === 0 ? null : `Fill in ${open.join(' and ')}.`;
}

/** The known provider that the draft is about, if it is one. */
export function findDraftProvider(
  { issuer }: Pick<ProfileDraft, 'issuer'>,
  pickedId: string | undefined,
): KnownProvider | null {
  return findProvider(issuer, pickedId ?? null);
}

/** Whether discovery has an address to ask, and anything to find out. */
export function isAskable({ issuer, kept }: Pick<ProfileDraft, 'issuer' | 'kept'>): boolean {
  const text = issuer.trim();
  return parseHttpUrl(text) !== null && describeOpenBlanks(text) === null && kept.server === undefined;
}
