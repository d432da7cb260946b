import { useApp } from '../../store/app-store';
import { Button } from '../../ui/Button';

/** In place of rows that the filter left none of. */
export function NoRows() {
  const clear = useApp((state) => state.clearTimelineFilter);
  return (
    <div role="status" className="space-y-2 p-4 text-ink-soft">
      <p>Nothing in this session matches the filter.</p>
      <Button small onClick={clear}>
        Show everything
      </Button>
    </div>
  );
}
