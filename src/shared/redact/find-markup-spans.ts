import { classifyName, isPublicName, isRandomName } from './classify-name';
import type { SecretClass } from './rules';
import type { SensitiveSpan } from './span';

const INPUT = /<(?:input|meta)\b[^<>]{0,4096}>/gi;
const TEXT_AREA = /<textarea\b([^<>]{0,1024})>([^<]+)/gi;
const ATTRIBUTE = /([a-z-]{1,32})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const ELEMENT = /<(?:[A-Za-z][\w.-]{0,63}:)?([A-Za-z_][\w.-]{0,63})(?:\s[^<>]{0,512})?>([^<>]{1,8192})<\//g;
const SAML_ATTRIBUTE =
  /\sName="([^"<>]{1,256})"[^<>]{0,512}>\s{0,64}<(?:[\w.-]{1,64}:)?AttributeValue\b[^<>]{0,512}>([^<>]{1,8192})/g;
const PART_HEAD = /form-data;[^\r\n]{1,1024}/g;
const PART =
  /form-data;[ \t]*name="?([^"\r\n;]{1,64})"?[^\r\n]{0,512}\r?\n(?:[^\r\n]{1,512}\r?\n){0,8}\r?\n([^\r\n]+)/g;
const FILE_NAME = /\bfilename\*?=(?:"([^"\r\n]{1,512})"|([^\s;"]{1,512}))/g;
const PART_NAME = /\bname=(?:"([^"\r\n]{1,512})"|([^\s;"]{1,512}))/g;

/** Sensitive ranges of HTML forms, XML and SAML, multipart bodies, and names of files. */
export function findMarkupSpans(text: string): SensitiveSpan[] {
  return [
    ...(text.includes('<') ? findFormFields(text) : []),
    ...(text.includes('</') ? findElements(text) : []),
    ...(text.includes('form-data') ? findParts(text) : []),
    ...(text.includes('filename') ? findNames(text, FILE_NAME, 'file_name') : []),
  ];
}

/** Hidden and password fields of HTML forms (`form_post` pages among them), and token meta tags. */
function findFormFields(text: string): SensitiveSpan[] {
  if (!/<(?:input|meta|textarea)\b/i.test(text)) return [];
  const spans = findTextAreas(text);
  for (const tag of text.matchAll(INPUT)) {
    const attributes = readAttributes(tag[0]);
    const name = attributes.get('name')?.value ?? attributes.get('id')?.value ?? '';
    const field = attributes.get('value') ?? attributes.get('content');
    const named = attributes.get('name');
    if (named && isRandomName(named.value)) {
      const start = tag.index + named.start;
      spans.push({ start, end: start + named.value.length, secret: 'random_value', value: named.value });
    }
    if (!field || field.value === '') continue;
    const secret = classifyField(name, attributes.get('type')?.value.toLowerCase() ?? '', field.value);
    const start = tag.index + field.start;
    if (secret) spans.push({ start, end: start + field.value.length, secret, value: field.value });
  }
  return spans;
}

/** form_post pages of SAML have their message here. */
function findTextAreas(text: string): SensitiveSpan[] {
  return [...text.matchAll(TEXT_AREA)].flatMap((match) => {
    const value = match[2] ?? '';
    const name = readAttributes(match[1] ?? '').get('name')?.value ?? '';
    return toSpan(value, match.index + match[0].length, classifyName(name, value, 'parameter'));
  });
}

function classifyField(name: string, type: string, value: string): SecretClass | null {
  const secret = classifyName(name, value, 'parameter');
  if (secret) return secret;
  if (type === 'password') return 'password';
  return type === 'hidden' && !isPublicName(name) ? 'hidden_field' : null;
}

function readAttributes(tag: string): Map<string, { value: string; start: number }> {
  const attributes = new Map<string, { value: string; start: number }>();
  for (const match of tag.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const isQuoted = match[4] === undefined;
    const start = match.index + match[0].length - value.length - (isQuoted ? 1 : 0);
    attributes.set((match[1] ?? '').toLowerCase(), { value, start });
  }
  return attributes;
}

/** Elements of SOAP and other XML by their local names; the value of a SAML attribute by the attribute's. */
function findElements(text: string): SensitiveSpan[] {
  const elements = [...text.matchAll(ELEMENT)].flatMap((match) => {
    // Without a value no ordinary word counts: <code> and <key> are everywhere.
    const secret = classifyName(match[1] ?? '', '', 'word');
    return toSpan(match[2] ?? '', match.index + match[0].length - 2, secret);
  });
  if (!text.includes('AttributeValue')) return elements;
  const attributes = [...text.matchAll(SAML_ATTRIBUTE)].flatMap((match) => {
    const name = (match[1] ?? '').split(/[/:]/).at(-1) ?? '';
    const value = match[2] ?? '';
    return toSpan(value, match.index + match[0].length, classifyName(name, value, 'claims'));
  });
  return [...elements, ...attributes];
}

function toSpan(value: string, end: number, secret: SecretClass | null): SensitiveSpan[] {
  return secret && value.trim() !== '' ? [{ start: end - value.length, end, secret, value }] : [];
}

/** Fields of multipart/form-data, and their names where a program made them up. */
function findParts(text: string): SensitiveSpan[] {
  const values = [...text.matchAll(PART)].flatMap((match) => {
    const [whole, name = '', value = ''] = match;
    return toSpan(value, match.index + whole.length, classifyName(name, value, 'parameter'));
  });
  const names = [...text.matchAll(PART_HEAD)].flatMap((match) =>
    findNames(match[0], PART_NAME, 'random_value')
      .filter(({ value }) => isRandomName(value))
      .map((span) => ({ ...span, start: span.start + match.index, end: span.end + match.index })),
  );
  return [...values, ...names];
}

function findNames(text: string, shape: RegExp, secret: SecretClass): SensitiveSpan[] {
  return [...text.matchAll(shape)].map((match) => {
    const value = match[1] ?? match[2] ?? '';
    const end = match.index + match[0].length - (match[1] === undefined ? 0 : 1);
    return { start: end - value.length, end, secret, value };
  });
}
