import { BookOpen, ExternalLink as LinkIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './Button';
import { spellInvisible } from './show-invisible';

interface ExternalLinkProps {
  href: string;
  /** `button` for the one thing to do next. */
  look?: keyof typeof LOOKS;
  children: ReactNode;
}

const LOOKS = {
  text: 'text-accent underline decoration-1 underline-offset-2 hover:text-accent-hover',
  button: buttonStyle({ tone: 'primary' }),
};

/** The one way out of the app. Anything but an absolute http(s) URL stays text. */
export function ExternalLink({ href, look = 'text', children }: ExternalLinkProps) {
  if (!isWebUrl(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      title={spellInvisible(href)}
      className={LOOKS[look]}
    >
      {children}
      <LinkIcon aria-hidden="true" className="ml-1 inline size-3 align-baseline" />
    </a>
  );
}

/** The same as a mark behind a text, for tables: what it leads to is its name and its tooltip. */
export function ReferenceLink({ label, url }: { label: string; url: string }) {
  if (!isWebUrl(url)) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={label}
      title={label}
      className="inline-flex h-4 w-6 items-center justify-center rounded align-middle text-ink-faint hover:text-accent"
    >
      <BookOpen aria-hidden="true" className="size-3.5" />
    </a>
  );
}

function isWebUrl(href: string): boolean {
  if (!URL.canParse(href)) return false;
  return /^https?:$/.test(new URL(href).protocol);
}
