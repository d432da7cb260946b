import * as encode from './encode';
import { ISSUER, type Planter } from './planter';

/** Web pages, XML, GraphQL, SQL and forms with files. */
export function plantPages({ plant, token, long, wrapped, answer, exchange, record }: Planter): void {
  const html = (id: string, body: string) => answer(id, 'text/html', `<html><body>${body}</body></html>`);
  html(
    'page',
    `<div data-access-token="${token('data attribute')}" data-user-email='${token('mailbox in a data attribute')}@acme.example'></div>
<meta http-equiv="refresh" content="0;url=https://app.example/cb?code=${token('code in a meta refresh')}&amp;state=${token('state in a meta refresh')}">
<a href="https://app.example/cb#access_token=${token('token in the fragment of a link')}">on</a>
<iframe src="/check?session_state=${token('session_state of an iframe')}"></iframe>
<script>var refreshToken = "${token('token in a variable')}"; localStorage.setItem("id_token", '${token('token in local storage')}');
sessionStorage["access_token"] = \`${token('token in a template')}\`; window.__STATE__ = JSON.parse("{\\"client_secret\\":\\"${token('secret in JSON in a script')}\\"}");</script>
<input type="hidden" name="${long('name of a hidden field')}" value="1">
<input type=hidden name=RelayState value=${token('RelayState field')}>
<textarea name="SAMLResponse">${encode.encodeBase64(`<samlp:Response><saml:NameID>${token('NameID in a SAML form')}</saml:NameID></samlp:Response>`)}</textarea>
<form action="/continue;jsessionid=${token('jsessionid in a path')}?ticket=${token('ticket in a form action')}"></form>
<!-- api_key: ${token('api_key in a comment')} -->`,
  );
  html('reset', `<a href="https://id.acme.example/reset-password/${token('token in a path')}">Reset</a>`);
  answer(
    'soap',
    'application/soap+xml',
    `<s:Envelope><wsse:Username>${token('user name in SOAP')}</wsse:Username><wsse:Password Type="t">${token('password in SOAP')}</wsse:Password>
<access_token>${token('token in XML')}</access_token><saml:NameID Format="f">${token('NameID in XML')}</saml:NameID>
<saml:Attribute Name="email"><saml:AttributeValue xsi:type="s">${token('attribute value in SAML')}</saml:AttributeValue></saml:Attribute></s:Envelope>`,
  );
  exchange(
    'saml',
    'other',
    {
      url: `https://idp.acme.example/sso?SAMLRequest=${encode.encodeUri(encode.deflateToBase64(`<samlp:AuthnRequest ID="a"><saml:NameID>${token('NameID in a SAML request')}</saml:NameID></samlp:AuthnRequest>`))}&RelayState=${token('RelayState')}`,
    },
    {},
  );
  exchange(
    'graphql',
    'other',
    {
      method: 'POST',
      url: `${ISSUER}/graphql`,
      headers: [['Content-Type', 'application/json']],
      body: JSON.stringify({
        query: `mutation { login(username: "${token('user name in GraphQL')}", password: "${token('password in GraphQL')}") { token } }`,
        variables: {
          apiKey: plant('apiKey variable in GraphQL'),
          input: { refreshToken: plant('refreshToken variable in GraphQL') },
        },
      }),
    },
    { body: JSON.stringify({ data: { login: { accessToken: plant('accessToken answered by GraphQL') } } }) },
  );
  exchange(
    'files',
    'other',
    {
      method: 'POST',
      url: `${ISSUER}/files`,
      headers: [['CONTENT-TYPE', 'multipart/form-data; boundary=b']],
      body: [
        `--b\r\nContent-Disposition: form-data; name="${long('field name in multipart')}"\r\n\r\nx`,
        `--b\r\nContent-Disposition: form-data; name="file"; filename="${wrapped('file name in multipart', (value) => `${value}.txt`)}"\r\nContent-Type: text/plain\r\n\r\nclient_secret=${token('secret in a file')}`,
        `--b\r\nContent-Disposition: form-data; name=refresh_token\r\n\r\n${token('token in multipart without quotes')}`,
        '--b--',
      ].join('\r\n'),
    },
    {},
  );
  answer(
    'keys',
    'application/json',
    JSON.stringify({ sessions: { [long('key of a JSON member')]: { active: true } } }),
  );
  record({
    type: 'note',
    stepId: 'other-traffic',
    code: 'console-error',
    message: `UPDATE sessions SET refresh_token = '${token('token in SQL')}' WHERE password='${token('password in SQL')}'`,
  });
}
