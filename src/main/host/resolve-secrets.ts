import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '@shared/contract/result';
import type { Profile } from '@shared/model/profile';
import { listSecretUses, type RunSecrets, type SecretUse } from '@shared/model/profile-secrets';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { HostServices } from './services';

/**
 * What the secret references of a profile stand for, for the members that a run of it uses. `given` holds
 * those that are known already. The first that cannot be had is refused by its member's name.
 */
export async function resolveSecrets(
  services: HostServices,
  profile: Profile,
  given: RunSecrets,
): Promise<Result<RunSecrets>> {
  const secrets: RunSecrets = { ...given };
  for (const use of listSecretUses(profile)) {
    if (!use.isUsed || secrets[use.member] !== undefined) continue;
    const value = await resolveSecret(services, profile, use);
    if (!value.ok) return value;
    secrets[use.member] = value.value;
  }
  return ok(secrets);
}

async function resolveSecret(
  services: HostServices,
  profile: Profile,
  { member, label, source }: SecretUse,
): Promise<Result<string>> {
  if (typeof source === 'string') return ok(source);
  if ('env' in source) {
    const value = services.environment()[source.env];
    if (value !== undefined && value !== '') return ok(value);
    return fail('unset-secret', `${member}: the environment variable ${source.env} is not set.`);
  }
  if ('file' in source) {
    const text = await readFile(source.file, 'utf8').catch(() => null);
    return text === null ? fail('unset-secret', `${member}: ${source.file} cannot be read.`) : ok(text);
  }
  if ('generated' in source) return ok(await readGeneratedKey(services, profile, member));
  const value = services.vault.get(source.vault);
  return value === null
    ? fail('unset-secret', `${member}: the vault no longer holds this ${label}. Enter it again.`)
    : ok(value);
}

/** The key that belongs to this client at this issuer: made on first use, and kept in the vault as a JWK. */
async function readGeneratedKey(
  { vault }: HostServices,
  { client, issuer, server }: Profile,
  member: SecretUse['member'],
): Promise<string> {
  const isSigning = member === 'client.key.from';
  const alg = isSigning ? (client.key?.alg ?? 'ES256') : (client.decryptionKey?.alg ?? 'ECDH-ES');
  const name = `key ${isSigning ? 'sig' : 'enc'} ${alg} ${issuer ?? server?.issuer ?? ''} ${client.id}`;
  const kept = vault.get(name);
  if (kept !== null) return kept;
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const text = JSON.stringify({ ...jwk, kid, alg, use: isSigning ? 'sig' : 'enc' });
  vault.put(name, text);
  return text;
}
