import { ExternalLink as LinkIcon } from 'lucide-react';
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

function isWebUrl(href: string): boolean {
  if (!URL.canParse(href)) return false;
  return /^https?:$/.test(new URL(href).protocol);
}
