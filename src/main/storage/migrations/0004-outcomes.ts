/** So that the sessions of one outcome are counted and listed without a look at the others. */
export const OUTCOME_SCHEMA = 'CREATE INDEX library_outcomes ON library (outcome)';
