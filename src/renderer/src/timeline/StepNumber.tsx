/**
 * What a step or a request is cited by. It stands before the words for the eye and behind them in the name,
 * where the words come first.
 */
export function StepNumber({ number }: { number: string | undefined }) {
  return (
    <span className="-order-1 min-w-4 shrink-0 font-mono text-2xs text-ink-faint">
      <span className="sr-only">step </span>
      {number}
    </span>
  );
}
