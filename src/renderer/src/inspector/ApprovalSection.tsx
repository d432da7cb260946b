import type { ApprovalWaitView } from '@shared/model/session';
import { type DetailRow, DetailTable, Section } from '../ui/DetailTable';
import { MaskedText, SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { maskText } from './mask-text';
import { ParameterName } from './ParameterName';

/** Where and how the user was to decide, while the client waited elsewhere. */
export function ApprovalSection({ approval }: { approval: ApprovalWaitView }) {
  const { userCode, bindingMessage, intervalSeconds } = approval;
  const rows: DetailRow[] = [
    ...describeAddress('Verification address', approval.verificationUri),
    ...describeAddress('Address with the code', approval.verificationUriComplete),
    ...(userCode === null
      ? []
      : [
          {
            name: 'User code',
            label: (
              <ParameterName name="user_code" place="answer">
                User code
              </ParameterName>
            ),
            value: <SecretText value={userCode} name="user_code" />,
          },
        ]),
    ...(bindingMessage === null
      ? []
      : [
          {
            name: 'Binding message',
            label: (
              <ParameterName name="binding_message" place="request">
                Binding message
              </ParameterName>
            ),
            value: <PlainText text={bindingMessage} />,
            copy: { text: bindingMessage, what: 'binding message' },
          },
        ]),
    ...(intervalSeconds === null
      ? []
      : [
          {
            name: 'Interval',
            label: (
              <ParameterName name="interval" place="answer">
                Interval
              </ParameterName>
            ),
            value: `${intervalSeconds} s`,
          },
        ]),
    ...describeAddress('Notification address', approval.notificationUri),
  ];
  return (
    <Section title="Decision of the user">
      <DetailTable label="Decision of the user" rows={rows} />
    </Section>
  );
}

function describeAddress(name: string, url: string | null): DetailRow[] {
  return url === null ? [] : [{ name, value: <MaskedText parts={maskText(url, { kind: 'url' })} /> }];
}
