import type { Parameters } from '@shared/model/parameters';
import type { ProfileProblem } from '@shared/model/parse-profile';

/** Parameters as rows of the form: half-typed ones and repeated names included. */
export type ParameterPairs = [name: string, value: string][];

/** RFC 6749 section 3.1 forbids repeating a parameter; RFC 8707 and RFC 8693 section 2.1 allow these. */
const REPEATABLE = new Set(['resource', 'audience']);

/** What only rows can get wrong: a name left out, or one given twice. */
export function describePairs(path: string, pairs: ParameterPairs): ProfileProblem[] {
  const names = filledPairs(pairs).map(([name]) => name);
  const twice = new Set(
    names.filter((name, index) => name !== '' && !REPEATABLE.has(name) && names.indexOf(name) !== index),
  );
  return [
    ...[...twice].map((name) => `"${name}" is given twice.`),
    ...(names.includes('') ? ['A parameter has no name.'] : []),
  ].map((message) => ({ path, message, severity: 'error' as const }));
}

export function toParameters(pairs: ParameterPairs): Parameters {
  const byName = Map.groupBy(
    filledPairs(pairs).filter(([name]) => name !== ''),
    ([name]) => name,
  );
  return Object.fromEntries(
    [...byName].map(([name, group]) => {
      const values = group.map(([, value]) => value);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** The value of a parameter, "" where it is not among the rows. */
export function readPair(pairs: ParameterPairs, name: string): string {
  return pairs.find((pair) => pair[0] === name)?.[1] ?? '';
}

/** The rows with this value for the parameter, in its place or at the end; "" takes it out. */
export function setPair(pairs: ParameterPairs, name: string, value: string): ParameterPairs {
  const at = pairs.findIndex((pair) => pair[0] === name);
  const others = pairs.filter((pair, index) => pair[0] !== name || index === at);
  if (value === '') return others.filter((pair) => pair[0] !== name);
  if (at < 0) return [...others, [name, value]];
  return others.map((pair) => (pair[0] === name ? [name, value] : pair));
}

function filledPairs(pairs: ParameterPairs): ParameterPairs {
  return pairs.filter(([name, value]) => name + value !== '');
}
