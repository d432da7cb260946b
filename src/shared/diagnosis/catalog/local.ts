import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';
import { NODE_ERRORS, NODE_SYSTEM_ERRORS } from '../references';

const LOCAL = {
  family: 'local',
  core: false,
  where: ['local listener'],
  provider: null,
} satisfies Partial<CatalogEntry>;

/** What fails on this machine: the listener for the callback, the browser, the user's own doing. */
export const LOCAL_ENTRIES: CatalogEntry[] = [
  {
    ...LOCAL,
    id: 'local-eaddrinuse',
    code: 'EADDRINUSE',
    title: 'The port of the callback is taken',
    meaning: 'Another program listens on the port of the redirect URI.',
    match: [
      { signal: 'error-code', value: 'EADDRINUSE' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\baddress (is )?already in use\\b|only one usage of each socket address|\\bport \\d{1,5} (is|was) already (in use|allocated|used)|already in use by another|\\bWinError 10048\\b',
      },
    ],
    causes: ['A second instance is running, or an older one was not closed.'],
    fixes: [
      'Close the program that listens at {redirectUri}.',
      'Or use another registered port; port 0 takes any free one where the provider allows it (RFC 8252 section 7.3).',
    ],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...LOCAL,
    id: 'local-skipped-step',
    code: 'skipped_step_needed',
    title: 'A step that was skipped by hand is needed',
    meaning:
      'The run was stepped through, and what this step works with was to come from one that was left out.',
    match: [{ signal: 'error-code', value: 'skipped_step_needed' }],
    causes: ['An earlier step, or its request, was skipped while the run was paused.'],
    fixes: ['Run the flow again, and skip only what no later step needs (UserInfo, the protected resource).'],
    actors: ['user'],
    retry: 'yes',
    reference: rfc(6749, '4.1'),
  },
  {
    ...LOCAL,
    id: 'local-eacces',
    code: 'EACCES',
    title: 'The port of the callback is not allowed',
    meaning: 'The system does not let this program listen on that port.',
    match: [
      { signal: 'error-code', value: 'EACCES', pattern: '^(?!(EACCES: )?permission denied, )' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '\\bbind: permission denied|socket in a way forbidden|\\bWinError 10013\\b|listen EACCES',
      },
    ],
    causes: ['The port is below 1024.', 'Windows has reserved a range that holds the port.'],
    fixes: ['Use a port above 1024 in {redirectUri}, and register it.'],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...LOCAL,
    id: 'local-eaddrnotavail',
    code: 'EADDRNOTAVAIL',
    title: 'The address of the callback is not on this machine',
    meaning: 'The host of the redirect URI is not an address of this machine.',
    match: [
      { signal: 'error-code', value: 'EADDRNOTAVAIL' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'cannot assign requested address|can.{1,6}t assign requested address|address is not valid in its context|\\bWinError 10049\\b',
      },
    ],
    causes: ['The host is wrong, or IPv6 is switched off.'],
    fixes: ['Use 127.0.0.1 as the host of {redirectUri}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: NODE_SYSTEM_ERRORS,
  },
  {
    ...LOCAL,
    id: 'local-bad-port',
    code: 'ERR_SOCKET_BAD_PORT',
    title: 'The port of the callback is not a port',
    meaning: 'A port is a number from 0 to 65535.',
    match: [{ signal: 'error-code', value: 'ERR_SOCKET_BAD_PORT' }],
    causes: ['The port is misspelt in the profile.'],
    fixes: ['Correct the port in the redirect URI of the profile.'],
    actors: ['user'],
    retry: 'after_fix',
    reference: NODE_ERRORS,
  },
  {
    ...LOCAL,
    id: 'local-callback-connection-refused',
    code: 'ERR_CONNECTION_REFUSED',
    title: 'The browser could not reach the callback',
    meaning: 'The browser was sent back to this machine, and nothing listened there any more.',
    where: ['browser'],
    match: [
      { signal: 'error-code', value: 'ERR_CONNECTION_REFUSED' },
      { signal: 'error-code', value: 'net::ERR_CONNECTION_REFUSED' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '(localhost|127\\.0\\.0\\.1) (refused to connect|unexpectedly closed)|(refused to connect|connection refused).{0,120}\\b(callback|redirect[ _]ur[il])',
      },
    ],
    causes: [
      'The listener had stopped, or another port is registered.',
      'localhost led to ::1, and the listener is on 127.0.0.1.',
    ],
    fixes: [
      'Keep the run open until the callback has come.',
      'Use the same loopback address everywhere: {redirectUri}.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(8252, '7.3'),
  },
  {
    ...LOCAL,
    id: 'local-browser-not-opened',
    code: 'browser_not_opened',
    title: 'The browser could not be opened',
    meaning: 'The program that opens web pages on this machine failed, so nobody saw the sign-in page.',
    where: ['browser'],
    match: [
      { signal: 'error-code', value: 'browser_not_opened' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '(could not|couldn.{1,6}t|cannot|can.{1,6}t|failed to|unable to|error) (open|opening|launch|launching|start|starting) (a |the |your |system |default |web ){0,3}browser|no (usable |suitable |runnable )?browser (could be |was )?(found|available)|could not locate runnable browser|spawn xdg-open|xdg-open.{0,40}not found',
      },
    ],
    causes: ['No default browser is set.', 'The session has no display that a browser could use.'],
    fixes: ['Set a default browser.', 'Or choose "print" as the browser and open the URL yourself.'],
    actors: ['user'],
    retry: 'after_fix',
    reference: rfc(8252, '4.1'),
  },
  {
    ...LOCAL,
    id: 'local-window-closed',
    code: 'window_closed',
    title: 'The sign-in window was closed',
    meaning: 'The window was closed before any callback came.',
    where: ['browser'],
    match: [
      { signal: 'error-code', value: 'window_closed', strength: 'plain' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bpop-?up (window )?(has been |was |is )?closed\\b|\\bpopup_closed|closed (the )?(popup|pop-up|login window|sign-?in window|browser window|auth window)|(login|sign-?in|auth(entication|orization)?) window (has been |was |is )?closed|window (has been |was )?closed (by|before)|user closed the',
        strength: 'plain',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bUser cancel(l)?ed (the )?(flow|login|sign-?in|authori[sz]ation|authentication|web ?auth\\w{0,20})\\b|\\bWebAuthenticationSession\\b.{0,40}(Code=1\\b|canceledLogin|error 1\\b)|\\bPlatformException\\((CANCELED|user_cancelled|CANCELLED)|\\buser_cancelled\\b|\\bUserCancel\\b|\\bauthentication_canceled\\b|\\b(login|sign-?in) (was )?cancel(l)?ed by (the )?user\\b',
        strength: 'plain',
      },
    ],
    causes: ['The user gave up.', 'The provider showed an error page and did not redirect back.'],
    fixes: [
      'Look at the last recorded page: if it is an error of the provider, that comes first.',
      'Start the run again.',
    ],
    actors: ['user'],
    retry: 'yes',
    reference: rfc(8252, '4.1'),
  },
  {
    ...LOCAL,
    id: 'local-callback-timeout',
    code: 'callback_timeout',
    title: 'No callback came in time',
    meaning:
      'The user was sent to the provider, and nothing valid came back to the redirect URI within the time set.',
    where: ['local listener', 'browser'],
    match: [
      { signal: 'error-code', value: 'callback_timeout', strength: 'plain' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bno (callback|redirect|authorization (code|response)) (has )?(arrived|received|came)|(timed out|timeout|gave up|giving up) waiting for (the |a |an )?(\\w{1,20} ){0,3}(callback|redirect|login|sign-?in|browser|authorization|authentication)|\\b(callback|login|sign-?in|authorization flow|browser login) (has )?timed out',
        strength: 'plain',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\btimed? ?out after \\d{1,6} ?\\w{0,12} (while )?waiting for (the |a |an )?(\\w{1,20} ){0,3}(callback|redirect|login|sign-?in|browser|authorization|authentication)',
        strength: 'plain',
      },
    ],
    causes: [
      'The provider shows an error page and does not redirect: most often the redirect URI is not registered.',
      'The user is still signing in, or does so in another browser.',
      'The redirect URI leads to another host or port.',
    ],
    fixes: [
      'Look at the last page in the browser; an error there names the reason.',
      'Compare {redirectUri} with the address that is registered for {clientId}.',
      'Give the user more time (--timeout).',
    ],
    actors: ['user', 'app developer'],
    retry: 'yes',
    reference: rfc(8252, '7.3'),
  },
  {
    ...LOCAL,
    id: 'local-callback-wrong-path-or-duplicate',
    code: 'unexpected_callback_request',
    title: 'A request reached the listener that is no callback',
    meaning:
      'The listener was asked for something else, such as an icon or a page that was loaded a second time.',
    match: [
      { signal: 'error-code', value: 'unexpected_callback_request' },
      { signal: 'evidence', value: 'answer-at-other-path' },
      { signal: 'callback', value: 'wrong-path', strength: 'weak' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'expected path .{1,120}\\b(got|but)\\b.{0,100}/|not the (expected )?(redirect|callback) path|duplicate callback|callback (was )?already (handled|processed|received|completed)',
      },
    ],
    causes: [
      'The redirect URI that is registered has another path.',
      'The browser asked for an icon, or loaded a page ahead of time.',
      'The page of the callback was loaded again.',
    ],
    fixes: [
      'Check the path of the registered redirect URI against {redirectUri}.',
      'Answer such requests without harm, and never redeem a code twice.',
    ],
    actors: ['app developer'],
    retry: 'yes',
    reference: rfc(6749, '3.1.2'),
  },
  {
    ...LOCAL,
    id: 'local-callback-fragment-lost',
    code: 'fragment_not_sent',
    title: 'The response is in the fragment, which is not sent',
    meaning:
      'The provider put the response behind a # in the URL, and browsers never send that part to a server.',
    where: ['local listener', 'browser'],
    match: [
      { signal: 'error-code', value: 'fragment_not_sent' },
      { signal: 'callback', value: 'fragment-lost' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bin the (url )?fragment\\b.{0,120}(never|cannot|can.{1,6}t|not (sent|see|reach)|lost)|fragment (was |is )?(not sent|lost|never)',
      },
    ],
    causes: [
      'The response_type includes id_token or token, or response_mode is fragment.',
      'JavaScript is off in that browser, so the page that hands the fragment on did not run.',
    ],
    fixes: [
      'Use response_type=code with response_mode=query, or form_post.',
      'Paste the callback URL from the address bar.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: {
      label: 'OAuth 2.0 Multiple Response Types section 2.1',
      url: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes',
    },
  },
  {
    ...LOCAL,
    id: 'local-pasted-callback-refused',
    code: 'pasted_callback_refused',
    title: 'What was pasted is not the callback of this run',
    meaning:
      'An address was pasted that is not at the redirect URI, or carries no answer, and no other callback came.',
    match: [{ signal: 'evidence', value: 'pasted-callback-refused' }],
    causes: [
      'The address of a page on the way was copied, such as that of the sign-in form.',
      'The provider sends the browser to another redirect URI than the one of the profile.',
      'The address was cut when it was copied.',
    ],
    fixes: [
      'Sign in to the end, and copy the whole address that begins with {redirectUri}.',
      'Where the browser ends up elsewhere, put that address into the profile as redirect URI.',
    ],
    actors: ['user'],
    retry: 'yes',
    reference: rfc(6749, '4.1.2'),
  },
  {
    ...LOCAL,
    id: 'local-callback-certificate-refused',
    code: 'certificate_refused',
    title: 'The browser does not trust the listener',
    meaning:
      'The redirect URI is https, and the browser broke the connection off: the certificate is made for the run, so no browser knows it.',
    where: ['local listener', 'browser'],
    match: [{ signal: 'evidence', value: 'certificate-refused' }],
    causes: [
      'Nobody went on past the warning of the browser.',
      'A policy of the browser forbids exceptions for certificates.',
      'The browser asked over plain http, where https is listened for.',
    ],
    fixes: [
      'Go on past the warning, where the fingerprint is the one that the waiting step shows.',
      'Or register an http redirect URI on 127.0.0.1: RFC 8252 section 7.3 asks for no certificate there.',
      'Or paste the address that the browser ends up at.',
    ],
    actors: ['user', 'app developer'],
    retry: 'yes',
    reference: rfc(8252, '7.3'),
  },
  {
    ...LOCAL,
    id: 'callback-cancelled',
    code: 'user_cancelled',
    title: 'The run was cancelled',
    meaning: 'The run was stopped by hand before it ended. What it recorded up to then is kept.',
    where: ['client-side validation'],
    match: [{ signal: 'error-code', value: 'user_cancelled', strength: 'plain' }],
    causes: ['Somebody pressed cancel.'],
    fixes: ['Start the run again when it is wanted.'],
    actors: ['user'],
    retry: 'yes',
    reference: rfc(6749, '4.1'),
  },
  {
    ...LOCAL,
    id: 'local-own-origin-refused',
    code: 'own_origin_refused',
    title: 'The address belongs to Grantscope itself',
    meaning: 'The flow was about to call a port of this very program, which it refuses to do.',
    where: ['client-side validation'],
    match: [{ signal: 'error-code', value: 'own_origin_refused' }],
    causes: ['The issuer, an endpoint or the resource of the profile is the address of the browser UI.'],
    fixes: ['Put the address of the provider or the API into the profile.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: {
      label: 'OWASP: server-side request forgery',
      url: 'https://owasp.org/www-community/attacks/Server_Side_Request_Forgery',
    },
  },
  {
    ...LOCAL,
    id: 'local-proxy-not-supported',
    code: 'proxy_not_supported',
    title: 'This kind of proxy is not supported',
    meaning: 'The proxy setting names a scheme other than http or https.',
    where: ['client-side validation'],
    match: [{ signal: 'error-code', value: 'proxy_not_supported' }],
    causes: ['The setting names a SOCKS proxy or a configuration script.'],
    fixes: ['Give an http or https proxy in the profile, or none.'],
    actors: ['user'],
    retry: 'after_fix',
    reference: rfc(9110, '9.3.6'),
  },
  {
    ...LOCAL,
    id: 'local-secret-missing',
    code: 'secret_missing',
    title: 'The client secret is not there',
    meaning: 'The profile says that the client authenticates with a secret, and no secret was found.',
    where: ['client-side validation'],
    match: [{ signal: 'error-code', value: 'secret_missing' }],
    causes: ['The secret is not set in the profile, or its entry in the vault is gone.'],
    fixes: ['Set the secret of {clientId} in the profile, or choose "none" for a public client.'],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '2.3.1'),
  },
];
