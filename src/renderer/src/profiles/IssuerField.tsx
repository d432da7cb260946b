import { searchProviders } from '@shared/providers/known-providers';
import { Radar, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { Combobox } from '../ui/Combobox';
import { Field } from '../ui/Field';
import { focusSoon } from '../ui/focus';
import { useLate } from '../ui/use-late';
import { BlankFields } from './BlankFields';
import { changeIssuer, findDraftProvider, isAskable } from './connect-provider';
import { useProfileForm } from './form-context';
import { ServerByHand } from './ServerByHand';

/** The issuer, or the name of a provider that is known: what is picked fills in the rest. */
export function IssuerField() {
  const { id, draft, change, messages, touch, isReadOnly } = useProfileForm();
  const discovery = useApp((state) => state.discoveries[id]);
  const discover = useApp((state) => state.discover);
  const cancelDiscovery = useApp((state) => state.cancelDiscovery);
  const isAsking = discovery?.status === 'loading';
  const isLate = useLate(isAsking);
  const pickProvider = useApp((state) => state.pickProvider);
  const pickedId = useApp((state) => state.pickedProviders[id]);
  const provider = findDraftProvider(draft, pickedId);
  const issuer = draft.issuer.trim();
  const input = useRef<HTMLInputElement>(null);
  // A new profile begins here.
  useEffect(() => {
    if (input.current?.value === '') input.current.focus();
  }, []);
  const suggestions = useMemo(
    () => searchProviders(issuer).map((each) => ({ id: each.id, title: each.name, detail: each.issuer })),
    [issuer],
  );
  const canDiscover = isAskable(draft);
  const discoverOnce = () => {
    if (draft.issuer !== issuer) change({ issuer });
    touch('issuer');
    if (canDiscover && !isReadOnly && discovery?.issuer !== issuer) void discover(id);
  };
  return (
    <>
      <Field
        label="Issuer"
        hint="The name of a provider, its issuer identifier, or the address of a discovery document."
        messages={messages('issuer')}
      >
        {(control) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the key is that of the button within
          <div
            className="flex gap-1.5"
            onKeyDown={({ key, defaultPrevented }) => {
              if (key === 'Escape' && !defaultPrevented) cancelDiscovery(id);
            }}
          >
            <Combobox
              control={control}
              inputRef={input}
              label="Known providers"
              placeholder="Okta, Keycloak, ... or https://id.example.com"
              readOnly={isReadOnly}
              value={draft.issuer}
              suggestions={suggestions}
              onType={(text) =>
                change(changeIssuer(draft, text, findDraftProvider({ issuer: text }, pickedId)))
              }
              onPick={(providerId) => {
                pickProvider(id, providerId);
                focusSoon('[data-blank]');
              }}
              onBlur={discoverOnce}
            />
            <Button
              icon={isLate ? X : Radar}
              busy={isAsking && !isLate}
              disabled={!canDiscover}
              className="min-w-24"
              onClick={() => (isLate ? cancelDiscovery(id) : void discover(id))}
            >
              {isLate ? 'Cancel' : 'Discover'}
            </Button>
          </div>
        )}
      </Field>
      {provider && !isReadOnly && <BlankFields provider={provider} onLeave={discoverOnce} />}
      {draft.kept.server && <ServerByHand server={draft.kept.server} />}
      {discovery?.status === 'failed' && discovery.issuer === issuer && (
        <p role="alert" className="mt-1 text-xs break-words text-fail">
          Discovery failed: {discovery.error.message}
        </p>
      )}
    </>
  );
}
