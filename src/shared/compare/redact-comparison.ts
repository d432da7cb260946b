import type { Redactor } from '../redact/redactor';
import type { Difference, DifferenceClass, SessionComparison } from './comparison';

/**
 * The comparison as it may leave the app. `redactor` must have read the events of both sessions, so that a value
 * has one placeholder on both sides, and two values have two.
 */
export function redactComparison(comparison: SessionComparison, redactor: Redactor): SessionComparison {
  const redact = (difference: Difference): Difference => ({
    ...difference,
    name: redactor.redactText(difference.name),
    left: redactValue(difference, difference.left, redactor),
    right: redactValue(difference, difference.right, redactor),
  });
  const { left, right, differences, noise, ...rest } = comparison;
  return {
    ...rest,
    steps: redactor.redactData(comparison.steps),
    left: redactHead(left, redactor),
    right: redactHead(right, redactor),
    differences: differences.map(redact),
    noise: noise.map(redact),
  };
}

function redactHead(session: SessionComparison['left'], redactor: Redactor): SessionComparison['left'] {
  return { ...session, ...redactor.redactData({ name: session.name, firstFailure: session.firstFailure }) };
}

const OWN_WORDS: ReadonlySet<DifferenceClass> = new Set(['check', 'step', 'setting', 'timing']);

/** By its name as a parameter, as a header, and as a claim: the strictest counts. */
function redactValue(difference: Difference, value: string | null, redactor: Redactor): string | null {
  if (value === null) return null;
  const { name } = difference;
  // Named by ourselves: the name says nothing of the value.
  if (OWN_WORDS.has(difference.class)) return redactor.redactText(value);
  const last = name.split('.').at(-1) ?? name;
  const asHeader = redactor.redactText(value, { kind: 'header', name: last });
  const asNamed = redactor.redactText(asHeader, { kind: 'named', name: last });
  return (
    readOnlyMember(redactor.redactText(JSON.stringify({ [last]: asNamed }), { kind: 'claims' })) ?? asNamed
  );
}

function readOnlyMember(json: string): string | null {
  try {
    const [value] = Object.values(JSON.parse(json) as Record<string, unknown>);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
