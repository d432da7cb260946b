import type { CorrelationId } from '@shared/model/finding';
import { CopyButton } from '../ui/CopyButton';
import { DetailTable } from '../ui/DetailTable';
import { PlainText } from '../ui/PlainText';
import { Part } from './parts';

/** The ids under which the provider finds the failed exchange in its own logs. */
export function SupportIds({ ids }: { ids: CorrelationId[] }) {
  return (
    <Part title="To quote to the provider's support">
      <DetailTable
        label="To quote to the provider's support"
        rows={ids.map(({ label, value }) => ({
          name: label,
          value: (
            <span className="flex items-start justify-between gap-2">
              <span className="min-w-0">
                <PlainText text={value} />
              </span>
              <CopyButton small text={value} what={label} />
            </span>
          ),
        }))}
      />
    </Part>
  );
}
