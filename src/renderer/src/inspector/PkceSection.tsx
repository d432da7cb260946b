import { Badge } from '../ui/Badge';
import { DetailTable, Section } from '../ui/DetailTable';
import { SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { ParameterName } from './ParameterName';
import type { PkceDerivation } from './read-pkce';

/** Verifier, method, challenge: computed here and compared with what was sent. */
export function PkceSection({ pkce: { verifier, method, computed, sent } }: { pkce: PkceDerivation }) {
  const isPlain = method === 'plain';
  const show = (value: string | null, none: string) => {
    if (value === null) return <span className="font-sans text-ink-faint">{none}</span>;
    // A plain challenge is the verifier itself.
    return isPlain ? <SecretText value={value} name="code challenge" /> : <PlainText text={value} />;
  };
  return (
    <Section title="PKCE">
      <DetailTable
        label="PKCE"
        rows={[
          {
            name: 'code_verifier',
            label: <ParameterName name="code_verifier" place="request" />,
            value: <SecretText value={verifier} name="code verifier" />,
          },
          {
            name: 'Method',
            label: (
              <ParameterName name="code_challenge_method" place="request">
                Method
              </ParameterName>
            ),
            value: isPlain ? (
              'plain: the verifier itself'
            ) : method === 'S256' ? (
              'S256: base64url(SHA-256(verifier))'
            ) : (
              <PlainText text={method} />
            ),
          },
          { name: 'Computed', value: show(computed, 'not for this method') },
          {
            name: 'code_challenge sent',
            label: (
              <ParameterName name="code_challenge" place="request">
                code_challenge sent
              </ParameterName>
            ),
            value: show(sent, 'none was sent'),
          },
          { name: 'Compared', value: <Comparison computed={computed} sent={sent} /> },
        ]}
      />
    </Section>
  );
}

function Comparison({ computed, sent }: Pick<PkceDerivation, 'computed' | 'sent'>) {
  if (computed === null || sent === null) return <Badge>not possible</Badge>;
  return computed === sent ? <Badge tone="pass">equal</Badge> : <Badge tone="fail">different</Badge>;
}
