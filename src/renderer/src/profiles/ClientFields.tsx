import { AUTH_LABELS } from '../labels/labels';
import { ChoiceField, FieldGroup, listChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import { SecretField } from './SecretField';

const AUTH_CHOICES = listChoices(AUTH_LABELS);

const ENCODING_CHOICES = [
  { value: 'form', label: 'Form-encoded (standard)' },
  { value: 'raw', label: 'As they are' },
] as const;

export function ClientFields() {
  const { draft, change } = useProfileForm();
  return (
    <FieldGroup title="Client">
      <TextField
        label="Client ID"
        path="client.id"
        code
        value={draft.clientId}
        onType={(clientId) => change({ clientId })}
      />
      <ChoiceField
        label="Client authentication"
        path="client.auth"
        value={draft.auth}
        choices={AUTH_CHOICES}
        onPick={(auth) =>
          change(
            auth !== 'none' && draft.secretSource === 'none' ? { auth, secretSource: 'typed' } : { auth },
          )
        }
      />
      {draft.auth !== 'none' && (
        <Wide>
          <SecretField />
        </Wide>
      )}
      {draft.auth === 'client_secret_basic' && (
        <ChoiceField
          label="Encoding of ID and secret"
          path="client.basicEncoding"
          value={draft.basicEncoding}
          choices={ENCODING_CHOICES}
          onPick={(basicEncoding) => change({ basicEncoding })}
          hint="RFC 6749 section 2.3.1 asks for form-encoding. Some servers do not decode it."
        />
      )}
    </FieldGroup>
  );
}
