import type { HeaderList, RecordedBody } from '@shared/model/exchange';
import type { ParameterPlace } from '@shared/parameters/parameter';
import { useContext, useMemo, useState } from 'react';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { DetailTable, Section } from '../ui/DetailTable';
import { formatBytes, formatCount } from '../ui/format';
import { joinParts, RevealContext } from '../ui/MaskedText';
import { MaskedBlock } from './MaskedBlock';
import { maskText } from './mask-text';
import { useNamedRows } from './named-rows';
import { type FormPair, readBody } from './read-body';

/** Header fields as they crossed the wire: in order, with their case and their duplicates. */
export function HeaderSection({ headers }: { headers: HeaderList }) {
  const pairs = headers.map(([name, value]) => ({ name, value }));
  const rows = useNamedRows(pairs, 'header', (name) => ({ kind: 'header', name }));
  return (
    <Section
      title={formatCount(headers.length, 'header')}
      actions={
        <CopyAll
          what="all headers"
          lines={pairs.map(({ name, value }) => [`${name}: `, maskText(value, { kind: 'header', name })])}
        />
      }
    >
      <DetailTable label="Headers" rows={rows} />
    </Section>
  );
}

interface PairTableProps {
  label: string;
  pairs: FormPair[];
  /** `answer` for what came back. */
  place?: ParameterPlace;
}

export function PairTable({ label, pairs, place = 'request' }: PairTableProps) {
  return <DetailTable label={label} rows={useNamedRows(pairs, place, (name) => ({ kind: 'named', name }))} />;
}

interface CopyAllProps {
  what: string;
  lines: [start: string, parts: ReturnType<typeof maskText>][];
}

/** The whole table as lines, with what is hidden in it left hidden. */
export function CopyAll({ what, lines }: CopyAllProps) {
  const reveal = useContext(RevealContext);
  if (lines.length === 0) return null;
  const isMasked = !reveal && lines.some(([, parts]) => parts.some(({ secret }) => secret !== null));
  return (
    <CopyButton
      text={lines.map(([start, parts]) => `${start}${joinParts(parts, reveal)}`).join('\n')}
      what={isMasked ? `${what}, secrets hidden` : what}
    />
  );
}

export function CopyPairs({ what, pairs }: { what: string; pairs: readonly FormPair[] }) {
  return (
    <CopyAll
      what={`all ${what}`}
      lines={pairs.map(({ name, value }) => [`${name}=`, maskText(value, { kind: 'named', name })])}
    />
  );
}

interface BodySectionProps {
  body: RecordedBody | null;
  headers: HeaderList;
  /** "claims" for an answer about a person, so that it is read as such. */
  place?: 'text' | 'claims';
  /** Where the names of its members stand. */
  names?: ParameterPlace | undefined;
}

export function BodySection({ body, headers, place = 'text', names }: BodySectionProps) {
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
  const isTable = readable.kind === 'form' && !isRaw;
  const size = `Body, ${formatBytes(body.bodyBytes)}${body.truncated ? ', only its start was kept' : ''}`;
  return (
    <Section
      title={size}
      actions={
        canPretty && (
          <div className="flex items-center gap-1">
            {isTable && <CopyPairs what="form fields" pairs={readable.pairs} />}
            <Button tone="quiet" small aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
              As on the wire
            </Button>
          </div>
        )
      }
    >
      {isTable ? (
        <PairTable label="Form fields" pairs={readable.pairs} />
      ) : readable.kind === 'binary' ? (
        <MaskedBlock what="body as base64" parts={[{ text: body.text, secret: 'binary body' }]} />
      ) : (
        <MaskedBlock
          what="body"
          names={readable.kind === 'json' && !isRaw ? (names ?? null) : undefined}
          parts={maskText(
            readable.kind === 'json' && !isRaw ? readable.text : body.text,
            readable.kind === 'form' ? { kind: 'form' } : { kind: place },
          )}
        />
      )}
    </Section>
  );
}
