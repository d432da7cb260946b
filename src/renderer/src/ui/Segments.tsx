import { ToggleGroup } from 'radix-ui';

interface SegmentsProps<V extends string> {
  label: string;
  choices: readonly { id: V; label: string }[];
  picked: V;
  onPick: (id: V) => void;
}

/** A few choices of which one holds, side by side: one stop of the Tab key, arrows walk them. */
export function Segments<V extends string>({ label, choices, picked, onPick }: SegmentsProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={picked}
      onValueChange={(value) => {
        // Empty where the one that holds is pressed again.
        if (value !== '') onPick(value as V);
      }}
      className="flex shrink-0 rounded border border-line-strong"
    >
      {choices.map((choice) => (
        <ToggleGroup.Item
          key={choice.id}
          value={choice.id}
          className="h-6 border-l border-line px-2 text-xs text-ink-soft first:rounded-l first:border-l-0 last:rounded-r hover:bg-hover hover:text-ink data-[state=on]:bg-accent-soft data-[state=on]:font-medium data-[state=on]:text-ink"
        >
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
