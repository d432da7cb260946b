import type { Verdict } from '@shared/model/check';
import type { ExchangePurpose } from '@shared/model/exchange';
import type { ActorOfFix, Retry, Severity } from '@shared/model/finding';
import type { FollowUp } from '@shared/model/grant-options';
import type { BrowserChoice, ClientAuthMethod, FlowId } from '@shared/model/profile';
import type { Actor, CallbackHit, SessionOutcome, StepOutcome } from '@shared/model/trace-event';
import type { Tone } from '../ui/Badge';

export type Outcome = SessionOutcome | StepOutcome | 'running' | 'paused';

export const OUTCOME_TONES: Record<Outcome, Tone> = {
  running: 'accent',
  paused: 'accent',
  succeeded: 'pass',
  failed: 'fail',
  cancelled: 'neutral',
  interrupted: 'warn',
  skipped: 'neutral',
};

export const VERDICT_LABELS: Record<Verdict, string> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warning',
  info: 'noted',
  skip: 'skipped',
};

export const VERDICT_TONES: Record<Verdict, Tone> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  info: 'accent',
  skip: 'neutral',
};

export const SEVERITY_TONES: Record<Severity, Tone> = { error: 'fail', warning: 'warn', info: 'accent' };

export const ACTOR_LABELS: Record<Actor, string> = {
  user: 'User',
  browser: 'Browser',
  client: 'Client',
  'authorization-server': 'Authorization server',
  'resource-server': 'Resource server',
};

export const PURPOSE_LABELS: Record<ExchangePurpose, string> = {
  discovery: 'Discovery',
  jwks: 'Key set',
  authorization: 'Authorization',
  par: 'Pushed request',
  'device-authorization': 'Device authorization',
  'backchannel-authentication': 'Backchannel authentication',
  token: 'Token',
  userinfo: 'User info',
  resource: 'Resource',
  introspection: 'Introspection',
  revocation: 'Revocation',
  registration: 'Registration',
  logout: 'Logout',
  other: 'Other',
};

export const FOLLOW_UP_LABELS: Record<FollowUp, { label: string; hint: string }> = {
  userinfo: { label: 'UserInfo', hint: 'Asks UserInfo who signed in.' },
  resource: { label: 'Call resource', hint: 'Calls the protected resource of the profile.' },
  introspect: { label: 'Introspect', hint: 'Asks the server what it knows of the access token.' },
  refresh: { label: 'Refresh', hint: 'Redeems the refresh token for new tokens.' },
  revoke: { label: 'Revoke', hint: 'Revokes the refresh token, or else the access token.' },
  logout: { label: 'Log out', hint: 'Ends the session of the user at the provider.' },
};

/** A few words beside a row; describeHit says it in a sentence. */
export const HIT_LABELS: Record<CallbackHit['verdict'], string> = {
  accepted: 'accepted',
  'wrong-path': 'another path',
  'wrong-state': 'state of another run',
  'wrong-method': 'another method',
  'too-large': 'too large',
  'not-a-callback': 'not a callback',
  'wrong-host': 'another host',
  malformed: 'not a request',
  'too-slow': 'too slow',
  'already-used': 'after the callback',
  'not-secure': 'no secure connection',
  'wrong-token': 'another token',
  'wrong-request': 'another request',
};

export const HIT_SOURCES: Record<CallbackHit['via'], string> = {
  listener: 'received',
  pasted: 'pasted',
  browser: 'seen in the browser',
};

export const FIXER_LABELS: Record<ActorOfFix, string> = {
  'app developer': 'the developer of the app',
  'provider admin': 'the administrator at the provider',
  'provider operator': 'the operator of the provider',
  user: 'the user',
};

export const RETRY_LABELS: Record<Retry, string> = {
  yes: 'Trying again may help.',
  no: 'Trying again does not help.',
  after_fix: 'Trying again helps only after the fix.',
  after_delay: 'Wait, then try again.',
};

export const FLOW_LABELS: Record<FlowId, string> = {
  'authorization-code': 'Authorization code',
  hybrid: 'Hybrid',
  implicit: 'Implicit',
  'client-credentials': 'Client credentials',
  'refresh-token': 'Refresh token',
  'device-code': 'Device code',
  ciba: 'CIBA',
  'token-exchange': 'Token exchange',
  'jwt-bearer': 'JWT bearer',
  password: 'Password',
  registration: 'Dynamic registration',
};

export const AUTH_LABELS: Record<ClientAuthMethod, string> = {
  none: 'none (public client)',
  client_secret_basic: 'client_secret_basic (header)',
  client_secret_post: 'client_secret_post (body)',
  client_secret_jwt: 'client_secret_jwt (MAC)',
  private_key_jwt: 'private_key_jwt (signature)',
  tls_client_auth: 'tls_client_auth (certificate of a CA)',
  self_signed_tls_client_auth: 'self_signed_tls_client_auth (own certificate)',
};

export const BROWSER_LABELS: Record<BrowserChoice, string> = {
  system: 'My own browser',
  capture: 'Capture window',
  print: 'Manual: I open the URL myself',
  practice: 'Automatic sign-in (practice provider only)',
};

/** The element id of a step in the timeline, so that a finding can bring it into sight. */
export function nameStepElement(stepId: string): string {
  return `step-${stepId}`;
}

/** The label of a flow id; a recording may name one that this version does not know. */
export function labelFlow(flow: string): string {
  if (flow === 'client-auth-probe') return 'Client authentication probe';
  return Object.hasOwn(FLOW_LABELS, flow) ? FLOW_LABELS[flow as FlowId] : flow;
}
