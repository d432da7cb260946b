import { SECRET_AUTH_METHODS } from '@shared/model/client-schema';
import type { ClientAuthMethod } from '@shared/model/profile';
import { AUTH_LABELS } from '../labels/labels';
import { FormSection } from './FormSection';
import { isCertificateClient } from './field-paths';
import { ChoiceField, listChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import { ProbeAuthButton } from './ProbeAuthButton';
import type { ProfileDraft } from './profile-draft';
import { SecretField } from './SecretField';
import { SIGNING_ALGS } from './schema-choices';
import { resumeSource } from './secret-drafts';

const AUTH_CHOICES = listChoices(AUTH_LABELS);

const ENCODING_CHOICES = [
  { value: 'form', label: 'Form-encoded (standard)' },
  { value: 'raw', label: 'As they are' },
] as const;

const AUDIENCE_CHOICES = [
  { value: 'issuer', label: 'The issuer' },
  { value: 'token-endpoint', label: 'The token endpoint (older servers)' },
] as const;

/** Where the secret itself crosses the wire, there is more than one way. */
const SENT_SECRETS: ReadonlySet<ClientAuthMethod> = new Set(['client_secret_basic', 'client_secret_post']);

/** Who the client is, and what its way to authenticate needs. */
export function ClientFields() {
  const { draft, change, shows } = useProfileForm();
  const hasSecret = SECRET_AUTH_METHODS.has(draft.auth);
  return (
    <FormSection
      title="Client"
      summary={[draft.clientId, draft.auth].filter((part) => part !== '').join(', ')}
      paths={[
        'client.id',
        'client.auth',
        'client.secret',
        'client.basicEncoding',
        'client.key',
        'client.key.alg',
        'client.key.kid',
        'client.assertionAudience',
        ...(isCertificateClient(draft) ? (['tls.cert', 'tls.key'] as const) : []),
      ]}
    >
      <TextField
        label="Client ID"
        path="client.id"
        code
        value={draft.clientId}
        onType={(clientId) => change({ clientId })}
        hint={draft.flow === 'registration' ? 'The registration brings one.' : undefined}
      />
      <ChoiceField
        label="Client authentication"
        path="client.auth"
        value={draft.auth}
        choices={AUTH_CHOICES}
        onPick={(auth) => change(pickAuth(draft, auth))}
      />
      {shows('client.secret') && (
        <Wide>
          <SecretField
            label="Client secret"
            member="client.secret"
            path="client.secret"
            none={hasSecret ? undefined : 'None'}
          />
        </Wide>
      )}
      {SENT_SECRETS.has(draft.auth) && <ProbeAuthButton />}
      {shows('client.basicEncoding') && (
        <ChoiceField
          label="Encoding of ID and secret"
          path="client.basicEncoding"
          value={draft.basicEncoding}
          choices={ENCODING_CHOICES}
          onPick={(basicEncoding) => change({ basicEncoding })}
          hint="RFC 6749 section 2.3.1 asks for form-encoding. Some servers do not decode it."
        />
      )}
      {shows('client.key') && <KeyFields />}
      {shows('client.assertionAudience') && (
        <ChoiceField
          label="Audience of the assertion"
          path="client.assertionAudience"
          value={draft.assertionAudience}
          choices={AUDIENCE_CHOICES}
          onPick={(assertionAudience) => change({ assertionAudience })}
        />
      )}
      {isCertificateClient(draft) && <CertificateFields />}
    </FormSection>
  );
}

/** The private key that signs assertions, request objects and grant assertions: one key for all. */
function KeyFields() {
  const { draft, change } = useProfileForm();
  const algs = [{ value: '' as const, label: 'The usual one of the key' }, ...nameAlgs()];
  return (
    <>
      <Wide>
        <SecretField label="Private key" member="client.key.from" path="client.key" isKey none="None" />
      </Wide>
      <ChoiceField
        label="Signature algorithm"
        path="client.key.alg"
        value={draft.keyAlg}
        choices={algs}
        onPick={(keyAlg) => change({ keyAlg })}
      />
      <TextField
        label="Key ID (kid)"
        path="client.key.kid"
        code
        value={draft.keyKid}
        onType={(keyKid) => change({ keyKid })}
        placeholder="as in the key itself"
      />
    </>
  );
}

function nameAlgs() {
  return SIGNING_ALGS.map((value) => ({ value, label: value }));
}

/** RFC 8705: the certificate is a pair of files on the machine where Grantscope runs. */
export function CertificateFields() {
  const { draft, change } = useProfileForm();
  return (
    <>
      <TextField
        label="Client certificate"
        path="tls.cert"
        code
        value={draft.tlsCert}
        onType={(tlsCert) => change({ tlsCert })}
        placeholder="/home/me/acme-client.pem"
        hint="Whole path of a PEM file."
      />
      <TextField
        label="Key of the certificate"
        path="tls.key"
        code
        value={draft.tlsKey}
        onType={(tlsKey) => change({ tlsKey })}
        placeholder="/home/me/acme-client-key.pem"
        hint="Whole path of a PEM file without a passphrase."
      />
    </>
  );
}

/** Another way to authenticate, with the secret or key it needs; what another way needed is put aside, not lost. */
function pickAuth(draft: ProfileDraft, auth: ClientAuthMethod): Partial<ProfileDraft> {
  const secret = draft.secrets['client.secret'];
  const key = draft.secrets['client.key.from'];
  const needsKey = auth === 'private_key_jwt' || draft.requestObject !== null || draft.flow === 'jwt-bearer';
  return {
    auth,
    secrets: {
      ...draft.secrets,
      'client.secret': { ...secret, source: SECRET_AUTH_METHODS.has(auth) ? resumeSource(secret) : 'none' },
      'client.key.from': { ...key, source: needsKey ? resumeSource(key) : 'none' },
    },
  };
}
