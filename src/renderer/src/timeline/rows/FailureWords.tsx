import { Stethoscope } from 'lucide-react';
import { PlainText } from '../../ui/PlainText';

/** Why the step failed, in one line under its rows. */
export function FailureWords({ text }: { text: string }) {
  return (
    <span className="flex h-full min-w-0 flex-1 items-center gap-2 px-2 text-fail">
      <Stethoscope aria-hidden="true" className="ml-8 size-4 shrink-0" />
      <span className="min-w-0 truncate font-semibold">
        <PlainText text={text} />
      </span>
    </span>
  );
}
