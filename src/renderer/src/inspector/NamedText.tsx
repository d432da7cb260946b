import type { ParameterPlace } from '@shared/parameters/parameter';
import { SecretText, type TextPart } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { ParameterName } from './ParameterName';
import { splitNames } from './split-names';

/** Indented JSON whose member names are explained; secrets are masked as in MaskedText. */
export function NamedText({ parts, place }: { parts: readonly TextPart[]; place: ParameterPlace }) {
  let offset = 0;
  return parts.map((part) => {
    const key = offset;
    offset += part.text.length + 1;
    if (part.secret !== null) return <SecretText key={key} value={part.text} name={part.secret} />;
    return <Names key={key} text={part.text} place={place} />;
  });
}

function Names({ text, place }: { text: string; place: ParameterPlace }) {
  let offset = 0;
  return splitNames(text).map((run) => {
    const key = offset;
    offset += run.text.length;
    if (!run.isName) return <PlainText key={key} text={run.text} />;
    return <ParameterName key={key} name={run.text} place={place} />;
  });
}
