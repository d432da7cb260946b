import type { HeaderList, RecordedBody } from '@shared/model/exchange';
import { useMemo, useState } from 'react';
import { Button } from '../ui/Button';
import { DetailTable, Section } from '../ui/DetailTable';
import { formatBytes, formatCount } from '../ui/format';
import { MaskedText } from '../ui/MaskedText';
import { spellInvisible } from '../ui/show-invisible';
import { MaskedBlock } from './MaskedBlock';
import { maskText } from './mask-text';
import { type FormPair, readBody } from './read-body';

/** Header fields as they crossed the wire: in order, with their case and their duplicates. */
export function HeaderSection({ headers }: { headers: HeaderList }) {
  return (
    <Section title={formatCount(headers.length, 'header')}>
      <DetailTable
        label="Headers"
        rows={headers.map(([name, value]) => ({
          name: spellInvisible(name),
          value: <MaskedText parts={maskText(value, { kind: 'header', name })} />,
        }))}
      />
    </Section>
  );
}

export function PairTable({ label, pairs }: { label: string; pairs: FormPair[] }) {
  return (
    <DetailTable
      label={label}
      rows={pairs.map(({ name, value }) => ({
        name: spellInvisible(name),
        value: <MaskedText parts={maskText(value, { kind: 'named', name })} />,
      }))}
    />
  );
}

interface BodySectionProps {
  body: RecordedBody | null;
  headers: HeaderList;
  /** "claims" for an answer about a person, so that it is read as such. */
  place?: 'text' | 'claims';
}

export function BodySection({ body, headers, place = 'text' }: BodySectionProps) {
  const [isRaw, setRaw] = useState(false);
  const readable = useMemo(() => (body ? readBody(body, headers) : null), [body, headers]);
  if (!body || !readable) {
    return (
      <Section title="Body">
        <p className="text-xs text-ink-faint">There is none.</p>
      </Section>
    );
  }
  const canPretty = readable.kind === 'form' || readable.kind === 'json';
  const size = `Body, ${formatBytes(body.bodyBytes)}${body.truncated ? ', only its start was kept' : ''}`;
  return (
    <Section
      title={size}
      actions={
        canPretty && (
          <Button tone="quiet" small aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
            As on the wire
          </Button>
        )
      }
    >
      {readable.kind === 'form' && !isRaw ? (
        <PairTable label="Form fields" pairs={readable.pairs} />
      ) : readable.kind === 'binary' ? (
        <MaskedBlock what="body as base64" parts={[{ text: body.text, secret: 'binary body' }]} />
      ) : (
        <MaskedBlock
          what="body"
          parts={maskText(
            readable.kind === 'json' && !isRaw ? readable.text : body.text,
            readable.kind === 'form' ? { kind: 'form' } : { kind: place },
          )}
        />
      )}
    </Section>
  );
}
