import { BROWSER_LABELS } from '../labels/labels';
import { useApp } from '../store/app-store';
import { ChoiceField, FieldGroup, listChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import { ParameterFields } from './ParameterFields';
import { isPracticeClient } from './practice-profile';
import { RedirectAdviceBox } from './RedirectAdviceBox';

const BROWSER_CHOICES = listChoices(BROWSER_LABELS);

const PKCE_CHOICES = [
  { value: 'S256', label: 'S256' },
  { value: 'plain', label: 'plain' },
  { value: 'off', label: 'Off' },
] as const;

export function RequestFields() {
  const { draft, change } = useProfileForm();
  const isPractice = useApp((state) => isPracticeClient(draft, state.profiles));
  const hasCapture = useApp((state) => state.capabilities?.captureBrowser ?? false);
  const browsers = BROWSER_CHOICES.map((choice) => {
    if (choice.value === 'practice') return { ...choice, disabled: !isPractice };
    if (choice.value !== 'capture' || hasCapture) return choice;
    return { ...choice, label: `${choice.label} (not available yet)`, disabled: true };
  });
  return (
    <FieldGroup title="Authorization request">
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
      <TextField
        label="Scope"
        path="scope"
        code
        value={draft.scope}
        onType={(scope) => change({ scope })}
        hint="Separated by spaces. With openid it is OpenID Connect."
      />
      <ChoiceField
        label="PKCE"
        path="pkce"
        value={draft.pkce}
        choices={PKCE_CHOICES}
        onPick={(pkce) => change({ pkce })}
      />
      <ChoiceField
        label="Browser"
        path="browser"
        value={draft.browser}
        choices={browsers}
        onPick={(browser) => change({ browser })}
      />
      <Wide>
        <ParameterFields
          legend="Extra authorization parameters"
          path="parameters.authorize"
          pairs={draft.authorizeParameters}
          onChange={(authorizeParameters) => change({ authorizeParameters })}
        />
      </Wide>
      <Wide>
        <ParameterFields
          legend="Extra token request parameters"
          path="parameters.token"
          pairs={draft.tokenParameters}
          onChange={(tokenParameters) => change({ tokenParameters })}
        />
      </Wide>
    </FieldGroup>
  );
}

const METHOD_CHOICES = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((method) => ({
  value: method,
  label: method,
}));

export function ResourceFields() {
  const { draft, change } = useProfileForm();
  const known = METHOD_CHOICES.some(({ value }) => value === draft.resourceMethod);
  return (
    <FieldGroup title="Protected resource">
      <TextField
        label="Resource URL"
        path="resource.url"
        code
        value={draft.resourceUrl}
        onType={(resourceUrl) => change({ resourceUrl })}
        placeholder="https://api.example.com/me"
        hint="Called with the access token at the end of the run. Leave it empty to stop before."
      />
      <ChoiceField
        label="Resource method"
        path="resource.method"
        value={draft.resourceMethod}
        choices={
          known
            ? METHOD_CHOICES
            : [...METHOD_CHOICES, { value: draft.resourceMethod, label: draft.resourceMethod }]
        }
        onPick={(resourceMethod) => change({ resourceMethod })}
      />
    </FieldGroup>
  );
}
