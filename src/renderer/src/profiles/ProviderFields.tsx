import { FLOW_REFERENCES } from '@shared/model/flow-references';
import { FLOW_LABELS } from '../labels/labels';
import { useApp } from '../store/app-store';
import { ExternalLink } from '../ui/ExternalLink';
import { FormSection } from './FormSection';
import { CheckField, ChoiceField, listChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';
import { IssuerField } from './IssuerField';

const FLOW_CHOICES = listChoices(FLOW_LABELS);

/** The issuer first: what the server says about itself fills in or checks the rest. */
export function ProviderFields() {
  const { draft, change } = useProfileForm();
  const runnable = useApp((state) => state.capabilities?.flows);
  const flows = FLOW_CHOICES.map(({ value, label }) =>
    !runnable || runnable.includes(value)
      ? { value, label }
      : { value, label: `${label} (cannot be run yet)`, disabled: true },
  );
  const reference = FLOW_REFERENCES[draft.flow];
  const issuer = draft.issuer.trim();
  return (
    <FormSection
      title="Provider"
      paths={['issuer', 'name', 'flow', 'allowInsecure']}
      summary={[issuer, FLOW_LABELS[draft.flow]].filter((part) => part !== '').join(', ')}
    >
      <Wide>
        <IssuerField />
      </Wide>
      <TextField label="Profile name" path="name" value={draft.name} onType={(name) => change({ name })} />
      <ChoiceField
        label="Flow"
        path="flow"
        value={draft.flow}
        choices={flows}
        onPick={(flow) => change({ flow })}
        hint={<ExternalLink href={reference.url}>{reference.label}</ExternalLink>}
      />
      <Wide>
        <CheckField
          label="Allow plain http"
          path="allowInsecure"
          hint="For a test system that is not on this machine. Loopback addresses never need it."
          checked={draft.allowInsecure}
          onToggle={(allowInsecure) => change({ allowInsecure })}
        />
      </Wide>
    </FormSection>
  );
}
