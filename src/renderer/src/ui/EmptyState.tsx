import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="mx-auto flex h-full max-w-md flex-col items-center justify-center-safe gap-2 overflow-auto p-6 text-center">
      <Icon aria-hidden="true" className="size-8 text-ink-faint" strokeWidth={1.25} />
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </div>
  );
}
