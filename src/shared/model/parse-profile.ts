import { z } from 'zod';
import { findNearest } from '../text/find-nearest';
import { checkAuthorizationMembers } from './check-authorization';
import {
  type AddProblem,
  checkClientMembers,
  checkFlowMembers,
  checkFollowUps,
  isRedirectNeeded,
} from './check-flow-members';
import { CLIENT_AUTH_METHODS, type Profile, profileSchema } from './profile';

export interface ProfileProblem {
  /** Dotted path of the member, "" for the whole file. */
  path: string;
  message: string;
  severity: 'error' | 'warning';
}

export interface ParsedProfile {
  /** Null where any problem is an error. */
  profile: Profile | null;
  problems: ProfileProblem[];
}

/**
 * Reads a profile from untrusted data: its shape, then the rules that span members (a secret where
 * the method needs one, https, a loopback redirect URI). Used live by the form, by the host on save
 * and before each run, and by the command line.
 */
export function parseProfile(value: unknown): ParsedProfile {
  const parsed = profileSchema.safeParse(value);
  if (!parsed.success) {
    return { profile: null, problems: parsed.error.issues.flatMap((issue) => describeIssue(issue)) };
  }
  const problems = checkProfile(parsed.data);
  const isValid = problems.every((problem) => problem.severity !== 'error');
  return { profile: isValid ? parsed.data : null, problems };
}

/** True for hosts where plain http is safe: RFC 8252 section 7.3, and the localhost names of RFC 6761. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    host === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** True for a redirect URI at which this machine can listen itself: https gets a certificate made for it. */
export function canListenAt({ protocol, hostname }: URL): boolean {
  return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
}

/** The URL, or null where the text is not an absolute http(s) URL. */
export function parseHttpUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}

function checkProfile(profile: Profile): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  const add = (path: string, message: string, severity: ProfileProblem['severity'] = 'error') =>
    problems.push({ path, message, severity });

  if (profile.issuer === undefined && profile.server === undefined) {
    add('issuer', 'Give the issuer, or the server metadata by hand in "server".');
  }
  if (profile.issuer !== undefined) checkServerUrl('issuer', profile.issuer, profile, add);
  for (const [name, endpoint] of Object.entries(profile.server ?? {})) {
    if (typeof endpoint !== 'string') continue;
    if (name.endsWith('_endpoint') || name === 'jwks_uri') {
      checkServerUrl(`server.${name}`, endpoint, profile, add);
    }
  }
  checkClientMembers(profile, add);
  checkFlowMembers(profile, add);
  checkFollowUps(profile, add);
  if (isRedirectNeeded(profile)) checkRedirectUri('redirectUri', profile.redirectUri, profile, add);
  if (profile.postLogoutRedirectUri !== undefined) {
    checkRedirectUri('postLogoutRedirectUri', profile.postLogoutRedirectUri, profile, add);
  }
  if (profile.flow === 'ciba' && profile.ciba?.delivery === 'ping') checkNotificationUri(profile.ciba, add);
  if (profile.resource) checkServerUrl('resource.url', profile.resource.url, profile, add);
  if (profile.pkce !== 'S256') {
    add('pkce', 'RFC 9700 section 2.1.1 asks for PKCE with S256 on every code flow.', 'warning');
  }
  checkParameters(profile, add);
  checkAuthorizationMembers(profile, add);
  if (profile.proxy !== null) checkProxy(profile.proxy, add);
  return problems;
}

const OWN_AUTHORIZE_PARAMETERS = new Set([
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'dpop_jkt',
]);

const OWN_TOKEN_PARAMETERS = new Set([
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'client_id',
  'client_secret',
]);

function checkParameters({ parameters }: Profile, add: AddProblem): void {
  const refuseOwn = (group: keyof Profile['parameters'], own: ReadonlySet<string>) => {
    for (const name of Object.keys(parameters[group]).filter((each) => own.has(each))) {
      add(`parameters.${group}.${name}`, `${name} has its own member or is made anew for each run.`);
    }
  };
  refuseOwn('authorize', OWN_AUTHORIZE_PARAMETERS);
  refuseOwn('token', OWN_TOKEN_PARAMETERS);
}

function checkProxy(text: string, add: AddProblem): void {
  const url = parseHttpUrl(text);
  if (!url) {
    add('proxy', 'A proxy is an absolute http(s) URL, such as http://proxy.example.com:3128.');
  } else if (url.password !== '') {
    add('proxy', 'The password of the proxy stands in plain in this profile.', 'warning');
  }
}

function checkServerUrl(path: string, text: string, profile: Profile, add: AddProblem): void {
  const url = parseHttpUrl(text);
  if (!url) {
    add(path, `"${text}" is not an absolute http(s) URL, such as https://id.example.com.`);
    return;
  }
  if (url.username !== '' || url.password !== '') {
    add(path, 'A URL here must not carry a user name or a password.');
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && !profile.allowInsecure) {
    add(path, `${url.origin} is plain http. Use https, or set "allowInsecure" for a test system.`);
  }
}

/** A URL of the web, or of an application's own scheme (RFC 8252 section 7.1); null for anything else. */
function parseRedirectUri(text: string): URL | null {
  const url = URL.parse(text);
  const isOfBrowser = /^(about|blob|chrome|data|file|filesystem|ftp|javascript|view-source|vbscript|wss?):$/;
  return url && !isOfBrowser.test(url.protocol) ? url : null;
}

function checkRedirectUri(path: string, text: string, { browser }: Profile, add: AddProblem): void {
  const url = parseRedirectUri(text);
  if (!url) {
    add(path, `"${text}" is not an absolute http(s) URL, such as http://127.0.0.1:0/callback.`);
    return;
  }
  if (url.hash !== '' || text.includes('#')) {
    add(path, 'A redirect URI must not have a fragment (RFC 6749 section 3.1.2).');
  }
  if (browser === 'capture') return;
  if (!canListenAt(url)) {
    add(
      path,
      'Nothing listens at this address here: the callback must be pasted in. The capture window takes it, and http://127.0.0.1:0/callback is listened at.',
      'warning',
    );
  } else if (url.hostname === 'localhost') {
    add(path, 'RFC 8252 section 8.3 advises 127.0.0.1 over localhost.', 'warning');
  }
  if (canListenAt(url) && url.protocol === 'https:') {
    add(
      path,
      'No browser trusts the certificate of this listener: it is made for the run. The waiting step shows its fingerprint, to be compared where the browser warns.',
      'warning',
    );
  }
}

/** A provider pings an address that is registered with it; what is listened at here may stand behind a tunnel. */
function checkNotificationUri({ notificationUri }: NonNullable<Profile['ciba']>, add: AddProblem): void {
  const url = parseHttpUrl(notificationUri);
  if (url?.protocol === 'http:' && isLoopbackHost(url.hostname)) return;
  add(
    'ciba.notificationUri',
    'The ping is listened for at an http URL on loopback, such as http://127.0.0.1:0/ciba.',
  );
}

function describeIssue(issue: z.core.$ZodIssue): ProfileProblem[] {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys')
    return [{ path, message: describeShape(path, issue), severity: 'error' }];
  return issue.keys.map((key) => {
    const nearest = findNearest(key, knownKeys(issue.path));
    const hint = nearest ? ` Did you mean "${nearest}"?` : '';
    const where = path === '' ? 'a profile' : `"${path}"`;
    return {
      path: path === '' ? key : `${path}.${key}`,
      message: `"${key}" is not a member of ${where}.${hint}`,
      severity: 'error',
    };
  });
}

function describeShape(path: string, issue: z.core.$ZodIssue): string {
  if (path === 'client.auth') return `One of ${CLIENT_AUTH_METHODS.join(', ')}.`;
  if (path === 'client.secret') {
    return 'A secret is {"env": "NAME"}, {"vault": "NAME"} or the text itself.';
  }
  return issue.message;
}

/** The members a profile may have at `path`, read from the schema itself so that they cannot drift. */
function knownKeys(path: PropertyKey[]): string[] {
  let node: unknown = z.toJSONSchema(profileSchema, { io: 'input' });
  for (const part of path) {
    node = resolveAlternatives(node)
      .map((option) => option.properties?.[String(part)])
      .find(Boolean);
  }
  return resolveAlternatives(node).flatMap((option) => Object.keys(option.properties ?? {}));
}

interface SchemaNode {
  properties?: Record<string, unknown>;
  anyOf?: SchemaNode[];
}

function resolveAlternatives(node: unknown): SchemaNode[] {
  if (typeof node !== 'object' || node === null) return [];
  const schema = node as SchemaNode;
  return schema.anyOf ? schema.anyOf.flatMap(resolveAlternatives) : [schema];
}
