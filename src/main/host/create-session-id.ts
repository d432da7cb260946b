import type { HostServices } from './services';

/** Never begins with "-": a command line would take such an id for an option. */
export function createSessionId({ randomId }: Pick<HostServices, 'randomId'>): string {
  return randomId(12).replace(/^-/, '_');
}
