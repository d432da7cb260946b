import type { CustomScheme } from 'electron';
import type { RandomBytes } from '../web/launch-code';
import { SECURITY_HEADERS } from '../web/security-headers';
import { buildStaticResponse, findStaticFile, type StaticFiles } from '../web/static-files';
import { APP_SCHEME, isOwnPage } from './page-address';

/** To be registered before the app is ready. No Fetch, no service worker, no bypass of the CSP. */
export const APP_SCHEMES: CustomScheme[] = [
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
];

/** Serves the built renderer over app://, from the same files and with the same headers as the browser UI. */
export function createAppProtocolHandler(
  files: StaticFiles,
  randomBytes: RandomBytes,
): (request: Request) => Response {
  return (request) => {
    const file = isOwnPage(request.url) ? findStaticFile(files, new URL(request.url).pathname) : null;
    if (!file) return new Response('There is nothing here.', { status: 404, headers: SECURITY_HEADERS });
    const nonce = Buffer.from(randomBytes(16)).toString('base64url');
    const { headers, body } = buildStaticResponse(file, nonce);
    return new Response(Buffer.from(body), { headers });
  };
}
