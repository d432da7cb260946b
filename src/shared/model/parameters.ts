import { z } from 'zod';

/** Request parameters by name. A list repeats the parameter, as `resource` may be (RFC 8707 section 2). */
export const parametersSchema = z.record(
  z.string().min(1),
  z.union([z.string(), z.array(z.string()).min(1)]),
);

export type Parameters = z.infer<typeof parametersSchema>;

/** One pair for each value, in the order of the profile. */
export function listParameters(parameters: Parameters): [name: string, value: string][] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}

/** The value of a parameter that is sent once; of a repeated one the first. */
export function readParameter(parameters: Parameters, name: string): string | undefined {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
}
