import type { ParameterPlace } from '@shared/parameters/parameter';
import type { TextPlace } from '@shared/redact/span';
import { useContext } from 'react';
import type { CopyOffer, DetailRow } from '../ui/DetailTable';
import { joinParts, MaskedText, RevealContext, type TextPart } from '../ui/MaskedText';
import { spellInvisible } from '../ui/show-invisible';
import { maskText } from './mask-text';
import { ParameterName } from './ParameterName';
import type { FormPair } from './read-body';

/** What a button copies: what can be seen, which its name says. Null for a value that brings its own button. */
export function describeCopy(parts: readonly TextPart[], what: string, reveal: boolean): CopyOffer | null {
  const isMasked = parts.some(({ secret }) => secret !== null);
  if (parts.length === 0 || (isMasked && parts.length === 1)) return null;
  return { text: joinParts(parts, reveal), what: isMasked && !reveal ? `${what}, secrets hidden` : what };
}

/** Recorded names and values as rows: each name explained, each value masked and to be copied. */
export function useNamedRows(
  pairs: readonly FormPair[],
  place: ParameterPlace,
  readPlace: (name: string) => TextPlace,
): DetailRow[] {
  const reveal = useContext(RevealContext);
  return pairs.map(({ name, value }) => {
    const parts = maskText(value, readPlace(name));
    return {
      name: spellInvisible(name),
      label: <ParameterName name={name} place={place} />,
      value: <MaskedText parts={parts} />,
      copy: describeCopy(parts, spellInvisible(name), reveal),
    };
  });
}
