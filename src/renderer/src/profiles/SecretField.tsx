import type { SecretMember } from '@shared/model/profile-secrets';
import type { ReactNode } from 'react';
import { useApp } from '../store/app-store';
import { type Choice, Select, TextArea, TextInput } from '../ui/controls';
import { type ControlProps, Field } from '../ui/Field';
import type { FieldPath } from './field-paths';
import { useProfileForm } from './form-context';
import { resumeSource, type SecretDraft } from './secret-drafts';

type Source = SecretDraft['source'];

const HINTS: Record<Source, string> = {
  none: '',
  vault: 'It is in the vault. Nothing shows it again; enter a new one to replace it.',
  typed: 'It goes into the encrypted vault when you save. The profile holds a reference only.',
  env: 'Read from the environment when a run starts. The value is never stored.',
  file: 'Read when a run starts: PEM (PKCS #8) or JWK, without a passphrase.',
  generated: 'Made on first use and kept in the vault; the run shows the public key to register.',
};

interface SecretFieldProps {
  label: string;
  member: SecretMember;
  path: FieldPath;
  /** A private key: may also be a file or made here, and is typed in several lines. */
  isKey?: boolean;
  /** What it means to have none; without it, one is needed. */
  none?: string | undefined;
  hint?: ReactNode;
}

/** Where a secret comes from: the vault, a new one typed in, an environment variable; a key also from a file. */
export function SecretField({ label, member, path, isKey = false, none, hint }: SecretFieldProps) {
  const { draft, change, messages, isReadOnly } = useProfileForm();
  const vault = useApp((state) => state.capabilities?.vault);
  const secret = draft.secrets[member];
  // One that is needed and not chosen yet is typed in.
  const source = secret.source === 'none' && none === undefined ? resumeSource(secret) : secret.source;
  const changeSecret = (part: Partial<SecretDraft>) =>
    change({ secrets: { ...draft.secrets, [member]: { ...secret, source, ...part } } });
  const vaultNote =
    vault === 'memory' && (source === 'typed' || source === 'generated')
      ? ' This vault is in memory only: it is gone when Grantscope closes.'
      : '';
  return (
    <Field
      label={label}
      messages={messages(path)}
      hint={source === 'none' ? hint : `${HINTS[source]}${vaultNote}`}
    >
      {(control) => (
        <div className="grid grid-cols-[11.5rem_1fr] items-start gap-1.5">
          <Select
            {...(source === 'none' || source === 'generated' ? control : {})}
            aria-label={`Where the ${lowerFirst(label)} comes from`}
            value={source}
            choices={listSources(secret, isKey, none)}
            disabled={isReadOnly}
            onPick={(picked) => changeSecret({ source: picked })}
          />
          <SecretInput
            control={control}
            path={path}
            source={source}
            isKey={isKey}
            {...{ secret, changeSecret }}
          />
        </div>
      )}
    </Field>
  );
}

interface SecretInputProps {
  control: ControlProps;
  path: FieldPath;
  source: Source;
  isKey: boolean;
  secret: SecretDraft;
  changeSecret: (part: Partial<SecretDraft>) => void;
}

const PLACEHOLDERS = { env: 'ACME_CLIENT_SECRET', file: '/home/me/acme-key.pem' } as const;

function SecretInput({ control, path, source, isKey, secret, changeSecret }: SecretInputProps) {
  const { touch, isReadOnly } = useProfileForm();
  switch (source) {
    case 'none':
    case 'generated':
      return null;
    case 'vault':
      return <TextInput {...control} readOnly value="••••••••" />;
    case 'typed':
      return isKey ? (
        <TextArea
          {...control}
          rows={3}
          className="masked-input"
          readOnly={isReadOnly}
          value={secret.typed}
          placeholder="-----BEGIN PRIVATE KEY-----, or a JWK as JSON"
          onChange={({ target }) => changeSecret({ typed: target.value })}
          onBlur={() => touch(path)}
        />
      ) : (
        <TextInput
          {...control}
          code
          type="password"
          autoComplete="new-password"
          readOnly={isReadOnly}
          value={secret.typed}
          placeholder="The value itself"
          onChange={({ target }) => changeSecret({ typed: target.value })}
          onBlur={() => touch(path)}
        />
      );
    case 'env':
    case 'file':
      return (
        <TextInput
          {...control}
          code
          readOnly={isReadOnly}
          value={secret[source]}
          placeholder={PLACEHOLDERS[source]}
          onChange={({ target }) => changeSecret({ [source]: target.value })}
          onBlur={({ target }) => {
            if (target.value !== target.value.trim()) changeSecret({ [source]: target.value.trim() });
            touch(path);
          }}
        />
      );
  }
}

function listSources(secret: SecretDraft, isKey: boolean, none: string | undefined): Choice<Source>[] {
  return [
    ...(none === undefined ? [] : [{ value: 'none' as const, label: none }]),
    ...(secret.vault === '' ? [] : [{ value: 'vault' as const, label: 'Stored in the vault' }]),
    { value: 'typed', label: secret.vault === '' ? 'Type it in' : 'Type in a new one' },
    { value: 'env', label: 'Environment variable' },
    ...(isKey
      ? [
          { value: 'file' as const, label: 'File' },
          { value: 'generated' as const, label: 'Generated here' },
        ]
      : []),
  ];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
