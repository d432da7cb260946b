import { BROWSER_LABELS } from '../labels/labels';
import { useApp } from '../store/app-store';
import { FormSection } from './FormSection';
import type { FieldPath } from './field-paths';
import { CheckField, CheckRow, ChoiceField, listChoices, nameChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import { readPair, setPair } from './parameter-pairs';
import { isPracticeClient } from './practice-profile';
import { RedirectAdviceBox } from './RedirectAdviceBox';
import { RequestObjectFields } from './RequestObjectFields';
import { RESPONSE_MODES, RESPONSE_TYPES } from './schema-choices';

const BROWSER_CHOICES = listChoices(BROWSER_LABELS);

const PKCE_CHOICES = [
  { value: 'S256', label: 'S256' },
  { value: 'plain', label: 'plain' },
  { value: 'off', label: 'Off' },
] as const;

const PATHS: readonly FieldPath[] = [
  'redirectUri',
  'scope',
  'parameters.authorize.response_type',
  'parameters.authorize.response_mode',
  'pkce',
  'browser',
  'par',
  'requestObject',
  'requestObject.encryption',
  'requestObject.encryption.alg',
  'requestObject.encryption.enc',
];

/** The request that begins the flow, and how the user comes to it. */
export function RequestFields() {
  const { draft, change, shows } = useProfileForm();
  return (
    <FormSection
      title={shows('redirectUri') ? 'Authorization request' : 'Request'}
      paths={PATHS}
      summary={draft.scope === '' ? 'no scope' : draft.scope}
    >
      {shows('redirectUri') && (
        <Wide>
          <TextField
            label="Redirect URI"
            path="redirectUri"
            code
            value={draft.redirectUri}
            onType={(redirectUri) => change({ redirectUri })}
          />
          <RedirectAdviceBox redirectUri={draft.redirectUri} />
        </Wide>
      )}
      <TextField
        label="Scope"
        path="scope"
        code
        value={draft.scope}
        onType={(scope) => change({ scope })}
        clean={(text) => text.trim().replaceAll(/\s+/g, ' ')}
        hint="With openid it is OpenID Connect."
      />
      <ResponseFields />
      {shows('pkce') && (
        <ChoiceField
          label="PKCE"
          path="pkce"
          value={draft.pkce}
          choices={PKCE_CHOICES}
          onPick={(pkce) => change({ pkce })}
        />
      )}
      {shows('browser') && <BrowserField />}
      {(shows('par') || shows('requestObject')) && (
        <CheckRow>
          {shows('par') && (
            <CheckField
              label="Push the request first (PAR)"
              path="par"
              checked={draft.par}
              onToggle={(par) => change({ par })}
            />
          )}
          <RequestObjectFields />
        </CheckRow>
      )}
    </FormSection>
  );
}

/** response_type and response_mode are parameters of the request like others; here with the values there are. */
function ResponseFields() {
  const { draft, change, shows } = useProfileForm();
  const { flow, authorizeParameters } = draft;
  const type = readPair(authorizeParameters, 'response_type');
  const mode = readPair(authorizeParameters, 'response_mode');
  const write = (name: string, value: string) =>
    change({ authorizeParameters: setPair(authorizeParameters, name, value) });
  const types = flow === 'hybrid' || flow === 'implicit' ? RESPONSE_TYPES[flow] : [];
  return (
    <>
      {shows('parameters.authorize.response_type') && (
        <ChoiceField
          label="Response type"
          path="parameters.authorize.response_type"
          value={type}
          choices={[{ value: '', label: 'The usual one of the flow' }, ...nameChoices(types, type)]}
          onPick={(value) => write('response_type', value)}
        />
      )}
      {shows('parameters.authorize.response_mode') && (
        <ChoiceField
          label="Response mode"
          path="parameters.authorize.response_mode"
          value={mode}
          choices={[{ value: '', label: 'The usual one of the flow' }, ...nameChoices(RESPONSE_MODES, mode)]}
          onPick={(value) => write('response_mode', value)}
        />
      )}
    </>
  );
}

function BrowserField() {
  const { draft, change } = useProfileForm();
  const isPractice = useApp((state) => isPracticeClient(draft, state.profiles));
  const hasCapture = useApp((state) => state.capabilities?.captureBrowser ?? false);
  const captureNote = useApp((state) => state.capabilities?.captureNote ?? null);
  const hasSystem = useApp((state) => state.capabilities?.systemBrowser ?? true);
  const browsers = BROWSER_CHOICES.map((choice) => {
    if (choice.value === 'practice') return { ...choice, disabled: !isPractice };
    if (choice.value !== 'capture' || hasCapture) return choice;
    return { ...choice, label: `${choice.label} (not here)`, disabled: true };
  });
  return (
    <ChoiceField
      label="Browser"
      path="browser"
      value={draft.browser}
      choices={browsers}
      onPick={(browser) => change({ browser })}
      hint={
        draft.browser === 'system' && !hasSystem
          ? 'None opens from here: the run shows the address.'
          : hasCapture
            ? undefined
            : (captureNote ?? undefined)
      }
    />
  );
}
