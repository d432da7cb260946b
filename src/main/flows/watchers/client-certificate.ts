import { checkCertificateBinding, checkClientCertificate } from '@shared/checks/check-client-certificate';
import { TLS_AUTH_METHODS } from '@shared/model/client-schema';
import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import type { ExchangeView } from '@shared/model/session';
import type { StepContext } from '../flow';

/** The client certificate of a connection, and whether tokens that came over it are bound to it (RFC 8705). */
export function watchClientCertificate(context: StepContext, exchange: ExchangeView): void {
  const { purpose, request, connection, response } = exchange;
  const { profile, ports } = context;
  const certificate = connection?.tls?.clientCertificate ?? null;
  if (TLS_AUTH_METHODS.has(profile.client.auth) && AUTHENTICATED.has(purpose)) {
    const isTls = request.url.startsWith('https:');
    context.check(checkClientCertificate(certificate, isTls, ports.now()), exchange.id);
  }
  const isBindable = purpose === 'token' || purpose === 'introspection';
  const body = isBindable && response?.status === 200 ? readJsonObject(response) : null;
  if (!certificate || !body) return;
  const token = String(body.access_token);
  const claims = purpose === 'introspection' ? body : (decodeJwt(token)?.claims ?? null);
  const row = checkCertificateBinding(claims, certificate);
  if (row) context.check(row, exchange.id);
}

/** Endpoints at which a client authenticates. */
const AUTHENTICATED: ReadonlySet<ExchangeView['purpose']> = new Set([
  'token',
  'par',
  'device-authorization',
  'backchannel-authentication',
  'introspection',
  'revocation',
]);
