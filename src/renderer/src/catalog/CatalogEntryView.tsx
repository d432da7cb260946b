import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import { fillPlaceholders } from '@shared/diagnosis/placeholders';
import { Part, TextList, WhoAndWhen } from '../diagnosis/parts';
import { Badge } from '../ui/Badge';
import { CopyButton } from '../ui/CopyButton';
import { ExternalLink } from '../ui/ExternalLink';

/** One entry in full, in general words where a finding would have the values of its run. */
export function CatalogEntryView({ entry }: { entry: CatalogEntry }) {
  const { id, code, title, meaning, where, provider, causes, fixes, actors, retry, reference } = entry;
  const say = (text: string) => fillPlaceholders(text, {});
  return (
    <article aria-label={title} className="max-w-3xl px-5 py-4">
      <header className="flex flex-wrap items-start gap-x-2 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-40 text-base font-semibold break-words">{title}</h3>
        {provider !== null && <Badge tone="accent">{provider}</Badge>}
        <Badge>{code}</Badge>
      </header>
      <p className="mt-1 text-ink-soft">{say(meaning)}</p>
      <Part title="What to do">
        <TextList items={fixes.map(say)} ordered />
      </Part>
      <WhoAndWhen actors={actors} retry={retry} />
      <Part title="Possible causes">
        <TextList items={causes.map(say)} />
      </Part>
      <Part title="Where it shows">
        <p>{where.join(', ')}</p>
      </Part>
      <p className="mt-3 text-xs">
        <ExternalLink href={reference.url}>{reference.label}</ExternalLink>
      </p>
      <p className="mt-3 flex items-center gap-1 text-xs text-ink-faint">
        Entry <code className="font-mono wrap-anywhere">{id}</code>
        <CopyButton small text={id} what="entry id" />
      </p>
    </article>
  );
}
