import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { readJsonObject } from '../model/read-message';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTimeClaim } from './show-time';

type Metadata = Record<string, unknown>;

/** What the server makes of a registration, and the client did not ask for. */
const MADE_BY_SERVER: ReadonlySet<string> = new Set([
  'client_id',
  'client_secret',
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
]);

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.registration);
const status = define('registration-status', 'HTTP status of the registration response');
const clientId = define('registration-client-id', 'The client got a client_id');
const asked = (name: string) => define(`registration-asked-${name}`, `${name} is registered as asked`);
const added = define('registration-added', 'What the server added');
const secretExpiry = define('registration-secret-expiry', 'How long the client secret lasts');
const management = defineCheck(
  'registration-management',
  'The registration can be managed',
  REFERENCES.registrationManagement,
);
const token = defineCheck(
  'registration-token-rotation',
  'What became of the registration access token',
  REFERENCES.registrationManagement,
);
const sameClient = defineCheck(
  'registration-same-client',
  'The answer is about the same client',
  REFERENCES.registrationManagement,
);
const updated = defineCheck(
  'registration-updated',
  'client_name is what the update sent',
  REFERENCES.registrationUpdate,
);
const removed = defineCheck(
  'registration-deleted',
  'The registration is deleted',
  REFERENCES.registrationDelete,
);

export function checkRegistrationStatus(response: RecordedResponse, wanted: number): CheckResult {
  return status(response.status === wanted ? 'pass' : 'fail', String(wanted), String(response.status));
}

/** A server may replace or leave out what a client asked for, and must say what it registered (RFC 7591 section 3.2.1). */
export function checkRegistration(wanted: Metadata, response: RecordedResponse): CheckResult[] {
  const rows = [checkRegistrationStatus(response, 201)];
  const body = response.status === 201 ? readJsonObject(response) : null;
  if (!body) return rows;
  const id = body['client_id'];
  const others = Object.keys(body).filter(
    (name) => !Object.hasOwn(wanted, name) && !MADE_BY_SERVER.has(name),
  );
  return [
    ...rows,
    clientId(typeof id === 'string' && id !== '' ? 'pass' : 'fail', 'a non-empty string', showValue(id)),
    ...Object.entries(wanted).map(([name, value]) =>
      asked(name)(isSame(value, body[name]) ? 'pass' : 'warn', showValue(value), showValue(body[name])),
    ),
    added('info', '(the server may add members)', showNames(others)),
    checkSecretExpiry(body),
    checkManagement(body),
  ];
}

/** A read or an update answers with the registration as it stands (RFC 7592 section 3). */
export function checkRegistrationAnswer(before: Metadata, now: Metadata): CheckResult[] {
  const [old, current] = [before['registration_access_token'], now['registration_access_token']];
  const isNew = typeof current === 'string' && current !== old;
  return [
    sameClient(
      now['client_id'] === before['client_id'] ? 'pass' : 'fail',
      showValue(before['client_id']),
      showValue(now['client_id']),
    ),
    token('info', 'a new one, or the same one goes on', isNew ? 'a new one came' : 'the same one stays'),
  ];
}

export function checkRegistrationUpdate(sentName: string, now: Metadata): CheckResult {
  return updated(now['client_name'] === sentName ? 'pass' : 'warn', sentName, showValue(now['client_name']));
}

export function checkRegistrationDeleted(response: RecordedResponse): CheckResult {
  return removed(response.status === 204 ? 'pass' : 'fail', '204', String(response.status));
}

function checkSecretExpiry(body: Metadata): CheckResult {
  const expiresAt = body['client_secret_expires_at'];
  if (body['client_secret'] === undefined) return secretExpiry('skip', '(no secret)', '(no secret)');
  if (expiresAt === 0) return secretExpiry('pass', 'a time, or 0 for ever', '0: it does not expire');
  const isTime = typeof expiresAt === 'number';
  return secretExpiry(isTime ? 'info' : 'fail', 'a time, or 0 for ever', showTimeClaim(expiresAt));
}

function checkManagement(body: Metadata): CheckResult {
  const hasToken = typeof body['registration_access_token'] === 'string';
  const hasUri = typeof body['registration_client_uri'] === 'string';
  const expected = 'registration_client_uri and registration_access_token';
  if (hasToken && hasUri) return management('pass', expected, 'both are there');
  if (!hasToken && !hasUri) return management('info', expected, 'neither: this server has no management');
  return management('warn', expected, hasToken ? 'the address is missing' : 'the token is missing');
}

/** Lists of the same members are the same: their order says nothing. */
function isSame(left: unknown, right: unknown): boolean {
  const normalize = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? [...value].map((each) => JSON.stringify(each)).sort() : value);
  return normalize(left) === normalize(right);
}
