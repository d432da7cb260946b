import { clsx } from 'clsx';
import { CircleX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface FieldMessage {
  message: string;
  severity: 'error' | 'warning';
}

export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  messages?: FieldMessage[];
  /** Draws the control with the ids that tie it to its label and its messages. */
  children: (control: ControlProps) => ReactNode;
}

/** A labelled form control with its hint and its problems, all of them announced with the control. */
export function Field({ label, hint, messages = [], children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const messagesId = `${id}-messages`;
  const described = [hint ? hintId : null, messages.length > 0 ? messagesId : null].filter(Boolean).join(' ');
  const isInvalid = messages.some((each) => each.severity === 'error');
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium text-ink-soft">
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': isInvalid || undefined })}
      {messages.length > 0 && <FieldMessages id={messagesId} messages={messages} />}
      {hint && (
        <div id={hintId} className="mt-1 text-xs text-ink-faint">
          {hint}
        </div>
      )}
    </div>
  );
}

export function FieldMessages({ id, messages }: { id?: string; messages: FieldMessage[] }) {
  return (
    <ul id={id} className="mt-1 space-y-0.5 text-xs">
      {messages.map(({ message, severity }) => {
        const Icon = severity === 'error' ? CircleX : TriangleAlert;
        return (
          <li
            key={message}
            className={clsx('flex items-start gap-1', severity === 'error' ? 'text-fail' : 'text-warn')}
          >
            <Icon aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
            <span className="min-w-0 break-words">
              <span className="sr-only">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
              {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
