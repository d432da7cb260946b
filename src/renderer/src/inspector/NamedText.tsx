import { explainParameter } from '@shared/parameters/explain';
import type { ParameterPlace } from '@shared/parameters/parameter';
import { useContext, useMemo } from 'react';
import { CopyButton } from '../ui/CopyButton';
import { MaskedText, RevealContext, type TextPart } from '../ui/MaskedText';
import { describeCopy } from './named-rows';
import { ParameterName } from './ParameterName';
import { type JsonLine, readMembers, writeValue } from './read-members';

interface NamedTextProps {
  parts: readonly TextPart[];
  /** Null for words that are of no protocol. */
  place: ParameterPlace | null;
}

/**
 * Indented JSON whose member names are explained and whose values can be copied; secrets are masked as in MaskedText.
 * The arrow keys walk its members: a name that is explained, with its button next, or the button itself.
 */
export function NamedText({ parts, place }: NamedTextProps) {
  const lines = useMemo(() => readMembers(parts), [parts]);
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat and never move
    <Line key={index} line={line} place={place} />
  ));
}

function Line({ line, place }: { line: JsonLine; place: ParameterPlace | null }) {
  const reveal = useContext(RevealContext);
  const { before, name, after, value, feed } = line;
  if (name === null) {
    return (
      <>
        <MaskedText parts={before} />
        {feed}
      </>
    );
  }
  const offer = describeCopy(value, `value of ${name}`, reveal);
  const hasNote = place !== null && explainParameter(name, place) !== null;
  return (
    <span data-item className="group/line">
      <MaskedText parts={before} />
      {place === null ? name : <ParameterName name={name} place={place} />}
      <MaskedText parts={after} />
      {/* Without a width of its own, so that a line which just fits is not broken for it. */}
      {offer && (
        <span className="inline-flex h-3 w-0 items-center align-middle font-sans opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 [@media(hover:none)]:opacity-100">
          <CopyButton
            small
            isRow={!hasNote}
            isRowAction={hasNote}
            text={writeValue(offer.text, line)}
            what={offer.what}
          />
        </span>
      )}
      {feed}
    </span>
  );
}
