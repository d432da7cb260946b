import type { ParameterPlace } from '@shared/parameters/parameter';
import { useContext, useState } from 'react';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { formatBytes } from '../ui/format';
import { joinParts, MaskedText, RevealContext, type TextPart } from '../ui/MaskedText';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { WholeTextContext } from './find-context';
import { NamedText } from './NamedText';

/** Drawing a longer text at once would freeze the window. */
const SHOWN_LENGTH = 50_000;

interface MaskedBlockProps {
  parts: TextPart[];
  what: string;
  /** For indented JSON: where the names of its members stand, so that they can be explained; null for nowhere. */
  names?: ParameterPlace | null | undefined;
}

/** A longer text with its secrets masked; what is copied is what can be seen. */
export function MaskedBlock({ parts, what, names }: MaskedBlockProps) {
  const reveal = useContext(RevealContext);
  const isSearched = useContext(WholeTextContext);
  const [isPicked, setPicked] = useState(false);
  const isWhole = isPicked || isSearched;
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  const isMasked = !reveal && parts.some((part) => part.secret !== null);
  const isLong = length > SHOWN_LENGTH;
  const shown = isLong && !isWhole ? cutParts(parts, SHOWN_LENGTH) : parts;
  return (
    <div className="relative rounded border border-line bg-sunken">
      <div className="absolute top-1 right-1">
        <CopyButton text={joinParts(parts, reveal)} what={isMasked ? `${what}, secrets hidden` : what} />
      </div>
      <pre
        ref={useRovingRows()}
        onKeyDown={moveFocusBetweenRows}
        className="overflow-x-auto py-1.5 pr-8 pl-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
      >
        {names !== undefined && !isLong ? (
          <NamedText parts={shown} place={names} />
        ) : (
          <MaskedText parts={shown} />
        )}
      </pre>
      {isLong && !isWhole && (
        <Button tone="quiet" className="m-1" onClick={() => setPicked(true)}>
          Show all {formatBytes(length)}
        </Button>
      )}
    </div>
  );
}

function cutParts(parts: readonly TextPart[], limit: number): TextPart[] {
  const kept: TextPart[] = [];
  let length = 0;
  for (const part of parts) {
    if (length >= limit) break;
    kept.push(part.secret === null ? { ...part, text: part.text.slice(0, limit - length) } : part);
    length += part.text.length;
  }
  return kept;
}
