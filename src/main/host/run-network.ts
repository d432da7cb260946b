import { createPrivateKey, X509Certificate } from 'node:crypto';
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
  const ca = await readPem('tls.ca', tls?.ca, isCertificate, 'certificate');
  if (!ca.ok) return ca;
  const cert = await readPem('tls.cert', tls?.cert, isCertificate, 'certificate');
  if (!cert.ok) return cert;
  const key = await readPem('tls.key', tls?.key, isPrivateKey, 'private key without a passphrase');
  if (!key.ok) return key;
  return ok(
    createNetworkOptions({
      ca: ca.value,
      clientCertificate:
        cert.value === null || key.value === null ? null : { cert: cert.value, key: key.value },
      proxy,
      userAgent: `grantscope/${services.appVersion}`,
      refuse: (url) =>
        services.isOwnOrigin(url) ? 'This address belongs to Grantscope itself and is never called.' : null,
    }),
  );
}

/** The text of a PEM file, null where the profile names none. TLS itself would ignore a wrong one without a word. */
async function readPem(
  member: string,
  file: string | undefined,
  isRight: (pem: string) => boolean,
  what: string,
): Promise<Result<string | null>> {
  if (file === undefined) return ok(null);
  const pem = await readFile(file, 'utf8').catch(() => null);
  if (pem === null) return fail('invalid-argument', `${member}: ${file} cannot be read.`);
  if (isRight(pem)) return ok(pem);
  return fail('invalid-argument', `${member}: ${file} holds no ${what} in PEM form.`);
}

function isCertificate(pem: string): boolean {
  return doesParse(() => new X509Certificate(pem));
}

function isPrivateKey(pem: string): boolean {
  return doesParse(() => createPrivateKey(pem));
}

function doesParse(parse: () => unknown): boolean {
  try {
    return parse() !== undefined;
  } catch {
    return false;
  }
}
