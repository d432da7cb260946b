import { LANES } from './lanes';

/** The parties over their lines; they stay while the diagram is scrolled. */
export function LaneHeads() {
  return (
    <div className="relative ml-11 h-full flex-1" aria-hidden="true">
      {LANES.map(({ lane, title, place }, index) => (
        <span
          key={lane}
          className="absolute inset-y-0 flex -translate-x-1/2 items-center justify-center text-center text-2xs leading-3 font-medium text-ink-soft"
          style={{
            left: `${place}%`,
            width: index === 0 ? '12%' : index === LANES.length - 1 ? '18%' : '20%',
          }}
        >
          {title}
        </span>
      ))}
    </div>
  );
}
