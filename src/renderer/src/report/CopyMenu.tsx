import type { CopyForm } from '@shared/contract/host-api';
import { Copy } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Menu } from '../ui/Menu';

const FORMS: { form: CopyForm; label: string; hint: string }[] = [
  { form: 'curl', label: 'As curl', hint: 'Secrets are variables to set first' },
  { form: 'http', label: 'As HTTP messages', hint: 'The request and its answer' },
  { form: 'comment', label: 'As a ticket comment', hint: 'What failed, why and what to do' },
];

/** An exchange for the clipboard. Its secrets are replaced before they leave the host, also while they are revealed here. */
export function CopyMenu({ exchangeId }: { exchangeId: string }) {
  const sessionId = useApp((state) => state.open?.id ?? null);
  const copyExchange = useApp((state) => state.copyExchange);
  return (
    <Menu
      small
      label="Copy"
      icon={Copy}
      disabled={sessionId === null}
      items={FORMS.map(({ form, label, hint }) => ({
        label,
        hint,
        onPick: () => {
          if (sessionId !== null) void copyExchange(sessionId, exchangeId, form);
        },
      }))}
    />
  );
}
