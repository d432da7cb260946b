import { Eye, EyeOff } from 'lucide-react';
import { createContext, useContext, useState } from 'react';
import { IconButton } from './Button';
import { CopyButton } from './CopyButton';
import { PlainText } from './PlainText';

/** A run of text; `secret` names what is hidden in it, null where it may be seen. */
export interface TextPart {
  text: string;
  secret: string | null;
}

/** True where every value is shown, whatever its own switch says. */
export const RevealContext = createContext(false);

const DOTS = '••••••••';

/** Text with its secrets behind dots of one length; each has a switch of its own. */
export function MaskedText({ parts }: { parts: readonly TextPart[] }) {
  let offset = 0;
  return parts.map((part) => {
    const key = offset;
    offset += part.text.length + 1;
    return part.secret === null ? (
      <PlainText key={key} text={part.text} />
    ) : (
      <SecretText key={key} value={part.text} name={part.secret} />
    );
  });
}

export function SecretText({ value, name }: { value: string; name: string }) {
  const isEveryShown = useContext(RevealContext);
  const [isShown, setShown] = useState(false);
  const shown = isShown || isEveryShown;
  return (
    <span className="rounded-sm bg-sunken px-1">
      {shown ? <PlainText text={value} /> : <span title={`${value.length} characters`}>{DOTS}</span>}
      <IconButton
        label={`${shown ? 'Hide' : 'Reveal'} ${name}`}
        icon={shown ? EyeOff : Eye}
        disabled={isEveryShown}
        onClick={() => setShown(!isShown)}
        small
      />
      {shown && <CopyButton small text={value} what={name} />}
    </span>
  );
}

/** What a copy of the parts holds: secrets as dots unless all of them are shown. */
export function joinParts(parts: readonly TextPart[], reveal: boolean): string {
  return parts.map((part) => (part.secret === null || reveal ? part.text : DOTS)).join('');
}
