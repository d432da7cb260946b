import type { ReactNode } from 'react';
import { type Choice, Select, TextInput } from '../ui/controls';
import { Field } from '../ui/Field';
import { useProfileForm } from './form-context';

interface TextFieldProps {
  label: string;
  path: string;
  value: string;
  onType: (value: string) => void;
  onLeave?: () => void;
  type?: 'text' | 'password';
  code?: boolean;
  hint?: ReactNode;
  placeholder?: string;
}

export function TextField({ label, path, value, onType, onLeave, hint, ...rest }: TextFieldProps) {
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
            touch(path);
            onLeave?.();
          }}
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<V extends string> {
  label: string;
  path: string;
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

/** Turns a table of labels into choices, in the table's order. */
export function listChoices<V extends string>(labels: Record<V, string>): Choice<V>[] {
  return (Object.entries(labels) as [V, string][]).map(([value, label]) => ({ value, label }));
}

export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-b border-line px-4 py-3 last:border-0">
      <legend className="float-left mb-2 w-full text-sm font-semibold">{title}</legend>
      <div className="clear-both grid grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] gap-x-4 gap-y-3">
        {children}
      </div>
    </fieldset>
  );
}

/** A cell that spans the whole width of its group. */
export function Wide({ children }: { children: ReactNode }) {
  return <div className="col-span-full min-w-0">{children}</div>;
}
