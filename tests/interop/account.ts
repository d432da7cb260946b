/** The user of every run, as the provider knows her. */
export const ALICE = { username: 'alice', password: 'let-me-in-please' };

/** What her account allows: `openid`, and the scope of an API. */
export const SCOPES = ['openid', 'api-read'];
