import { FLOW_REFERENCES } from '@shared/model/flow-references';
import { parseHttpUrl } from '@shared/model/parse-profile';
import { Radar } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { FLOW_LABELS } from '../labels/labels';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { ExternalLink } from '../ui/ExternalLink';
import { Field } from '../ui/Field';
import { FormSection } from './FormSection';
import { CheckField, ChoiceField, listChoices, TextField, Wide } from './fields';
import { useProfileForm } from './form-context';

const FLOW_CHOICES = listChoices(FLOW_LABELS);

/** The issuer first: what the server says about itself fills in or checks the rest. */
export function ProviderFields() {
  const { id, draft, change, messages, touch, isReadOnly } = useProfileForm();
  const discovery = useApp((state) => state.discoveries[id]);
  const discover = useApp((state) => state.discover);
  const runnable = useApp((state) => state.capabilities?.flows);
  const flows = FLOW_CHOICES.map(({ value, label }) =>
    !runnable || runnable.includes(value)
      ? { value, label }
      : { value, label: `${label} (cannot be run yet)`, disabled: true },
  );
  const reference = FLOW_REFERENCES[draft.flow];
  const issuer = draft.issuer.trim();
  const input = useRef<HTMLInputElement>(null);
  // A new profile begins here.
  useEffect(() => {
    if (input.current?.value === '') input.current.focus();
  }, []);
  const canDiscover = parseHttpUrl(issuer) !== null;
  const discoverOnce = () => {
    if (draft.issuer !== issuer) change({ issuer });
    touch('issuer');
    if (canDiscover && !isReadOnly && discovery?.issuer !== issuer) void discover(id);
  };
  return (
    <FormSection
      title="Provider"
      paths={['issuer', 'name', 'flow', 'allowInsecure']}
      summary={[issuer, FLOW_LABELS[draft.flow]].filter((part) => part !== '').join(', ')}
    >
      <Wide>
        <Field
          label="Issuer"
          hint="The issuer identifier, or the address of a discovery document."
          messages={messages('issuer')}
        >
          {(control) => (
            <div className="flex gap-1.5">
              <TextInput
                {...control}
                ref={input}
                code
                readOnly={isReadOnly}
                value={draft.issuer}
                placeholder="https://id.example.com"
                onChange={(event) => change({ issuer: event.target.value })}
                onBlur={discoverOnce}
              />
              <Button
                icon={Radar}
                busy={discovery?.status === 'loading'}
                disabled={!canDiscover}
                onClick={() => void discover(id)}
              >
                Discover
              </Button>
            </div>
          )}
        </Field>
        {discovery?.status === 'failed' && discovery.issuer === issuer && (
          <p role="alert" className="mt-1 text-xs break-words text-fail">
            Discovery failed: {discovery.error.message}
          </p>
        )}
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
