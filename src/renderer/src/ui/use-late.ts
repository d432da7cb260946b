import { useEffect, useState } from 'react';

/** What is over sooner feels instant: a note about it would only flash. */
const NOTICEABLE_MS = 300;

/** True once `isOn` has lasted for `afterMs`, until it ends. */
export function useLate(isOn: boolean, afterMs = NOTICEABLE_MS): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isOn, afterMs]);
  return isOn && isLate;
}
