import { parseProfile } from '@shared/model/parse-profile';
import { usageError } from './cli-error';

type JsonObject = Record<string, unknown>;

/**
 * Applies `--set path=value` to a profile as it was written. A value is JSON where it parses as JSON,
 * else text; a number where the profile wants text is taken as text. Whether the path exists is the
 * profile schema's business.
 */
export function setMembers(profile: unknown, assignments: readonly string[]): unknown {
  return assignments.reduce(setMember, profile);
}

function setMember(profile: unknown, assignment: string): unknown {
  const equals = assignment.indexOf('=');
  const path = assignment.slice(0, Math.max(0, equals)).split('.');
  if (equals < 1 || path.includes('')) {
    throw usageError(`--set takes path=value, such as client.id=web, and not "${assignment}".`);
  }
  const text = assignment.slice(equals + 1);
  const asText = putMember(profile, path, text);
  const value = parseValue(text);
  if (value === text) return asText;
  const asJson = putMember(profile, path, value);
  const dotted = path.join('.');
  return hasErrorAt(asJson, dotted) && !hasErrorAt(asText, dotted) ? asText : asJson;
}

function putMember(holder: unknown, [name = '', ...rest]: string[], value: unknown): JsonObject {
  if (holder !== undefined && holder !== null && !isObject(holder)) {
    throw usageError(`--set: there is no member "${name}" here, because its holder is no object.`);
  }
  const members = Object.entries(holder ?? {}).filter(([each]) => each !== name);
  const own = isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
  const member = rest.length === 0 ? value : putMember(own, rest, value);
  // fromEntries defines even "__proto__" as a plain member, which the schema then refuses.
  return Object.fromEntries([...members, [name, member]]);
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function hasErrorAt(profile: unknown, path: string): boolean {
  return parseProfile(profile).problems.some((each) => each.path === path && each.severity === 'error');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
