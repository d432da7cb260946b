import type { ServerMetadata } from '@shared/model/profile';
import { Button } from '../ui/Button';
import { DetailTable } from '../ui/DetailTable';
import { PlainText } from '../ui/PlainText';
import { useProfileForm } from './form-context';

/** The endpoints that stand in the profile itself: they are used in place of what discovery would find. */
export function ServerByHand({ server }: { server: ServerMetadata }) {
  const { draft, change, isReadOnly } = useProfileForm();
  const endpoints = Object.entries(server).filter(
    ([name, value]) => typeof value === 'string' && /_(endpoint|uri)$/.test(name),
  );
  const remove = () => {
    const { server: _removed, ...kept } = draft.kept;
    change({ kept });
  };
  return (
    <div className="mt-2 rounded border border-line bg-sunken px-2 py-1.5">
      <div className="flex items-center justify-between gap-2">
        <p className="text-xs text-ink-soft">Endpoints by hand. Nothing is discovered.</p>
        {!isReadOnly && (
          <Button small tone="quiet" onClick={remove}>
            Remove
          </Button>
        )}
      </div>
      <DetailTable
        label="Endpoints by hand"
        rows={endpoints.map(([name, value]) => ({ name, value: <PlainText text={String(value)} /> }))}
      />
    </div>
  );
}
