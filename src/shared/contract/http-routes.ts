/** The loopback HTTP binding as both ends know it. */

/**
 * POST here once with `{ "code": … }` from the URL fragment. The answer sets the session cookie and
 * carries a `SignedIn` as the value of its Result.
 */
export const SIGN_IN_PATH = '/auth/session';

/** POST `${API_PREFIX}${method}` with the input as JSON; the answer is the method's Result as JSON. */
export const API_PREFIX = '/api/';

/**
 * GET for the stream of HostEvents, one JSON value a line. An empty line is a heartbeat; the first one
 * comes at once and says that the subscription holds. A stream that ends is opened again, and the
 * sessions on screen are read again from the last `seq` known: nothing is replayed.
 */
export const EVENTS_PATH = '/api/events';

/** Carries the request token on every request below API_PREFIX. */
export const REQUEST_TOKEN_HEADER = 'x-grantscope';

export interface SignedIn {
  /**
   * Goes into REQUEST_TOKEN_HEADER. Cookies are shared by every port of a host, so the cookie alone
   * proves nothing; keep this in localStorage, which is per port, so that a reload and a second tab work.
   */
  requestToken: string;
}
