import { useApp } from '../store/app-store';
import { Select, TextInput } from '../ui/controls';
import { Field } from '../ui/Field';
import { useProfileForm } from './form-context';
import type { ProfileDraft } from './profile-draft';

const HINTS: Record<ProfileDraft['secretSource'], string> = {
  none: 'Nothing is chosen yet.',
  vault: 'It is in the vault. Nothing shows it again; type a new one to replace it.',
  typed: 'It goes into the encrypted vault when you save. The profile holds a reference only.',
  env: 'Read from the environment when a run starts. The value is never stored.',
};

/** Where the client secret comes from: the vault, a new one typed in, or an environment variable. */
export function SecretField() {
  const { draft, change, messages, touch, isReadOnly } = useProfileForm();
  const vault = useApp((state) => state.capabilities?.vault);
  const choices = [
    ...(draft.secretVault === '' ? [] : [{ value: 'vault' as const, label: 'Stored in the vault' }]),
    { value: 'typed' as const, label: draft.secretVault === '' ? 'Type it in' : 'Type in a new one' },
    { value: 'env' as const, label: 'Environment variable' },
  ];
  const isTyped = draft.secretSource === 'typed';
  const vaultNote =
    isTyped && vault === 'memory' ? ' This vault is in memory only: it is gone when Grantscope closes.' : '';
  return (
    <Field
      label="Client secret"
      messages={messages('client.secret')}
      hint={HINTS[draft.secretSource] + vaultNote}
    >
      {(control) => (
        <div className="grid grid-cols-[13rem_1fr] gap-1.5">
          <Select
            aria-label="Where the client secret comes from"
            value={draft.secretSource === 'none' ? 'typed' : draft.secretSource}
            choices={choices}
            disabled={isReadOnly}
            onPick={(secretSource) => change({ secretSource })}
          />
          {draft.secretSource === 'vault' ? (
            <TextInput {...control} readOnly value="••••••••" />
          ) : (
            <TextInput
              {...control}
              code
              type={isTyped ? 'password' : 'text'}
              autoComplete={isTyped ? 'new-password' : 'off'}
              readOnly={isReadOnly}
              value={isTyped ? draft.secretTyped : draft.secretEnv}
              placeholder={isTyped ? 'The secret itself' : 'ACME_CLIENT_SECRET'}
              onChange={({ target }) =>
                change(isTyped ? { secretTyped: target.value } : { secretEnv: target.value })
              }
              onBlur={() => touch('client.secret')}
            />
          )}
        </div>
      )}
    </Field>
  );
}
