import { createRequire } from 'node:module';
import type { SessionEnvironment } from '@shared/model/trace-event';

/** What a support engineer asks first; no user, host or path of the machine. */
export function readSessionEnvironment(appVersion: string): SessionEnvironment {
  const { electron, node } = process.versions;
  return {
    app: `Grantscope ${appVersion}`,
    runtime: electron ? `Electron ${electron}, Node ${node}` : `Node ${node}`,
    platform: `${process.platform} ${process.arch}`,
    libraries: { 'openid-client': readVersion('openid-client'), undici: readVersion('undici') },
  };
}

function readVersion(name: string): string {
  try {
    return (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;
  } catch {
    return 'unknown';
  }
}
