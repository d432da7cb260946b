import type { Reference } from '../../model/check';
import type { CatalogEntry } from '../catalog-entry';
import { matchOwnCode, matchPage } from '../provider-rules';

const TOKEN_ERRORS: Reference = {
  label: 'GitHub: access token request errors',
  url: 'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors',
};
const AUTHORIZATION_ERRORS: Reference = {
  label: 'GitHub: authorization request errors',
  url: 'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors',
};
const DEVICE_ERRORS: Reference = {
  label: 'GitHub: error codes for the device flow',
  url: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#error-codes-for-the-device-flow',
};

/**
 * GitHub has error codes of its own and reports token errors with HTTP 200, against RFC 6749 section
 * 5.2; a library then complains about the missing access_token.
 */
export const GITHUB_ENTRIES: CatalogEntry[] = [
  {
    id: 'github-bad-verification-code',
    family: 'provider',
    code: 'bad_verification_code',
    core: false,
    title: 'GitHub does not accept the code',
    meaning:
      'The authorization code is wrong, older than ten minutes, or was used before. GitHub says so with HTTP 200, so that libraries report a missing access_token instead.',
    where: ['token response'],
    provider: 'GitHub',
    match: matchOwnCode('bad_verification_code'),
    causes: [
      'The callback page was reloaded, and the code sent a second time.',
      'The token request came more than ten minutes after the callback.',
      'The code was issued to another app, such as the one of another environment.',
    ],
    fixes: [
      'Begin again with a new authorization request, and redeem the code at once and only once.',
      'Check that both requests use the same client: {clientId}.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: TOKEN_ERRORS,
  },
  {
    id: 'github-incorrect-client-credentials',
    family: 'provider',
    code: 'incorrect_client_credentials',
    core: false,
    title: 'GitHub: client_id or client_secret is wrong',
    meaning:
      'GitHub does not know the client_id, or the client_secret does not belong to it. It is what RFC 6749 calls invalid_client, with HTTP 200.',
    where: ['token response', 'device authorization response'],
    provider: 'GitHub',
    match: matchOwnCode('incorrect_client_credentials'),
    causes: [
      'The secret was deleted, replaced, or copied incompletely.',
      'client_id and client_secret belong to different apps.',
      'In the device flow, client_id is missing or wrong; no secret is needed there.',
    ],
    fixes: [
      'Compare the client ID of {clientId} with the settings of the app on GitHub.',
      'Generate a new client secret there: GitHub shows a secret only once.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: TOKEN_ERRORS,
  },
  {
    id: 'github-redirect-uri-mismatch',
    family: 'provider',
    code: 'redirect_uri_mismatch',
    core: false,
    title: 'GitHub: redirect_uri does not fit the callback URL',
    meaning:
      'redirect_uri is not the registered callback URL or a path below it. GitHub shows a page that the redirect_uri is not associated with this application, or sends the error to the registered callback URL, which may be another application than yours.',
    where: ['authorization page', 'authorization response', 'token response'],
    provider: 'GitHub',
    match: [
      {
        signal: 'oauth-error',
        value: 'redirect_uri_mismatch',
        pattern: 'MUST match the registered callback URL',
      },
      {
        signal: 'provider-code',
        value: 'redirect_uri_mismatch',
        pattern: 'MUST match the registered callback URL',
      },
      ...matchPage('redirect_uri.{1,20}is not associated with this application'),
    ],
    causes: [
      'Host or port differ from the callback URL, or the path does not lie below its path. Only loopback addresses may have any port.',
      'localhost is registered and 127.0.0.1 is sent, or the other way round.',
    ],
    fixes: [
      'Register {redirectUri} as Authorization callback URL of the app on GitHub.',
      'Or leave redirect_uri out: GitHub then uses the registered one.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'github-unverified-user-email',
    family: 'provider',
    code: 'unverified_user_email',
    core: false,
    title: 'GitHub: the user has no verified primary e-mail address',
    meaning:
      'GitHub issues no token for a user who has not verified the primary e-mail address of the account. Nothing is wrong with the client.',
    where: ['token response'],
    provider: 'GitHub',
    match: matchOwnCode('unverified_user_email'),
    causes: ['The account is new, or its primary e-mail address was changed and not verified since.'],
    fixes: [
      'Have the user verify the primary e-mail address under Settings, Emails on GitHub, and sign in again.',
    ],
    actors: ['user'],
    retry: 'after_fix',
    reference: TOKEN_ERRORS,
  },
  {
    id: 'github-application-suspended',
    family: 'provider',
    code: 'application_suspended',
    core: false,
    title: 'GitHub has suspended the app',
    meaning: 'GitHub suspended the OAuth app, and sends every user back with this error.',
    where: ['authorization response'],
    provider: 'GitHub',
    match: matchOwnCode('application_suspended'),
    causes: ['Abuse, spam or misuse of the API was reported or found.'],
    fixes: ['The owner of the app must write to GitHub Support; no change in the request helps.'],
    actors: ['provider admin'],
    retry: 'no',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'github-incorrect-device-code',
    family: 'provider',
    code: 'incorrect_device_code',
    core: false,
    title: 'GitHub does not know the device code',
    meaning:
      'The device_code of the token request is not valid: it was never issued, or was redeemed before.',
    where: ['token response'],
    provider: 'GitHub',
    match: matchOwnCode('incorrect_device_code'),
    causes: [
      'The user_code was sent in place of the device_code.',
      'The device_code was redeemed already, by an earlier poll or another process.',
      'The device_code belongs to another app or another GitHub host.',
    ],
    fixes: [
      'Send device_code exactly as the device authorization response gave it, with the same client_id.',
      'Stop polling once a token has come, and start the device flow again.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: DEVICE_ERRORS,
  },
  {
    id: 'github-device-flow-disabled',
    family: 'provider',
    code: 'device_flow_disabled',
    core: false,
    title: 'GitHub: device flow is off for the app',
    meaning: 'The device flow must be switched on for each app on GitHub, and for this one it is not.',
    where: ['device authorization response', 'token response'],
    provider: 'GitHub',
    match: matchOwnCode('device_flow_disabled'),
    causes: ['Enable Device Flow is not ticked in the settings of the app.'],
    fixes: ['Tick Enable Device Flow in the settings of {clientId} on GitHub, and start again.'],
    actors: ['provider admin', 'app developer'],
    retry: 'after_fix',
    reference: DEVICE_ERRORS,
  },
  {
    id: 'github-token-expired',
    family: 'provider',
    code: 'token_expired',
    core: false,
    title: 'GitHub: the device code has expired',
    meaning:
      'The user did not enter the code in time. GitHub documents token_expired beside the expired_token of RFC 8628 section 3.5.',
    where: ['token response'],
    provider: 'GitHub',
    match: [
      ...matchOwnCode('token_expired', ['token response']),
      {
        signal: 'oauth-error',
        value: 'expired_token',
        pattern: '^expired_token This .{0,3}device_code.{0,3} has expired',
      },
    ],
    causes: ['More than 15 minutes (expires_in) passed before the user entered the code.'],
    fixes: ['Ask for a new device code, and show the user the new user_code.'],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: DEVICE_ERRORS,
  },
];
