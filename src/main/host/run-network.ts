import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '@shared/contract/result';
import type { Profile } from '@shared/model/profile';
import { createNetworkOptions, type NetworkOptions } from '../recorder/network';
import type { HostServices } from './services';

/** How a profile's exchanges reach the network; a certificate file that cannot be read is refused before the run. */
export async function createRunNetwork(
  services: HostServices,
  { tls, proxy }: Pick<Profile, 'tls' | 'proxy'>,
): Promise<Result<NetworkOptions>> {
  const ca = tls?.ca === undefined ? null : await readFile(tls.ca, 'utf8').catch(() => undefined);
  if (ca === undefined) return fail('invalid-argument', `tls.ca: ${tls?.ca} cannot be read.`);
  if (ca !== null && !holdsCertificate(ca)) {
    return fail('invalid-argument', `tls.ca: ${tls?.ca} holds no certificate in PEM form.`);
  }
  return ok(
    createNetworkOptions({
      ca,
      proxy,
      userAgent: `grantscope/${services.appVersion}`,
      refuse: (url) =>
        services.isOwnOrigin(url) ? 'This address belongs to Grantscope itself and is never called.' : null,
    }),
  );
}

/** TLS itself would ignore such a file without a word. */
function holdsCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
