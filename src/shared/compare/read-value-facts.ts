import { decodeJwt, decodeJwtHeader } from '../model/read-jwt';
import { parseJsonObject } from '../model/read-message';
import { compareText } from './align-steps';
import type { DifferenceClass, NoiseReason } from './comparison';
import type { Classify, Fact, FactContext } from './fact';
import { classifyAssertion, classifyClaim, classifyRequestObject, findEcho, findNoise } from './name-rules';

/** Of one body. More is no protocol message, and nobody would read it. */
const MAX_LEAVES = 500;
const MAX_DEPTH = 12;

interface FactOptions {
  noise?: NoiseReason | null;
  echo?: string | null;
  meaning?: string;
  /** Where two facts of one message share their name. */
  keyName?: string;
}

export function makeFact(
  context: FactContext,
  kind: DifferenceClass,
  name: string,
  value: string,
  options: FactOptions = {},
): Fact {
  const { key, subject, seq, time, phase, groups, normalise } = context;
  return {
    key: `${key}|${options.keyName ?? name}`,
    class: kind,
    subject,
    name,
    value,
    shown: normalise(value),
    meaning: normalise(options.meaning ?? readMeaning(name, value)),
    noise: options.noise === undefined ? findValueNoise(name, value) : options.noise,
    offsetSeconds: readOffset(name, value, time),
    // The nonce of a DPoP proof is another one (RFC 9449 section 8).
    echo: options.echo === undefined && subject !== 'dpop' ? findEcho(name) : (options.echo ?? null),
    seq,
    phase,
    groups,
  };
}

/** A member "code" of an answer is a word as often as a random value. */
function findValueNoise(name: string, value: string): NoiseReason | null {
  return value.length < 16 && /(?:^|\.)(?:code|token|state)$/.test(name) ? null : findNoise(name);
}

/** The order of scopes says nothing (RFC 6749 section 3.3), nor that of response types. */
function readMeaning(name: string, value: string): string {
  return name === 'scope' || name === 'response_type' ? value.split(' ').sort(compareText).join(' ') : value;
}

/** iat, exp and nbf are compared by what they say from where the message stands in time. */
function readOffset(name: string, value: string, time: number): number | null {
  const seconds = Number(value);
  const isTime = /(?:^|\.)(?:iat|exp|nbf)$/.test(name) && Number.isFinite(seconds);
  return isTime ? Math.round(seconds - time / 1000) : null;
}

/** JWTs by the parameter that carries them; any other is a token. */
const JWT_CLASSES = new Map<string, Classify>([
  ['client_assertion', classifyAssertion],
  ['request', classifyRequestObject],
  ['request_object', classifyRequestObject],
]);

/** A value, and where it is a JWT its header and claims in its place. */
export function readValueFacts(
  context: FactContext,
  kind: DifferenceClass,
  name: string,
  value: string,
  options: FactOptions = {},
): Fact[] {
  const decoded = value.length > 20 && value.startsWith('ey') ? decodeJwt(value) : null;
  const header = decoded?.header ?? (value.split('.').length === 5 ? decodeJwtHeader(value) : null);
  if (!header) return [makeFact(context, kind, name, value, options)];
  const key = `${context.key}|${options.keyName ?? name} jwt`;
  const group = {
    key,
    class: kind,
    subject: context.subject,
    name,
    value: decoded ? 'a signed JWT' : 'an encrypted JWT',
  };
  const inner = { ...context, key, subject: name, groups: [...context.groups, group] };
  const classify = JWT_CLASSES.get(name) ?? classifyClaim;
  const signature = value.split('.').at(-1) ?? '';
  return [
    // For whoever uses the token as a whole later on.
    makeFact({ ...context, groups: inner.groups }, kind, name, value, {
      noise: 'random',
      keyName: options.keyName ?? name,
    }),
    ...readJsonFacts(inner, classify, header, 'header'),
    ...(decoded ? readJsonFacts(inner, classify, decoded.claims) : []),
    ...(signature === '' ? [] : [makeFact(inner, 'signing-key', 'signature', signature)]),
  ];
}

/** Every leaf of a JSON object under its path; lists of plain values as one, without their order. */
export function readJsonFacts(
  context: FactContext,
  classify: Classify,
  json: Record<string, unknown>,
  prefix = '',
): Fact[] {
  const facts: Fact[] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (facts.length >= MAX_LEAVES) return;
    const kind = classify(path);
    if (Array.isArray(value) && value.every(isScalar)) {
      const texts = value.map(writeScalar);
      const meaning = JSON.stringify(texts.toSorted(compareText));
      facts.push(makeFact(context, kind, path, texts.join(', '), { meaning }));
    } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
      for (const [name, member] of Object.entries(value)) {
        visit(member, Array.isArray(value) ? `${path}[${name}]` : joinPath(path, name), depth + 1);
      }
    } else if (typeof value === 'string') {
      facts.push(...readValueFacts(context, kind, path, value));
    } else {
      facts.push(makeFact(context, kind, path, writeScalar(value)));
    }
  };
  for (const [name, value] of Object.entries(json)) visit(value, joinPath(prefix, name), 0);
  return facts;
}

function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function writeScalar(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
}

/** A key set as one value: one key more or another is one difference. RFC 7517 section 5. */
export function readKeySetFacts(context: FactContext, text: string): Fact[] | null {
  const keys = parseJsonObject(text)?.['keys'];
  if (!Array.isArray(keys)) return null;
  const lines = keys.slice(0, MAX_LEAVES).map((each: unknown) => {
    const key = (typeof each === 'object' && each !== null ? each : {}) as Record<string, unknown>;
    const member = (name: string) => (typeof key[name] === 'string' ? (key[name] as string) : '');
    const material = (member('n') || member('x') || member('k')).slice(0, 8);
    return [member('kid'), member('kty'), member('alg'), member('use'), material].filter(Boolean).join(' ');
  });
  const sorted = lines.toSorted(compareText);
  return [makeFact(context, 'signing-key', 'keys', sorted.join('; '), { noise: null })];
}
