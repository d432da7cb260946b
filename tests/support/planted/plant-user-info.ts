import { encodeBase64, encodeHtml, encodeUri, escapeEachByte, escapeEachDecimal } from './encode';
import { ISSUER, type Planter } from './planter';

/** What is known of the user, and servers that repeat what they were sent. */
export function plantUserInfo(
  { plant, token, step, exchange }: Planter,
  {
    code,
    accessToken,
    refreshToken,
    secret,
  }: Record<'code' | 'accessToken' | 'refreshToken' | 'secret', string>,
): void {
  step('userinfo', () => {
    exchange(
      'userinfo',
      'userinfo',
      { url: `${ISSUER}/userinfo`, headers: [['authorization', `DPoP ${token('DPoP access token')}`]] },
      {
        headers: [
          ['content-type', 'application/json'],
          ['Refresh', `0; url=https://x.example/?token=${token('token in a Refresh header')}`],
        ],
        body: JSON.stringify({
          given_name: plant('given_name in userinfo'),
          preferred_username: plant('preferred_username in userinfo'),
          name: plant('name in userinfo'),
          emails: [plant('first of emails in userinfo'), plant('second of emails in userinfo')],
          address: { locality: plant('locality in userinfo') },
        }),
      },
    );
    exchange(
      'echo',
      'resource',
      { url: 'https://api.acme.example/me', headers: [['authorization', `Bearer ${accessToken}`]] },
      {
        status: 401,
        headers: [['content-type', 'text/html']],
        body: `<p>${encodeHtml(accessToken)} ${encodeUri(encodeUri(refreshToken))} ${JSON.stringify(secret)} ${escapeEachByte(code)} ${escapeEachDecimal(code)} ${encodeBase64(`xy${refreshToken}zz`)}</p>`,
      },
    );
    exchange(
      'binary',
      'other',
      { url: `${ISSUER}/binary` },
      {
        body: {
          text: encodeBase64(`\u0000\u0001 access_token=${token('token in a binary body')} ${code}`),
          encoding: 'base64',
          bodyBytes: 90,
          truncated: false,
        },
      },
    );
  });
}
