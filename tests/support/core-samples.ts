import type { TraceOptions } from './session-builder';

/** A run in which the entry must come first, and one that differs a little, in which it must not occur. */
export interface CoreSample {
  id: string;
  fires: TraceOptions;
  nearMiss: TraceOptions;
}

const status = (code: number, purpose: 'token' | 'resource' = 'resource'): TraceOptions => ({
  failAt: purpose,
  answers: { [purpose]: { status: code, body: 'no' } },
});

const tokenError = (error: string, description?: string): TraceOptions => ({
  failAt: 'token',
  answers: { token: { status: 400, body: { error, error_description: description } } },
});

const callbackError = (error: string): TraceOptions => ({
  failAt: 'callback',
  callback: { error, code: undefined },
});

const challenge = (code: number, field: string): TraceOptions => ({
  failAt: 'resource',
  answers: { resource: { status: code, headers: { 'WWW-Authenticate': field } } },
});

export const CORE_SAMPLES: CoreSample[] = [
  { id: 'http-400', fires: status(400), nearMiss: tokenError('invalid_grant') },
  { id: 'http-401', fires: status(401), nearMiss: challenge(401, 'Bearer error="invalid_token"') },
  { id: 'http-403', fires: status(403), nearMiss: challenge(403, 'Bearer error="insufficient_scope"') },
  { id: 'http-404', fires: status(404), nearMiss: status(403) },
  { id: 'http-405', fires: status(405, 'token'), nearMiss: status(404, 'token') },
  { id: 'http-500', fires: status(500, 'token'), nearMiss: status(503, 'token') },
  { id: 'http-503', fires: status(503, 'token'), nearMiss: status(500, 'token') },
  {
    id: 'authz-invalid-request',
    fires: callbackError('invalid_request'),
    nearMiss: tokenError('invalid_request'),
  },
  {
    id: 'token-invalid-request',
    fires: tokenError('invalid_request'),
    nearMiss: callbackError('invalid_request'),
  },
  { id: 'invalid-client', fires: tokenError('invalid_client'), nearMiss: tokenError('unauthorized_client') },
  { id: 'invalid-grant', fires: tokenError('invalid_grant'), nearMiss: tokenError('unsupported_grant_type') },
  {
    id: 'authz-unauthorized-client',
    fires: callbackError('unauthorized_client'),
    nearMiss: tokenError('unauthorized_client'),
  },
  {
    id: 'token-unauthorized-client',
    fires: tokenError('unauthorized_client'),
    nearMiss: callbackError('unauthorized_client'),
  },
  {
    id: 'unsupported-grant-type',
    fires: tokenError('unsupported_grant_type'),
    nearMiss: tokenError('invalid_grant'),
  },
  {
    id: 'authz-invalid-scope',
    fires: callbackError('invalid_scope'),
    nearMiss: callbackError('invalid_request'),
  },
  { id: 'access-denied', fires: callbackError('access_denied'), nearMiss: callbackError('login_required') },
  { id: 'server-error', fires: callbackError('server_error'), nearMiss: status(500, 'token') },
  {
    id: 'temporarily-unavailable',
    fires: callbackError('temporarily_unavailable'),
    nearMiss: status(503, 'token'),
  },
  {
    id: 'bearer-invalid-token',
    fires: challenge(401, 'Bearer realm="api", error="invalid_token"'),
    nearMiss: challenge(401, 'Basic realm="invalid_token"'),
  },
  {
    id: 'bearer-insufficient-scope',
    fires: challenge(403, 'Bearer error="insufficient_scope", scope="admin"'),
    nearMiss: challenge(403, 'Bearer realm="insufficient_scope"'),
  },
];
