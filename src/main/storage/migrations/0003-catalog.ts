/** Which catalog a session was diagnosed with; null for one that was diagnosed before this was kept. */
export const CATALOG_SCHEMA = 'ALTER TABLE library ADD COLUMN catalog TEXT';
