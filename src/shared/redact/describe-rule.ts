import {
  CLAIM_NAMES,
  type NameRule,
  PARAMETER_NAMES,
  SECRET_CLASSES,
  SENSITIVE_HEADERS,
  SENSITIVE_NAMES,
  type SecretClass,
} from './rules';

/** More names than these are in docs/redaction.md. */
const MAX_NAMES = 4;

/** What is known by how it looks or where it stands, without a name of a list. */
const BY_SHAPE: Partial<Record<SecretClass, string>> = {
  access_token: 'what follows Bearer or DPoP',
  authorization: 'what follows Basic or another scheme',
  chosen: 'chosen by hand before the report was written',
  cookie: 'the value of any cookie',
  email: 'the shape of an email address',
  hidden_field: 'the value of any hidden field',
  jwt: 'the shape of a JWT',
  password: 'a password in a URL',
  private_key: 'the shape of a PEM key, private members of a JWK',
  random_value: 'a long random value under an unknown name',
  username: 'a user name in a URL',
};

/** The rule that hides values of a class, in a line: the names it goes by, and shapes. */
export function describeRule(secret: SecretClass): string {
  const names = [SENSITIVE_NAMES, PARAMETER_NAMES, CLAIM_NAMES].flatMap((rules) => listNames(rules, secret));
  const headers = Object.entries(SENSITIVE_HEADERS)
    .filter(([, each]) => each === secret)
    .map(([name]) => name);
  const shape = BY_SHAPE[secret];
  const parts = [
    ...(names.length > 0 ? [`named ${listSome(names)}`] : []),
    ...(headers.length > 0 ? [`header ${listSome(headers)}`] : []),
    ...(shape ? [shape] : []),
  ];
  return `${secret}: ${parts.length > 0 ? parts.join('; ') : 'where the recording says that it is one'}`;
}

/** Every line there is: text of a report that is the same for every session. */
export function describeAllRules(): string {
  return (Object.keys(SECRET_CLASSES) as SecretClass[]).map(describeRule).join('\n');
}

function listNames(rules: readonly NameRule[], secret: SecretClass): string[] {
  return rules.filter((rule) => rule.secret === secret).flatMap(({ names }) => names);
}

function listSome(names: readonly string[]): string {
  const shown = [...new Set(names)];
  return `${shown.slice(0, MAX_NAMES).join(', ')}${shown.length > MAX_NAMES ? ', …' : ''}`;
}
