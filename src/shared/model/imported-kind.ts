/** What a text that was captured elsewhere can be found to be, with the words that a reader is told. */
const WORDS = {
  'session-export': 'session export',
  har: 'HTTP archive (HAR)',
  'http-messages': 'HTTP message',
  'curl-output': 'output of curl -v',
  challenge: 'WWW-Authenticate header',
  'callback-url': 'callback URL',
  'error-body': 'OAuth error body',
  'log-text': 'log with an error',
  'nothing-failed': 'text without a failure',
  unrecognised: 'text',
} as const;

export type ImportedKind = keyof typeof WORDS;

/** What a recording has in the place of a profile's name. It quotes nothing of the text. */
export function nameImport(kind: ImportedKind): string {
  return `Imported ${WORDS[kind]}`;
}

export function describeImport(kind: ImportedKind): string {
  return kind === 'unrecognised'
    ? 'Nothing in this text was recognised as a failure.'
    : `Recognised as: ${WORDS[kind]}.`;
}
