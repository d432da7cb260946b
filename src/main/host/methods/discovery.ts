import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { isLoopbackHost, parseHttpUrl } from '@shared/model/parse-profile';
import { readServerMetadata } from '../../flows/read-server-metadata';
import type { HostContext } from '../host-context';
import { createRunNetwork } from '../run-network';

export function createDiscoveryMethods({
  services,
  calls,
}: HostContext): Pick<HostMethods, 'discoverIssuer'> {
  return {
    async discoverIssuer({ issuer, allowInsecure, callId }) {
      const url = parseHttpUrl(issuer);
      if (!url) return fail('invalid-argument', `"${issuer}" is not an absolute http(s) URL.`);
      if (url.protocol === 'http:' && !allowInsecure && !isLoopbackHost(url.hostname)) {
        return fail('invalid-argument', `${url.origin} is plain http; discovery needs https.`);
      }
      const network = await createRunNetwork(services, { tls: null, proxy: null });
      if (!network.ok) return network;
      return calls.run(callId, async (signal) => {
        const outcome = await readServerMetadata({
          issuer,
          allowInsecure,
          network: network.value,
          now: services.now,
          signal,
        });
        if (signal.aborted) return fail('cancelled', 'The discovery was cancelled.');
        return outcome.ok
          ? ok({ url: outcome.url, metadata: outcome.metadata })
          : fail(outcome.code, outcome.message);
      });
    },
  };
}
