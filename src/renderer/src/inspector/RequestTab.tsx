import type { ExchangeView } from '@shared/model/session';
import { Section } from '../ui/DetailTable';
import { MaskedBlock } from './MaskedBlock';
import { BodySection, HeaderSection, PairTable } from './MessageView';
import { maskText } from './mask-text';
import { readUrlPairs } from './read-body';

export function RequestTab({ exchange }: { exchange: ExchangeView }) {
  const { method, url, headers, body } = exchange.request;
  const pairs = readUrlPairs(url);
  return (
    <>
      <Section title={`${method} request`}>
        <MaskedBlock what="URL" parts={maskText(url, { kind: 'url' })} />
      </Section>
      {pairs.length > 0 && (
        <Section title="URL parameters">
          <PairTable label="URL parameters" pairs={pairs} />
        </Section>
      )}
      <HeaderSection headers={headers} />
      <BodySection body={body} headers={headers} />
    </>
  );
}
