/** The heading of the first steps, so that whoever leads there can bring the focus along. */
export const START_ID = 'first-steps-heading';
