import type { EditView, ExchangeView } from '@shared/model/session';
import { CopyMenu } from '../report/CopyMenu';
import { EditSection } from '../requests/EditSection';
import { SendAgain } from '../requests/SendAgain';
import { Section } from '../ui/DetailTable';
import { MaskedBlock } from './MaskedBlock';
import { BodySection, CopyPairs, HeaderSection, PairTable } from './MessageView';
import { maskText } from './mask-text';
import { readUrlPairs } from './read-body';

export function RequestTab({ exchange, edit }: { exchange: ExchangeView; edit: EditView | null }) {
  const { method, url, headers, body } = exchange.request;
  const pairs = readUrlPairs(url);
  return (
    <>
      <Section
        title={`${method} request`}
        actions={
          <div className="flex items-center gap-1">
            <CopyMenu exchangeId={exchange.id} />
            <SendAgain exchange={exchange} />
          </div>
        }
      >
        <MaskedBlock what="URL" parts={maskText(url, { kind: 'url' })} />
      </Section>
      {edit && <EditSection edit={edit} />}
      {pairs.length > 0 && (
        <Section title="URL parameters" actions={<CopyPairs what="URL parameters" pairs={pairs} />}>
          <PairTable label="URL parameters" pairs={pairs} />
        </Section>
      )}
      <HeaderSection headers={headers} />
      <BodySection body={body} headers={headers} names="registration" />
    </>
  );
}
