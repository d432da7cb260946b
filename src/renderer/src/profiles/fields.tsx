import type { ReactNode } from 'react';
import { Checkbox, type Choice, Select, TextInput } from '../ui/controls';
import { Field, FieldMessages } from '../ui/Field';
import type { FieldPath } from './field-paths';
import { useProfileForm } from './form-context';

interface TextFieldProps {
  label: string;
  path: FieldPath;
  value: string;
  onType: (value: string) => void;
  /** What becomes of the text when the field is left; spaces around it go unless told. */
  clean?: (text: string) => string;
  code?: boolean;
  hint?: ReactNode;
  placeholder?: string;
}

export function TextField({ label, path, value, onType, clean = trim, hint, ...rest }: TextFieldProps) {
  const { messages, touch, isReadOnly } = useProfileForm();
  return (
    <Field label={label} hint={hint} messages={messages(path)}>
      {(control) => (
        <TextInput
          {...control}
          {...rest}
          readOnly={isReadOnly}
          value={value}
          onChange={(event) => onType(event.target.value)}
          onBlur={() => {
            if (clean(value) !== value) onType(clean(value));
            touch(path);
          }}
        />
      )}
    </Field>
  );
}

function trim(text: string): string {
  return text.trim();
}

interface ChoiceFieldProps<V extends string> {
  label: string;
  path: FieldPath;
  value: V;
  choices: readonly Choice<V>[];
  onPick: (value: V) => void;
  hint?: ReactNode;
}

export function ChoiceField<V extends string>({ label, path, hint, ...rest }: ChoiceFieldProps<V>) {
  const { messages, isReadOnly } = useProfileForm();
  return (
    <Field label={label} hint={hint} messages={messages(path)}>
      {(control) => <Select {...control} {...rest} disabled={isReadOnly} />}
    </Field>
  );
}

interface CheckFieldProps {
  label: string;
  path: FieldPath;
  checked: boolean;
  onToggle: (checked: boolean) => void;
  hint?: ReactNode;
}

export function CheckField({ path, ...rest }: CheckFieldProps) {
  const { messages, isReadOnly } = useProfileForm();
  const problems = messages(path);
  return (
    <div className="min-w-0">
      <Checkbox {...rest} disabled={isReadOnly} />
      {problems.length > 0 && <FieldMessages messages={problems} />}
    </div>
  );
}

/** Turns a table of labels into choices, in the table's order. */
export function listChoices<V extends string>(labels: Record<V, string>): Choice<V>[] {
  return (Object.entries(labels) as [V, string][]).map(([value, label]) => ({ value, label }));
}

/** Values that are their own labels; one that a profile has and the list does not is added. */
export function nameChoices(values: readonly string[], current = ''): Choice<string>[] {
  const all = current === '' || values.includes(current) ? values : [...values, current];
  return all.map((value) => ({ value, label: value }));
}

/** A cell that spans the whole width of its group. */
export function Wide({ children }: { children: ReactNode }) {
  return <div className="col-span-full min-w-0">{children}</div>;
}

/** Check boxes in the grid of a section, side by side where there is room. */
export function CheckRow({ children }: { children: ReactNode }) {
  return <div className="col-span-full flex flex-wrap gap-x-6 gap-y-2">{children}</div>;
}
