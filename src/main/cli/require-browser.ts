import { isRedirectNeeded } from '@shared/model/check-flow-members';
import type { Profile } from '@shared/model/profile';
import { usageError } from './cli-error';
import type { CliHost } from './open-cli-host';

/** A run that nobody can sign in to would only wait for its timeout; a user code can be typed in anywhere. */
export async function requireBrowser(host: CliHost, profile: Profile): Promise<void> {
  if (profile.browser !== 'system' || !isRedirectNeeded(profile)) return;
  if ((await host.call('getCapabilities', {})).systemBrowser) return;
  throw usageError(
    'No browser can be opened from here. Use --browser print, or --browser practice with a practice profile.',
    'no-browser',
  );
}
