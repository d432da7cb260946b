import type { ServedHost } from '@shared/contract/served-host';
import { type ComposeOptions, composeServices } from './compose-services';
import { createHost } from './host/create-host';

export interface ComposedHost {
  host: ServedHost;
  /** Ends the runs first, then what they write to. */
  close(): Promise<void>;
}

export type ComposeHost = (options: ComposeOptions) => Promise<ComposedHost>;

/** The host with its real services. */
export async function composeHost(options: ComposeOptions): Promise<ComposedHost> {
  const { services, close } = await composeServices(options);
  const host = createHost(services);
  return {
    host,
    async close() {
      await host.close();
      await close();
    },
  };
}
