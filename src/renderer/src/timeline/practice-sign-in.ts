/** Fictional, and the provider's sign-in page says the same; a test holds the two together. */
export const PRACTICE_SIGN_IN = { user: 'alice', password: 'let-me-in' };
