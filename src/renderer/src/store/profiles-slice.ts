import { type HostError, ok, type Result } from '@shared/contract/result';
import type { Profile } from '@shared/model/profile';
import { labelSecret, listSecretUses } from '@shared/model/profile-secrets';
import { KNOWN_PROVIDERS } from '@shared/providers/known-providers';
import { connectProvider, findDraftProvider, isAskable } from '../profiles/connect-provider';
import { toProfileInput } from '../profiles/draft-to-profile';
import { createDraft, isSameDraft, type ProfileDraft, toDraft } from '../profiles/profile-draft';
import type { StoredSecrets } from '../profiles/secret-drafts';
import { suggestFromServer } from '../profiles/server-facts';
import { validateDraft } from '../profiles/validate-draft';
import type { Discovery, ProfilesSlice } from './app-state';
import type { SliceContext } from './slice';

/** The form's values: the unsaved ones, else what is stored. */
export function readDraft(
  state: Pick<ProfilesSlice, 'drafts' | 'profiles'>,
  id: string | null,
): ProfileDraft | null {
  if (id === null) return null;
  const stored = state.profiles.find((each) => each.id === id);
  return state.drafts[id] ?? (stored ? toDraft(stored.profile) : null);
}

export function createProfilesSlice({ host, set, get }: SliceContext): ProfilesSlice {
  let draftCount = 0;
  const addDraft = (draft: ProfileDraft) => {
    draftCount += 1;
    const id = `draft-${draftCount}`;
    set(({ drafts }) => ({
      drafts: { ...drafts, [id]: draft },
      selectedProfileId: id,
      page: 'profile',
      pane: 'middle',
    }));
  };

  return {
    profiles: [],
    selectedProfileId: null,
    drafts: {},
    discoveries: {},
    pickedProviders: {},
    saveErrors: {},
    triedIds: [],
    isSaving: false,
    async loadProfiles() {
      const result = await host.listProfiles({});
      if (!result.ok) return get().addReadFailure(result.error);
      const profiles = result.value;
      set({ profiles });
      const { selectedProfileId, drafts } = get();
      if (selectedProfileId && drafts[selectedProfileId]) return;
      if (profiles.some((each) => each.id === selectedProfileId)) return;
      set({ selectedProfileId: profiles[0]?.id ?? null });
    },
    selectProfile: (id) => set({ selectedProfileId: id, page: 'profile', pane: 'middle', overlay: null }),
    startNewProfile: () => addDraft(createDraft()),
    duplicateProfile(id) {
      const draft = readDraft(get(), id);
      if (draft) addDraft({ ...draft, name: `${draft.name} (copy)` });
    },
    changeDraft(id, change) {
      const before = readDraft(get(), id);
      if (!before) return;
      const draft = { ...before, ...change };
      const stored = get().profiles.find((each) => each.id === id);
      const isClean = stored !== undefined && isSameDraft(draft, toDraft(stored.profile));
      set(({ drafts, saveErrors }) => ({
        drafts: isClean ? omit(drafts, id) : { ...drafts, [id]: draft },
        saveErrors: omit(saveErrors, id),
      }));
    },
    pickProvider(id, providerId) {
      const draft = readDraft(get(), id);
      const find = (wanted: string | undefined) => KNOWN_PROVIDERS.find((each) => each.id === wanted);
      const provider = find(providerId);
      if (!draft || !provider) return;
      // Its name was typed over the issuer that was picked before.
      const earlier = find(get().pickedProviders[id]) ?? findDraftProvider(draft, undefined);
      set(({ pickedProviders }) => ({ pickedProviders: { ...pickedProviders, [id]: providerId } }));
      const change = connectProvider(draft, provider, earlier);
      get().changeDraft(id, change);
      if (isAskable({ ...draft, ...change })) void get().discover(id);
    },
    discardDraft(id) {
      set(({ drafts, saveErrors }) => ({ drafts: omit(drafts, id), saveErrors: omit(saveErrors, id) }));
      const { profiles } = get();
      if (!profiles.some((each) => each.id === id)) set({ selectedProfileId: profiles[0]?.id ?? null });
    },
    async saveDraft(id) {
      const draft = readDraft(get(), id);
      set(({ triedIds }) => ({ triedIds: [...triedIds.filter((tried) => tried !== id), id] }));
      const profile = draft && !get().isSaving ? validateDraft(draft).profile : null;
      if (!draft || !profile) return null;
      set({ isSaving: true });
      const saved = await saveProfile({ host, set, get }, id, draft, profile);
      set({ isSaving: false });
      return saved;
    },
    async deleteProfile(id) {
      const result = await get().during('Deleting the profile…', host.deleteProfile({ id }));
      if (!result.ok) return get().addFailure(result.error);
      get().addNotice('accent', 'Deleted the profile.', result.value.undoId);
      set(({ profiles }) => ({ profiles: profiles.filter((each) => each.id !== id) }));
      get().discardDraft(id);
    },
    cancelDiscovery(id) {
      const discovery = get().discoveries[id];
      if (discovery?.status !== 'loading') return;
      set(({ discoveries }) => ({ discoveries: omit(discoveries, id) }));
      void host.cancelCall({ callId: discovery.callId });
    },
    async discover(id) {
      const draft = readDraft(get(), id);
      if (!draft) return;
      const { allowInsecure } = draft;
      const issuer = draft.issuer.trim();
      const setDiscovery = (discovery: Discovery) =>
        set(({ discoveries }) => ({ discoveries: { ...discoveries, [id]: discovery } }));
      get().cancelDiscovery(id);
      const callId = `discovery-${crypto.randomUUID()}`;
      setDiscovery({ status: 'loading', issuer, callId });
      const result = await host.discoverIssuer({ issuer, allowInsecure, callId });
      const latest = get().discoveries[id];
      if (latest?.status !== 'loading' || latest.callId !== callId) return;
      if (!result.ok) return setDiscovery({ status: 'failed', issuer, error: result.error });
      setDiscovery({ status: 'done', issuer, server: result.value });
      const current = readDraft(get(), id);
      const isStored = get().profiles.some((each) => each.id === id);
      if (current && !isStored) get().changeDraft(id, suggestFromServer(current, result.value.metadata));
    },
  };
}

/** Stores typed secrets first, so that the profile only ever holds references. */
async function saveProfile(
  { host, set, get }: SliceContext,
  id: string,
  draft: ProfileDraft,
  profile: Profile,
): Promise<string | null> {
  const refuse = (error: HostError) => {
    set(({ saveErrors }) => ({ saveErrors: { ...saveErrors, [id]: error } }));
    return null;
  };
  const stored = await storeTypedSecrets(host, draft, profile);
  if (!stored.ok) return refuse(stored.error);
  const isStored = get().profiles.some((each) => each.id === id);
  const result = await host.saveProfile({
    ...(isStored ? { id } : {}),
    profile: toProfileInput(draft, stored.value),
  });
  if (!result.ok) return refuse(result.error);
  const saved = result.value;
  set(({ profiles, drafts, saveErrors, discoveries, pickedProviders, selectedProfileId }) => ({
    profiles: [...profiles.filter((each) => each.id !== saved.id), saved],
    // What was typed while the save was under way stays unsaved.
    drafts: drafts[id] === draft ? omit(drafts, id) : drafts,
    saveErrors: omit(saveErrors, id),
    discoveries: discoveries[id] ? { ...discoveries, [saved.id]: discoveries[id] } : discoveries,
    pickedProviders: pickedProviders[id]
      ? { ...pickedProviders, [saved.id]: pickedProviders[id] }
      : pickedProviders,
    selectedProfileId: selectedProfileId === id ? saved.id : selectedProfileId,
  }));
  return saved.id;
}

async function storeTypedSecrets(
  host: SliceContext['host'],
  draft: ProfileDraft,
  profile: Profile,
): Promise<Result<StoredSecrets>> {
  const references: StoredSecrets = {};
  for (const { member } of listSecretUses(profile)) {
    const { source, typed } = draft.secrets[member];
    if (source !== 'typed') continue;
    const label = `${draft.name.trim()}, ${labelSecret(member)}`;
    const stored = await host.storeSecret({ label, value: typed });
    if (!stored.ok) return stored;
    references[member] = stored.value;
  }
  return ok(references);
}

function omit<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _dropped, ...rest } = record;
  return rest;
}
