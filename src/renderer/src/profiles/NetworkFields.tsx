import { CertificateFields } from './ClientFields';
import { FormSection } from './FormSection';
import { isCertificateClient } from './field-paths';
import { TextField } from './fields';
import { useProfileForm } from './form-context';

/** How requests reach the provider. Most profiles need nothing here. */
export function NetworkFields() {
  const { draft, change } = useProfileForm();
  const hasOwnCertificate = isCertificateClient(draft);
  const set = [
    ...(draft.tlsCa === '' ? [] : ['own certificate authorities']),
    ...(draft.tlsCert === '' || hasOwnCertificate ? [] : ['client certificate']),
    ...(draft.proxy === '' ? [] : ['proxy']),
  ];
  return (
    <FormSection
      title="Network"
      paths={['tls.ca', 'proxy', ...(hasOwnCertificate ? [] : (['tls.cert', 'tls.key'] as const))]}
      summary={set.join(', ') || 'nothing special'}
      isOpenAtFirst={set.length > 0}
    >
      <TextField
        label="Certificate authorities"
        path="tls.ca"
        code
        value={draft.tlsCa}
        onType={(tlsCa) => change({ tlsCa })}
        placeholder="/etc/ssl/acme-ca.pem"
        hint="Whole path of a PEM file to trust besides the usual ones, on the machine where Grantscope runs."
      />
      <TextField
        label="Proxy"
        path="proxy"
        code
        value={draft.proxy}
        onType={(proxy) => change({ proxy })}
        placeholder="http://proxy.example.com:3128"
        hint="For the requests that Grantscope sends itself. Your browser keeps its own settings."
      />
      {!hasOwnCertificate && <CertificateFields />}
    </FormSection>
  );
}
