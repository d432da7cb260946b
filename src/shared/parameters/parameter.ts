import type { Reference } from '../model/check';

/**
 * Where a name stands, since one name means different things in different places: `scope` is asked for in a
 * request and granted in an answer. `answer`: callbacks and JSON answers. `metadata`: what a server announces of
 * itself. `registration`: what is registered about a client. `key`: a JWK. `jose`: the header of a JWT.
 */
export type ParameterPlace =
  | 'request'
  | 'answer'
  | 'header'
  | 'claim'
  | 'jose'
  | 'metadata'
  | 'registration'
  | 'key';

/** One name of the protocols in a sentence or two, with the place of its rule. */
export interface ExplainedParameter {
  name: string;
  place: ParameterPlace;
  text: string;
  reference: Reference;
}

/** A family of names whose rules stand in one section. */
export interface ParameterFamily {
  reference: Reference;
  names: Record<string, string>;
}

export function listFamily(
  place: ParameterPlace,
  families: readonly ParameterFamily[],
): ExplainedParameter[] {
  return families.flatMap(({ reference, names }) =>
    Object.entries(names).map(([name, text]) => ({ name, place, text, reference })),
  );
}
