import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button, IconButton } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { FieldMessages } from '../ui/Field';
import { formatCount } from '../ui/format';
import { FormSection } from './FormSection';
import type { FieldPath } from './field-paths';
import { Wide } from './fields';
import { useProfileForm } from './form-context';
import type { ParameterPairs } from './parameter-pairs';

/** Names that people look for, offered while one is typed. */
const KNOWN_NAMES: Record<ParameterFieldsProps['path'], readonly string[]> = {
  'parameters.authorize': [
    'prompt',
    'max_age',
    'acr_values',
    'login_hint',
    'ui_locales',
    'resource',
    'audience',
    'claims',
    'authorization_details',
    'response_mode',
    'display',
  ],
  'parameters.token': ['resource', 'audience', 'scope', 'authorization_details'],
};

/** Parameters without a field of their own. */
export function ExtraParameterFields() {
  const { draft, change, shows } = useProfileForm();
  const count = draft.authorizeParameters.length + draft.tokenParameters.length;
  return (
    <FormSection
      title="Extra parameters"
      paths={['parameters.authorize', 'parameters.token']}
      summary={count === 0 ? 'none' : formatCount(count, 'parameter')}
      isOpenAtFirst={count > 0}
    >
      {shows('parameters.authorize') && (
        <Wide>
          <ParameterFields
            legend={`Of the ${BEGINNINGS[draft.flow] ?? 'authorization'} request`}
            path="parameters.authorize"
            pairs={draft.authorizeParameters}
            onChange={(authorizeParameters) => change({ authorizeParameters })}
          />
        </Wide>
      )}
      {shows('parameters.token') && (
        <Wide>
          <ParameterFields
            legend="Of the token request"
            path="parameters.token"
            pairs={draft.tokenParameters}
            onChange={(tokenParameters) => change({ tokenParameters })}
          />
        </Wide>
      )}
    </FormSection>
  );
}

const BEGINNINGS: Partial<Record<string, string>> = {
  'device-code': 'device authorization',
  ciba: 'backchannel authentication',
};

interface ParameterFieldsProps {
  legend: string;
  path: Extract<FieldPath, 'parameters.authorize' | 'parameters.token'>;
  pairs: ParameterPairs;
  onChange: (pairs: ParameterPairs) => void;
}

/** Names and values that go into the request as they are. */
function ParameterFields({ legend, path, pairs, onChange }: ParameterFieldsProps) {
  const { messages, isReadOnly } = useProfileForm();
  const id = useId();
  const problems = messages(path);
  const change = (index: number, pair: [string, string]) => onChange(pairs.with(index, pair));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would carry its border and legend
    <div role="group" aria-labelledby={id}>
      <div className="flex items-center justify-between">
        <span id={id} className="font-medium text-ink-soft">
          {legend}
        </span>
        {!isReadOnly && (
          <Button tone="quiet" icon={Plus} small onClick={() => onChange([...pairs, ['', '']])}>
            Add
          </Button>
        )}
      </div>
      <datalist id={`${id}-names`}>
        {KNOWN_NAMES[path].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {pairs.length === 0 && <p className="text-xs text-ink-faint">None.</p>}
      {pairs.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be empty or given twice while it is typed
        <div key={index} className="mt-1 grid grid-cols-[2fr_3fr_auto] items-center gap-1.5">
          <TextInput
            code
            list={`${id}-names`}
            aria-label={`Parameter ${index + 1} name`}
            placeholder="prompt"
            readOnly={isReadOnly}
            value={name}
            onChange={(event) => change(index, [event.target.value, value])}
            onBlur={() => name !== name.trim() && change(index, [name.trim(), value])}
          />
          <TextInput
            code
            aria-label={`Parameter ${index + 1} value`}
            placeholder="login"
            readOnly={isReadOnly}
            value={value}
            onChange={(event) => change(index, [name, event.target.value])}
          />
          {!isReadOnly && (
            <IconButton
              label={`Remove parameter ${index + 1}`}
              icon={X}
              onClick={() => onChange(pairs.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {problems.length > 0 && <FieldMessages messages={problems} />}
    </div>
  );
}
