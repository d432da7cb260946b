import type { Navigators } from '../front-channel/front-channel';
import type { HostServices } from './services';

/** One way for each browser choice to bring the user to the authorization URL. */
export function createNavigators(services: HostServices): Navigators {
  return {
    // Where no browser can be opened, the waiting step shows the URL to copy.
    system: services.openBrowser
      ? ({ authorizationUrl }) => services.openBrowser?.(authorizationUrl) ?? Promise.resolve()
      : null,
    capture: null,
    print: async ({ authorizationUrl }) => services.printAuthorizationUrl?.(authorizationUrl),
    practice: (request) => services.practice.signIn(request),
  };
}
