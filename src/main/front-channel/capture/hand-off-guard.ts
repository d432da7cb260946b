import type { CaptureTarget } from './cdp';

/** A world of its own: the page sees neither the listener nor the binding. */
const WORLD = 'grantscope';
export const HAND_OFF_BINDING = 'grantscopeHandOff';

/**
 * A page that goes to an application's scheme by script, link, form or refresh makes no network request that
 * could be held: the browser asks the system to open it. The Navigation API tells first, and lets us stop it.
 */
export async function installHandOffGuard(target: CaptureTarget, scheme: string): Promise<void> {
  await target.send('Runtime.addBinding', { name: HAND_OFF_BINDING, executionContextName: WORLD });
  await target.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: WORLD,
    runImmediately: true,
    source: buildScript(scheme),
  });
}

function buildScript(scheme: string): string {
  return `navigation.addEventListener('navigate', (event) => {
  const { url } = event.destination;
  if (!event.isTrusted || !event.cancelable || !url.toLowerCase().startsWith(${JSON.stringify(scheme)})) return;
  event.preventDefault();
  const fields = event.formData ? [...event.formData].filter(([, value]) => typeof value === 'string') : null;
  ${HAND_OFF_BINDING}(JSON.stringify({ url, form: fields && new URLSearchParams(fields).toString() }));
});`;
}

/** What the guard told; null where it is not from it. */
export function readHandOff(payload: string): { url: URL; form: string | null } | null {
  try {
    const { url, form } = JSON.parse(payload) as { url: unknown; form: unknown };
    const parsed = typeof url === 'string' ? URL.parse(url) : null;
    return parsed && { url: parsed, form: typeof form === 'string' ? form : null };
  } catch {
    return null;
  }
}
