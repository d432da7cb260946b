import { explainParameter } from '@shared/parameters/explain';
import type { ParameterPlace } from '@shared/parameters/parameter';
import type { ReactNode } from 'react';
import { ExternalLink } from '../ui/ExternalLink';
import { HoverNote } from '../ui/HoverNote';
import { spellInvisible } from '../ui/show-invisible';

interface ParameterNameProps {
  name: string;
  place: ParameterPlace;
  /** What is drawn in place of the bare name. */
  children?: ReactNode;
}

/** A name of the protocols with what it means and where its rule stands; a name that nobody explains stays text. */
export function ParameterName({ name, place, children }: ParameterNameProps) {
  const explained = explainParameter(name, place);
  const shown = children ?? spellInvisible(name);
  if (!explained) return <span>{shown}</span>;
  return (
    <HoverNote
      data-row
      label={`About ${name}`}
      note={
        <>
          <p className="mb-1 font-mono text-xs font-semibold wrap-anywhere">{explained.name}</p>
          <p>{explained.text}</p>
          <p className="mt-1.5 text-xs">
            <ExternalLink href={explained.reference.url}>{explained.reference.label}</ExternalLink>
          </p>
        </>
      }
    >
      {shown}
    </HoverNote>
  );
}
