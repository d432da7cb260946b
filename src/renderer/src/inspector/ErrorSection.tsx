import { compareSides, isAboutRandomValue, type Proof } from '@shared/diagnosis/finding-words';
import type { ErrorCause, ErrorRecord } from '@shared/model/error-record';
import { Comparison } from '../diagnosis/Comparison';
import { type DetailRow, DetailTable, Section } from '../ui/DetailTable';
import { MaskedText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';
import { maskText } from './mask-text';
import { ParameterName } from './ParameterName';

/** A failure with its whole cause chain, and what the provider itself said. */
export function ErrorSection({ error }: { error: ErrorRecord }) {
  const { oauth } = error;
  const fromProvider: DetailRow[] = oauth
    ? [
        ['error', oauth.error],
        ['error_description', oauth.errorDescription],
        ['error_uri', oauth.errorUri],
      ].flatMap(([name, value]) =>
        name && value
          ? [
              {
                name,
                label: <ParameterName name={name} place="answer" />,
                value: <PlainText text={value} />,
                copy: { text: value, what: name },
              },
            ]
          : [],
      )
    : [];
  return (
    <Section title="Error">
      {fromProvider.length > 0 && (
        <div className="mb-2">
          <DetailTable label="What the provider said" rows={fromProvider} />
        </div>
      )}
      <ol className="space-y-2">
        {[error, ...error.causes].map((cause, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cause chain never changes
          <li key={index} className={index > 0 ? 'border-l-2 border-line pl-2' : undefined}>
            <CauseView cause={cause} isFirst={index === 0} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function CauseView({ cause, isFirst }: { cause: ErrorCause; isFirst: boolean }) {
  const compared = readCompared(cause);
  const shown = Object.entries(cause.details).filter(([name]) => !(compared && COMPARED.has(name)));
  const details = shown.map(([name, value]) => ({
    name,
    value: (
      <MaskedText
        parts={maskText(typeof value === 'string' ? value : JSON.stringify(value), { kind: 'named', name })}
      />
    ),
  }));
  return (
    <>
      <p className="break-words">
        {!isFirst && <span className="text-ink-faint">caused by </span>}
        <MaskedText parts={maskText(cause.message)} />
      </p>
      <p className="font-mono text-xs text-ink-faint">
        <PlainText text={cause.code ? `${cause.name} ${cause.code}` : cause.name} />
      </p>
      {compared && <Comparison proof={compared} what={spellInvisible(cause.name)} isBad />}
      {details.length > 0 && <DetailTable label={`Details of ${cause.name}`} rows={details} />}
    </>
  );
}

const COMPARED = new Set(['expected', 'actual']);

/** The two sides that the error names, where neither of them is to be hidden. */
function readCompared({ details }: ErrorCause): Omit<Proof, 'statement'> | null {
  const { expected, actual, checkId } = details;
  if (typeof expected !== 'string' || typeof actual !== 'string') return null;
  const parts = [expected, actual].flatMap((text) => maskText(text));
  if (parts.some(({ secret }) => secret !== null)) return null;
  return compareSides(expected, actual, !isAboutRandomValue(String(checkId)));
}
