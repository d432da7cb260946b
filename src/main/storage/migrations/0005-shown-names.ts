/** The names of an ended session as others may read them, sealed; null for one whose words are older than this. */
export const SHOWN_NAMES_SCHEMA = 'ALTER TABLE sessions ADD COLUMN shown BLOB';
