interface ProgressBarProps {
  /** Id of the element that names the work. */
  labelledBy: string;
  /** 0 to 1; null where nobody knows. The bar is full then. */
  share: number | null;
  /** What is read out in the place of the number. */
  said: string;
}

/** How far a work is. */
export function ProgressBar({ labelledBy, share, said }: ProgressBarProps) {
  const percent = Math.floor((share ?? 1) * 100);
  return (
    <div
      role="progressbar"
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : percent}
      aria-valuetext={said}
      className="h-2 overflow-hidden rounded border border-line-strong bg-sunken"
    >
      <div className="h-full bg-accent forced-color-adjust-none" style={{ width: `${percent}%` }} />
    </div>
  );
}
