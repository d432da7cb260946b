import { FormSection } from './FormSection';
import type { FieldPath } from './field-paths';
import { ChoiceField, nameChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import type { ProfileDraft } from './profile-draft';
import { SecretField } from './SecretField';
import { DPOP_ALGS, ENCRYPTION_ALGS } from './schema-choices';

const PATHS: readonly FieldPath[] = [
  'dpop',
  'client.decryptionKey',
  'client.decryptionKey.alg',
  'client.decryptionKey.kid',
];

const DPOP_CHOICES = [
  { value: '' as const, label: 'Off: bearer tokens' },
  ...DPOP_ALGS.map((alg) => ({ value: alg, label: `Proofs with ${alg}` })),
];

/** How the tokens are bound to this client, and how encrypted ones are read. */
export function TokenFields() {
  const { draft, change, shows } = useProfileForm();
  const { decryptionAlg } = draft;
  return (
    <FormSection
      title="Token protection"
      paths={PATHS}
      summary={summarize(draft)}
      isOpenAtFirst={draft.dpopAlg !== '' || draft.secrets['client.decryptionKey.from'].source !== 'none'}
    >
      <ChoiceField
        label="DPoP"
        path="dpop"
        value={draft.dpopAlg}
        choices={DPOP_CHOICES}
        onPick={(dpopAlg) => change({ dpopAlg })}
        hint="Binds the tokens to a key made for the run (RFC 9449)."
      />
      <Wide>
        <SecretField
          label="Decryption key"
          member="client.decryptionKey.from"
          path="client.decryptionKey"
          isKey
          none="None"
          hint="For encrypted ID tokens, UserInfo and authorization responses."
        />
      </Wide>
      {shows('client.decryptionKey.alg') && (
        <>
          <ChoiceField
            label="Key management of the decryption key"
            path="client.decryptionKey.alg"
            value={decryptionAlg}
            choices={[
              { value: '', label: 'The usual one of the key' },
              ...nameChoices(ENCRYPTION_ALGS, decryptionAlg),
            ]}
            onPick={(alg) => change({ decryptionAlg: alg })}
          />
          <TextField
            label="Key ID of the decryption key"
            path="client.decryptionKey.kid"
            code
            value={draft.decryptionKid}
            onType={(decryptionKid) => change({ decryptionKid })}
            placeholder="as in the key itself"
          />
        </>
      )}
    </FormSection>
  );
}

function summarize({ dpopAlg, secrets }: ProfileDraft): string {
  const parts = [
    dpopAlg === '' ? 'bearer tokens' : `DPoP with ${dpopAlg}`,
    ...(secrets['client.decryptionKey.from'].source === 'none' ? [] : ['decryption key']),
  ];
  return parts.join(', ');
}
