import { useRef, useState } from 'react';

/** Runs one thing at a time: a second call while the first is in flight does nothing, also within one frame. */
export function useBusy(action: () => Promise<void>): [run: () => void, isBusy: boolean] {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const run = () => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    void action().finally(() => {
      isRunning.current = false;
      setBusy(false);
    });
  };
  return [run, isBusy];
}
