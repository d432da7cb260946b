import { findSpellingDifference } from '@shared/diagnosis/text-difference';
import type { TextDifference } from '@shared/model/finding';
import { isSensitiveName } from '@shared/redact/classify-name';
import { MarkedText } from '../diagnosis/MarkedText';
import { SecretText } from '../ui/MaskedText';

interface ComparedValuesProps {
  name: string;
  left: string | null;
  right: string | null;
}

/** Both values, each with what the other does not have marked. Secrets stay hidden until they are revealed. */
export function ComparedValues({ name, left, right }: ComparedValuesProps) {
  const isSecret = isSensitiveName(name.split('.').at(-1) ?? name);
  const difference = isSecret || left === null || right === null ? null : findSpellingDifference(left, right);
  const shared = { name, isSecret, difference };
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-2 font-mono text-xs">
      <Value side="left" value={left} {...shared} />
      <Value side="right" value={right} {...shared} />
    </dl>
  );
}

interface ValueProps {
  side: 'left' | 'right';
  name: string;
  value: string | null;
  isSecret: boolean;
  difference: TextDifference | null;
}

/** More of a value is in its step. */
const MAX_LENGTH = 600;

function Value({ side, name, value, isSecret, difference }: ValueProps) {
  return (
    <>
      <dt className="text-ink-faint">{side}</dt>
      <dd className="min-w-0 wrap-anywhere whitespace-pre-wrap">
        {value === null ? (
          <span className="font-sans text-ink-faint italic">missing</span>
        ) : isSecret ? (
          <SecretText value={value} name={`${name}, ${side}`} />
        ) : (
          <MarkedText
            side={side === 'left' ? 'expected' : 'actual'}
            text={cut(value)}
            difference={difference}
          />
        )}
      </dd>
    </>
  );
}

function cut(value: string): string {
  return value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value;
}
