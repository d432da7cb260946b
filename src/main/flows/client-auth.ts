import type { Profile } from '@shared/model/profile';
import * as client from 'openid-client';
import { LocalFlowError } from './flow-errors';

/**
 * Client authentication as the profile asks for it (RFC 6749 section 2.3.1). Basic is form-encoded as
 * the RFC says; `raw` is for servers that do not decode it.
 */
export function createClientAuth(profile: Profile['client'], secret: string | null): client.ClientAuth {
  if (profile.auth === 'none') return client.None();
  if (secret === null) throw new LocalFlowError('secret_missing', `${profile.auth} needs the client secret.`);
  switch (profile.auth) {
    case 'client_secret_post':
      return client.ClientSecretPost(secret);
    case 'client_secret_basic':
      return profile.basicEncoding === 'raw' ? rawBasic(secret) : client.ClientSecretBasic(secret);
  }
}

function rawBasic(secret: string): client.ClientAuth {
  return (_server, metadata, _body, headers) => {
    const credentials = Buffer.from(`${metadata.client_id}:${secret}`, 'utf8').toString('base64');
    headers.set('authorization', `Basic ${credentials}`);
  };
}
