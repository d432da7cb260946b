import { ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { type ReactNode, useId, useState } from 'react';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { formatCount } from '../ui/format';
import type { FieldPath } from './field-paths';
import { useProfileForm } from './form-context';

interface FormSectionProps {
  title: string;
  paths: readonly FieldPath[];
  /** What is set in it, shown while it is closed. */
  summary?: string;
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

/** A part of the form. It opens by itself when saving finds an error in it, and is not drawn where none of its fields is needed. */
export function FormSection({ title, paths, summary, isOpenAtFirst = true, children }: FormSectionProps) {
  const { id: profileId, messages, shows } = useProfileForm();
  /** Another one for each attempt to save, and for each refusal of the host. */
  const attempt = useApp((state) => state.saveErrors[profileId] ?? state.triedIds);
  const id = useId();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const shown = paths.filter(shows);
  const problems = shown.flatMap(messages);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const [knownAttempt, setKnownAttempt] = useState<unknown>(attempt);
  if (attempt !== knownAttempt) {
    setKnownAttempt(attempt);
    if (errors > 0) setOpen(true);
  }
  if (shown.length === 0) return null;
  return (
    <Collapsible.Root
      open={isOpen}
      onOpenChange={setOpen}
      role="group"
      aria-labelledby={id}
      className="min-w-0 border-b border-line last:border-0"
    >
      <h3 className="flex min-h-9 items-center">
        <Collapsible.Trigger className="group flex min-h-9 min-w-0 flex-1 items-center gap-1.5 pr-4 pl-2.5 text-left text-sm font-semibold hover:bg-hover">
          <ChevronRight
            aria-hidden="true"
            className="size-3.5 shrink-0 text-ink-faint group-data-[state=open]:rotate-90"
          />
          <span id={id} className="shrink-0">
            {title}
          </span>
          {!isOpen && summary && (
            <span className="min-w-0 truncate pl-1.5 text-xs font-normal text-ink-faint">{summary}</span>
          )}
        </Collapsible.Trigger>
        {!isOpen && problems.length > 0 && (
          <span className="pr-4">
            <Badge tone={errors > 0 ? 'fail' : 'warn'}>
              {errors > 0 ? formatCount(errors, 'error') : formatCount(problems.length, 'warning')}
            </Badge>
          </span>
        )}
      </h3>
      <Collapsible.Content className="grid grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] gap-x-4 gap-y-3 px-4 pt-0.5 pb-3.5">
        {children}
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
