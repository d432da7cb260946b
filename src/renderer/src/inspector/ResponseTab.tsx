import type { ExchangeView } from '@shared/model/session';
import { Badge } from '../ui/Badge';
import { Section } from '../ui/DetailTable';
import { PlainText } from '../ui/PlainText';
import { ConnectionSection } from './ConnectionSection';
import { ErrorSection } from './ErrorSection';
import { BodySection, HeaderSection } from './MessageView';
import { placeOfAnswer } from './name-places';
import { TimingSection } from './TimingSection';

export function ResponseTab({ exchange }: { exchange: ExchangeView }) {
  const { response, error, timings, connection, purpose } = exchange;
  return (
    <>
      {response && (
        <>
          <Section title="Status">
            <p className="flex items-center gap-2 font-mono">
              <Badge tone={response.status >= 400 ? 'fail' : response.status >= 300 ? 'warn' : 'pass'}>
                {response.status}
              </Badge>
              <PlainText text={response.statusText} />
            </p>
          </Section>
          <HeaderSection headers={response.headers} />
          <BodySection
            body={response.body}
            headers={response.headers}
            place={purpose === 'userinfo' ? 'claims' : 'text'}
            names={placeOfAnswer(purpose, response.status >= 400)}
          />
        </>
      )}
      {!response && !error && <p className="p-3 text-ink-faint">The answer has not arrived.</p>}
      {error && <ErrorSection error={error} />}
      {timings && <TimingSection timings={timings} />}
      {connection && <ConnectionSection connection={connection} />}
    </>
  );
}
