import type { Planter } from './planter';

/** Values that only their shape or the words around them give away, in logs, traces and messages. */
export function plantShapes({ token, wrapped, answer, record }: Planter): void {
  const lines = [
    `github ${wrapped('GitHub token', (value) => `ghp_${value}AAAAAAAAAAAAAAAAAAAA`)}`,
    `github ${wrapped('fine-grained GitHub token', (value) => `github_pat_${value}AAAAAAAA_BBBBBBBBBBBB`)}`,
    `gitlab ${wrapped('GitLab token', (value) => `glpat-${value}AAAA`)}`,
    `slack ${wrapped('Slack token', (value) => `xoxb-123456789012-${value}`)}`,
    `hook https://hooks.slack.com/services/T00000000/B00000000/${wrapped('Slack webhook', (value) => `${value}AAAAAAAA`)}`,
    `hook https://discord.com/api/webhooks/1234567890/${wrapped('Discord webhook', (value) => `${value}AAAAAAAAAAAAAAAAAAAA`)}`,
    `hook https://acme.webhook.office.com/webhookb2/${wrapped('Teams webhook', (value) => `${value}@x/IncomingWebhook/y`)}`,
    `google ${wrapped('Google API key', (value) => `AIza${value}AAAAAAAAAAAAAAAAAAA`)}`,
    `google ${wrapped('Google access token', (value) => `ya29.${value}AAAA`)}`,
    `google ${wrapped('Google client secret', (value) => `GOCSPX-${value}AAAAAAAAAAAA`)}`,
    `stripe ${wrapped('Stripe key', (value) => `sk_live_${value}AAAAAAAA`)}`,
    `npm ${wrapped('npm token', (value) => `npm_${value}AAAAAAAAAAAAAAAAAAAA`)}`,
    `aws_secret_access_key = ${wrapped('AWS secret', (value) => `${value}AAAAAAAAAAAAAAAAAAAAAAAA`)}`,
    `sendgrid ${wrapped('SendGrid key', (value) => `SG.${value}AAAAAA.AAAAAAAAAAAAAAAAAAAA`)}`,
    `postgres://app:${token('password of a database URL')}@db.acme.example:5432/app`,
    `redis://:${token('password without a user')}@cache.acme.example:6379/0`,
    `Server=db;Database=app;User Id=${token('user of a connection string')};Password=${token('password of a connection string')};`,
    `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${token('account key')};EndpointSuffix=core.example`,
    `Endpoint=sb://acme.example/;SharedAccessKeyName=root;SharedAccessKey=${token('shared access key')}`,
    `mongodb+srv://u:${token('password of a cluster')}@cluster.acme.example/?authSource=admin`,
    `HTTPS_PROXY=http://${token('user of a proxy variable')}:${token('password of a proxy variable')}@proxy:3128`,
    `Error: bad\n    at load (/home/${token('home folder')}/app/src/index.js:10:3)\n    at run (C:\\Users\\${token('Windows folder')}\\app\\main.js:1:1)`,
    `curl -u app:${token('password of curl')} https://id.acme.example`,
    `curl -H "Authorization: Bearer ${token('bearer of curl')}" -d 'client_secret=${token('secret of curl')}'`,
    `login --password ${token('password on a command line')} --client-secret=${token('secret on a command line')}`,
    `OAUTH_CLIENT_SECRET="${token('secret in an environment file')}"`,
    `spring.security.oauth2.client.registration.x.client-secret=${token('secret in properties')}`,
    `  client_secret: ${token('secret in YAML')}`,
    `Set-Cookie: sid=${token('cookie in a log line')}; Path=/`,
    `Authorization: Basic ${btoa(`u:${token('Basic in a log line')}`)}`,
    `user ${token('mailbox in a log line')}@acme.example signed in`,
    `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${token('encrypted key in a log')}\n-----END ENCRYPTED PRIVATE KEY-----`,
  ];
  answer('log', 'text/plain', lines.join('\n'));
  record({
    type: 'step-started',
    stepId: 'named',
    name: 'named',
    title: `Repeat /cb?code=${token('code in the title of a step')}`,
    actor: 'client',
  });
  record({
    type: 'check',
    stepId: 'named',
    exchangeId: null,
    check: {
      id: 'nonce',
      title: 'Nonce',
      verdict: 'fail',
      expected: `nonce=${token('nonce in a check')}`,
      actual: `{"nonce":"${token('nonce in JSON in a check')}"}`,
      reference: {
        label: 'OpenID Connect Core section 3.1.3.7',
        url: 'https://openid.net/specs/openid-connect-core-1_0.html',
      },
    },
  });
  record({ type: 'step-ended', stepId: 'named', outcome: 'succeeded', error: null });
}
