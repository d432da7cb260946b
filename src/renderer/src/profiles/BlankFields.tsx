import { readBlanks } from '@shared/providers/issuer-template';
import type { KnownProvider } from '@shared/providers/known-provider';
import { TextInput } from '../ui/controls';
import { Field } from '../ui/Field';
import { changeIssuer, fillBlank } from './connect-provider';
import { useProfileForm } from './form-context';

interface BlankFieldsProps {
  provider: KnownProvider;
  onLeave: () => void;
}

/** One field for each part of a known issuer that only the user knows. They are read off the issuer, and write it. */
export function BlankFields({ provider, onLeave }: BlankFieldsProps) {
  const { draft, change } = useProfileForm();
  const values = readBlanks(provider, draft.issuer);
  if (!values || provider.blanks.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not shrink
    <div
      role="group"
      aria-label={`Parts of the ${provider.name} issuer`}
      className="mt-2 grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-2"
    >
      {provider.blanks.map(({ name, label, example }) => (
        <Field key={name} label={label}>
          {(control) => (
            <TextInput
              {...control}
              code
              data-blank
              value={values[name] ?? ''}
              placeholder={example}
              onChange={({ target }) => {
                // Only what keeps the issuer in shape: another character would end this part of it.
                const value = target.value.replace(/[\s/?#{}]/g, '');
                const issuer = fillBlank(provider, draft.issuer, name, value);
                change(changeIssuer(draft, issuer, provider));
              }}
              onBlur={onLeave}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
