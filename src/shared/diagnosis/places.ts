import type { Where } from './catalog-entry';

/** Where any HTTP server may answer with a status of its own. */
export const HTTP_ANSWERS: Where[] = [
  'token response',
  'userinfo response',
  'resource response',
  'discovery response',
  'JWKS response',
  'other response',
];

export const HTTP_ANSWERS_AND_PAGES: Where[] = [...HTTP_ANSWERS, 'authorization page'];
