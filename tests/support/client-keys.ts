import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { onTestFinished } from 'vitest';

/** A fresh private key of the kind that a JOSE algorithm asks for. */
export function createPrivateKeyFor(alg: string): KeyObject {
  if (/^(RS|PS)/.test(alg)) return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  if (/^Ed/.test(alg)) return generateKeyPairSync('ed25519').privateKey;
  const namedCurve = { ES384: 'P-384', ES512: 'P-521' }[alg] ?? 'P-256';
  return generateKeyPairSync('ec', { namedCurve }).privateKey;
}

export function writePem(key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string {
  return key.export({ type: type as 'pkcs8', format: 'pem' }) as string;
}

export function writeJwk(key: KeyObject, members: JWK = {}): string {
  return JSON.stringify({ ...key.export({ format: 'jwk' }), ...members });
}

export function toPublicJwk(text: string): JWK {
  const isJwk = text.trimStart().startsWith('{');
  const key = isJwk ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' }) : createPrivateKey(text);
  return createPublicKey(key).export({ format: 'jwk' }) as JWK;
}

/** The path of a file with this text, for the length of the test. */
export async function writeTestFile(text: string, name = 'file.pem'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'grantscope-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}
