import type { FaultSummary } from '@shared/contract/host-api';
import type { FlowId } from '@shared/model/profile';
import { useApp } from '../store/app-store';
import { Select } from '../ui/controls';

const SIGN_INS = [
  { value: 'profile', label: 'I sign in' },
  { value: 'practice', label: 'Automatic sign-in' },
] as const;

const SIDES: Record<FaultSummary['side'], string> = {
  provider: 'Mistakes of the provider',
  client: 'Mistakes of the client',
};

const BOX =
  'h-7 min-w-0 rounded border border-line-strong bg-surface px-1.5 text-ink disabled:bg-sunken disabled:text-ink-soft';

/** What a practice run does on purpose: a fault to be found, and who signs in as alice. */
export function PracticeOptions({ flow, isDisabled }: { flow: FlowId; isDisabled: boolean }) {
  const faults = useApp((state) => state.faults).filter((each) => each.flows.includes(flow));
  const faultId = useApp((state) => state.faultId);
  const pickFault = useApp((state) => state.pickFault);
  const browser = useApp((state) => state.browser);
  const pickBrowser = useApp((state) => state.pickBrowser);
  const fault = faults.find((each) => each.id === faultId);
  return (
    <>
      <select
        aria-label="Fault"
        title={fault?.mechanism ?? 'What goes wrong on purpose'}
        aria-description={fault?.mechanism ?? 'What goes wrong on purpose'}
        value={faultId ?? ''}
        disabled={isDisabled}
        onChange={(event) => pickFault(event.target.value || null)}
        className={`${BOX} w-64 max-wide:w-auto max-wide:min-w-32 max-wide:flex-1`}
      >
        <option value="">No fault</option>
        {(['client', 'provider'] as const).map((side) => (
          <optgroup key={side} label={SIDES[side]}>
            {faults
              .filter((each) => each.side === side)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title} ({each.code})
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <Select
        aria-label="Sign-in"
        className="w-40 shrink-0 max-wide:w-auto max-wide:min-w-32 max-wide:flex-1"
        value={browser === 'practice' ? 'practice' : 'profile'}
        choices={SIGN_INS}
        disabled={isDisabled}
        onPick={(value) => pickBrowser(value === 'practice' ? 'practice' : null)}
      />
    </>
  );
}
