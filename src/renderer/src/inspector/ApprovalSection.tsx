import type { ApprovalWaitView } from '@shared/model/session';
import { type DetailRow, DetailTable, Section } from '../ui/DetailTable';
import { MaskedText, SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { maskText } from './mask-text';

/** Where and how the user was to decide, while the client waited elsewhere. */
export function ApprovalSection({ approval }: { approval: ApprovalWaitView }) {
  const { userCode, bindingMessage, intervalSeconds } = approval;
  const rows: DetailRow[] = [
    ...describeAddress('Verification address', approval.verificationUri),
    ...describeAddress('Address with the code', approval.verificationUriComplete),
    ...(userCode === null
      ? []
      : [{ name: 'User code', value: <SecretText value={userCode} name="user_code" /> }]),
    ...(bindingMessage === null
      ? []
      : [{ name: 'Binding message', value: <PlainText text={bindingMessage} /> }]),
    ...(intervalSeconds === null ? [] : [{ name: 'Interval', value: `${intervalSeconds} s` }]),
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
