import type { SecretClass } from './rules';

export interface SecretShape {
  secret: SecretClass;
  /** Without it in a text, the shape need not be looked for. */
  hint: string;
  shape: RegExp;
}

/** What gives itself away: formats of the standards, and the marks that providers put on their tokens. */
export const SECRET_SHAPES: readonly SecretShape[] = [
  {
    secret: 'jwt',
    hint: 'eyJ',
    shape: /(?<![\w-])eyJ[\w-]{4,}\.(?:[\w-]+\.[\w-]*(?:\.[\w-]*\.[\w-]*)?)(?!\[)/g,
  },
  {
    secret: 'private_key',
    hint: 'PRIVATE KEY',
    shape: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)/g,
  },
  { secret: 'token', hint: 'gh', shape: /(?<![\w-])gh[pousr]_[A-Za-z0-9]{16,255}/g },
  { secret: 'token', hint: 'github_pat_', shape: /(?<![\w-])github_pat_\w{20,255}/g },
  { secret: 'token', hint: 'glpat-', shape: /(?<![\w-])glpat-[\w-]{16,255}/g },
  { secret: 'token', hint: 'xox', shape: /(?<![\w-])xox[a-z]-[\w-]{10,255}/g },
  { secret: 'token', hint: 'npm_', shape: /(?<![\w-])npm_[A-Za-z0-9]{30,64}/g },
  { secret: 'access_token', hint: 'ya29.', shape: /(?<![\w-])ya29\.[\w-]{16,2048}/g },
  { secret: 'client_secret', hint: 'GOCSPX-', shape: /(?<![\w-])GOCSPX-[\w-]{16,64}/g },
  { secret: 'api_key', hint: 'AIza', shape: /(?<![\w-])AIza[\w-]{30,40}/g },
  { secret: 'api_key', hint: 'k_live_', shape: /(?<![\w-])[prs]k_live_\w{16,255}/g },
  { secret: 'api_key', hint: 'k_test_', shape: /(?<![\w-])[prs]k_test_\w{16,255}/g },
  { secret: 'api_key', hint: 'SG.', shape: /(?<![\w-])SG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  {
    secret: 'secret',
    hint: 'hooks.slack.com',
    shape: /hooks\.slack\.com\/(?:services|workflows)\/(?:\w{1,64}\/){0,4}([\w-]{8,255})/g,
  },
  { secret: 'secret', hint: '/api/webhooks/', shape: /\/api\/webhooks\/\d{1,32}\/([\w-]{16,255})/g },
  {
    secret: 'secret',
    hint: 'webhook.office.com',
    shape: /webhook\.office\.com\/webhookb2\/([\w@/.-]{16,1024})/g,
  },
];
