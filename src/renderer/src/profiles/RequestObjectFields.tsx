import { CheckField, ChoiceField, nameChoices } from './fields';
import { useProfileForm } from './form-context';
import { CONTENT_ENCRYPTIONS, ENCRYPTION_ALGS } from './schema-choices';
import { resumeSource } from './secret-drafts';

const NEW = { isEncrypted: false, alg: 'RSA-OAEP-256', enc: 'A256GCM' };

/** RFC 9101: the request as a JWT, signed with the key of the client, and encrypted to one of the server. */
export function RequestObjectFields() {
  const { draft, change, shows } = useProfileForm();
  const { requestObject, secrets } = draft;
  if (!shows('requestObject')) return null;
  const toggle = (isOn: boolean) => {
    const key = secrets['client.key.from'];
    change({
      requestObject: isOn ? NEW : null,
      // It is signed: where no key is chosen yet, its field opens.
      ...(isOn ? { secrets: { ...secrets, 'client.key.from': { ...key, source: resumeSource(key) } } } : {}),
    });
  };
  return (
    <>
      <CheckField
        label="Signed request object"
        path="requestObject"
        checked={requestObject !== null}
        onToggle={toggle}
      />
      {requestObject && (
        <CheckField
          label="Encrypted too"
          path="requestObject.encryption"
          checked={requestObject.isEncrypted}
          onToggle={(isEncrypted) => change({ requestObject: { ...requestObject, isEncrypted } })}
        />
      )}
      {requestObject?.isEncrypted && (
        <div className="grid w-full grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] gap-x-4 gap-y-3">
          <ChoiceField
            label="Key management"
            path="requestObject.encryption.alg"
            value={requestObject.alg}
            choices={nameChoices(ENCRYPTION_ALGS, requestObject.alg)}
            onPick={(alg) => change({ requestObject: { ...requestObject, alg } })}
          />
          <ChoiceField
            label="Content encryption"
            path="requestObject.encryption.enc"
            value={requestObject.enc}
            choices={nameChoices(CONTENT_ENCRYPTIONS, requestObject.enc)}
            onPick={(enc) => change({ requestObject: { ...requestObject, enc } })}
          />
        </div>
      )}
    </>
  );
}
