import {
  CLAIM_NAMES,
  type NameRule,
  PARAMETER_NAMES,
  PRIVATE_JWK_MEMBERS,
  SECRET_CLASSES,
  SENSITIVE_HEADERS,
  SENSITIVE_NAME_PATTERNS,
  SENSITIVE_NAMES,
  type SecretClass,
} from './rules';

/** docs/redaction.md: the principles, and tables made from the rules themselves. */
export function renderRedactionDocument(): string {
  return `${INTRODUCTION}\n\n${renderTables()}`;
}

const INTRODUCTION = `# What Grantscope hides

Generated from src/shared/redact with \`npm run docs\`; do not edit.

Reports, exports, logs and command line output never show the values below. A placeholder such as
\`[redacted:access_token-1]\` stands for each. The number tells equal values from different ones within
one report; it is made from nothing but the order of appearance, so it reveals nothing and links no two
reports. Placeholders that a recording came with, as an
imported report does, are not given out again. Statuses, error codes, names of parameters, hosts, scopes, times and verdicts stay.

- Before anything is hidden, the whole session is read. A value seen in one sensitive place is hidden
  everywhere, whether it is plain, percent-encoded, escaped for JSON, Markdown or HTML, in base64, hex or
  UTF-16, compressed, or in several of these at once.
- A JWT keeps its header and the claims that a diagnosis needs. Its signature and personal claims go.
- \`state\` and \`nonce\` are no credentials, but RFC 9700 (sections 2.1 and 4.7.1) rests on nobody else
  knowing them during the run, and applications put data of their own into \`state\`. They are hidden;
  equal placeholders still show whether two of them match.
- Values under four characters, numbers under six digits, words of the protocols or of the session
  itself (a test password "password"), and cookies or hidden fields that do not look random are hidden in
  their own place only. Hiding such a word everywhere would wreck the report and point at the secret.
- Values under eight characters are hidden where they stand alone, not inside a longer word.
- Email addresses, JWTs, private keys, tokens with the mark of their provider, credentials in URLs and after
  Bearer, Basic or DPoP are known by their shape and hidden in any text.
- A part of a text that inflates to more than 4 MB, or is encoded more than four times over, is hidden whole.
- A finished report is searched once more for every value, and for JWTs with a signature, private keys and
  long random values under a sensitive name. If one is left, no report is written. Single
  words of up to fifteen letters, and values that are part of every report, do not count in this last
  search; their places in the session are hidden all the same.
- Before a report is saved its author can look at each redaction and decide otherwise. A text of the author's
  own (class \`chosen\`, four characters or more) goes wherever it stands, also within words and encoded; one that
  Grantscope itself writes, such as the name of a step, is refused. A value that is to be shown is asked for by
  its placeholder: once, and twice where it is a credential. Only that value is shown: a JWT with its signature,
  but without the personal claims in it. Every report names what is shown in it, with the rule that would hide it.

Names are compared without case, hyphens, underscores and dots.`;

function renderTables(): string {
  const classes = Object.entries(SECRET_CLASSES).map(([id, { title, sensitivity }]) => [
    `\`${id}\``,
    title,
    sensitivity,
  ]);
  const headers = groupByClass(
    Object.entries(SENSITIVE_HEADERS).map(([name, secret]) => ({ names: [name], secret })),
  );
  const patterns = SENSITIVE_NAME_PATTERNS.map(({ pattern, secret }) => [
    code(pattern.source),
    `\`${secret}\``,
  ]);
  return [
    section('Classes', ['Class', 'What it is', 'Kind'], classes),
    section('Names hidden wherever they stand', ['Class', 'Names'], groupByClass(SENSITIVE_NAMES)),
    section(
      'Names hidden as a parameter, elsewhere if the value looks random',
      ['Class', 'Names'],
      groupByClass(PARAMETER_NAMES),
    ),
    section('Names hidden among the claims of a user', ['Class', 'Names'], groupByClass(CLAIM_NAMES)),
    section('Headers', ['Class', 'Names'], headers),
    section(
      'Private members of a JWK',
      ['Class', 'Names'],
      groupByClass([{ names: PRIVATE_JWK_MEMBERS, secret: 'private_key' }]),
    ),
    section('Patterns for names in no list', ['Pattern', 'Class'], patterns),
  ].join('\n');
}

function groupByClass(rules: readonly NameRule[]): string[][] {
  const groups = new Map<SecretClass, string[]>();
  for (const { secret, names } of rules) groups.set(secret, [...(groups.get(secret) ?? []), ...names]);
  return [...groups].map(([secret, names]) => [`\`${secret}\``, names.map(code).join(', ')]);
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function section(title: string, head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
