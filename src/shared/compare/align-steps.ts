import type { StepView } from '../model/session';

export interface StepPair {
  left: StepView | null;
  right: StepView | null;
}

/**
 * Pairs the steps of two sessions by name: the first "token" with the first, the second with the second. A step
 * of one session only stands behind the step that it followed there. The same pairs come out with the sides
 * swapped, which a shortest edit script would not promise.
 */
export function alignSteps(left: readonly StepView[], right: readonly StepView[]): StepPair[] {
  const lefts = indexSteps(left);
  const rights = indexSteps(right);
  const matches = new Map<string, number>();
  for (const [key, { index }] of lefts) {
    const other = rights.get(key);
    if (other) matches.set(key, (index + other.index) / 2);
  }
  const rows = new Map<string, StepPair & { position: number }>();
  for (const [side, steps] of [
    ['left', lefts],
    ['right', rights],
  ] as const) {
    let anchor = -1;
    let gap = 0;
    for (const [key, { step }] of steps) {
      const matched = matches.get(key);
      anchor = matched ?? anchor;
      gap = matched === undefined ? gap + 1 : 0;
      const position = anchor + gap / (steps.size + 1) / 2;
      const row = rows.get(key) ?? { left: null, right: null, position };
      row[side] = step;
      rows.set(key, row);
    }
  }
  return [...rows]
    .sort(([a, one], [b, other]) => one.position - other.position || compareText(a, b))
    .map(([, pair]) => ({ left: pair.left, right: pair.right }));
}

/** By name and count. A request that was sent again by hand is no step of the flow. */
function indexSteps(steps: readonly StepView[]): Map<string, { step: StepView; index: number }> {
  const counts = new Map<string, number>();
  return new Map(
    steps.map((step, index) => {
      const name = `${step.branchOf === null ? '' : 'again '}${step.name}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [`${name}#${count}`, { step, index }];
    }),
  );
}

/** By code units: the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
