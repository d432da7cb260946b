import { encodeBase64, encodeUri } from './encode';
import { ISSUER, type Planter } from './planter';

/** Headers of any case, and what addresses carry beside a query. */
export function plantHeaders({ plant, token, long, wrapped, exchange }: Planter): void {
  exchange(
    'headers',
    'other',
    {
      url: `https://${token('user in a URL')}:${token('password in a URL')}@api.acme.example/x?sig=${token('sig')}&X-Amz-Signature=${token('signature of a signed URL')}&X-Amz-Credential=${token('credential of a signed URL')}`,
      headers: [
        ['AUTHORIZATION', `bearer ${token('bearer in capitals')}`],
        ['authorization', `Digest username="u", response="${token('Digest response')}"`],
        ['X-AUTH-TOKEN', token('X-AUTH-TOKEN header')],
        ['x-amz-security-token', plant('security token header')],
        ['X-Goog-Api-Key', plant('Google API key header')],
        ['Ocp-Apim-Subscription-Key', plant('subscription key header')],
        ['X-Forwarded-User', plant('forwarded user header')],
        ['X-Forwarded-Access-Token', plant('forwarded access token header')],
        ['X-Client-Cert', plant('client certificate header')],
        [
          'X-MS-Client-Principal',
          encodeBase64(JSON.stringify({ email: `${token('mailbox in a principal')}@acme.example` })),
        ],
        [
          'Referer',
          `https://app.example/cb?code=${token('code in a Referer')}&state=${encodeUri(plant('state in a Referer'))}`,
        ],
        ['Origin', 'https://app.example'],
        ['Cookie', `${long('name of a cookie')}=1; plain=${token('third cookie')}`],
        ['X-Requested-By', `${token('mailbox in a header')}@acme.example`],
        ['X-Original-URL', `/cb?access_token=${token('token in X-Original-URL')}`],
        ['Via', `1.1 http://u:${token('password in Via')}@proxy.example:8080`],
      ],
    },
    {
      headers: [
        ['SET-COOKIE', `__Secure-next-auth.session-token=${token('Set-Cookie in capitals')}; HttpOnly`],
        ['set-cookie', `${long('name of a set cookie')}=1; Path=/`],
        ['Link', `<https://api.example/p?page=2&token=${token('token in a Link header')}>; rel=next`],
        [
          'Location',
          `https://app.example/cb#id_token=${token('id_token in a Location')}&state=${token('state in a Location')}`,
        ],
        [
          'Content-Disposition',
          `attachment; filename="${wrapped('file name of a download', (value) => `${value}.pdf`)}"`,
        ],
        ['X-Debug', JSON.stringify({ client_secret: plant('secret in JSON in a header') })],
        ['Authentication-Info', `nextnonce="${token('nextnonce')}"`],
        ['X-Registration-Access-Token', plant('registration token header')],
      ],
    },
  );
  exchange('path', 'other', { url: `${ISSUER}/magic-link/${token('magic link')}?flow=1` }, {});
}
