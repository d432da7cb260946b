import { buildProfileClient, SPECIAL_SECRET_CLIENT } from '../clients';
import type { PracticeMiddleware } from '../provider-change';
import type { Fault } from './fault';

/** Servers that take Basic credentials in another form than RFC 6749 section 2.3.1 says. */
export const BASIC_FAULTS: Fault[] = [
  {
    id: 'basic-not-decoded',
    title: 'Basic credentials that the provider does not decode',
    mechanism: 'The secret has special characters, and the provider compares the encoded form with it.',
    side: 'provider',
    entryId: 'client-basic-encoding',
    code: 'invalid_client',
    flows: ['client-credentials'],
    profile: (profile) => ({ ...profile, client: buildProfileClient({ id: SPECIAL_SECRET_CLIENT }) }),
    provider: { middleware: () => takeBasicAsItIs },
  },
];

/** Encodes what came once more, so that the decoding behind it gives back what came. */
const takeBasicAsItIs: PracticeMiddleware = async (ctx, next) => {
  const encoded = /^Basic (\S+)$/i.exec(ctx.get('Authorization'))?.[1];
  if (encoded !== undefined) {
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const parts = [text.slice(0, colon), text.slice(colon + 1)].map(encodeURIComponent);
    ctx.req.headers.authorization = `Basic ${Buffer.from(parts.join(':')).toString('base64')}`;
  }
  await next();
};
