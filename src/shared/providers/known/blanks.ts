import type { Blank } from '../known-provider';

/** The host of a server that is run by its users themselves. */
export const HOST: Blank = { name: 'host', label: 'Host', example: 'id.example.com' };

export function createBlank(name: string, label: string, example: string): Blank {
  return { name, label, example };
}
