import type { PageVisitors } from '../front-channel/approval-channel';
import { createCaptureVisitor } from '../front-channel/capture/capture-visitor';
import type { Navigators } from '../front-channel/front-channel';
import type { HostServices } from './services';

/** One way for each browser choice to bring the user to the authorization URL. */
export function createNavigators(services: HostServices): Navigators {
  return {
    // Where no browser can be opened, the waiting step shows the URL to copy.
    system: services.openBrowser
      ? ({ authorizationUrl }) => services.openBrowser?.(authorizationUrl) ?? Promise.resolve()
      : null,
    // It brings the callback back as well, so it is a front channel of its own (launch-run.ts).
    capture: null,
    print: async ({ authorizationUrl }) => services.printAuthorizationUrl?.(authorizationUrl),
    practice: (request) => services.practice.signIn(request),
  };
}

/** The same for a verification page (RFC 8628 section 3.3): the address with the code in it, where there is one. */
export function createPageVisitors(services: HostServices): PageVisitors {
  return {
    system: services.openBrowser
      ? async ({ verificationUri, verificationUriComplete }) =>
          services.openBrowser?.(verificationUriComplete ?? verificationUri)
      : null,
    capture: services.captureBrowser.launch && createCaptureVisitor(services.captureBrowser.launch),
    print: async ({ verificationUri, verificationUriComplete, userCode }) =>
      services.printUserCode?.({ verificationUri, verificationUriComplete, userCode }),
    practice: ({ verificationUri, verificationUriComplete, fetch, signal }) =>
      services.practice.signIn({
        authorizationUrl: verificationUriComplete ?? verificationUri,
        redirectUri: null,
        fetch,
        signal,
      }),
  };
}
