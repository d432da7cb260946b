import {
  checkRegistrationAnswer,
  checkRegistrationDeleted,
  checkRegistrationStatus,
  checkRegistrationUpdate,
} from '@shared/checks/check-registration';
import type { CheckResult } from '@shared/model/check';
import type { RecordedResponse } from '@shared/model/exchange';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf } from './discovery';
import { keepRegistration } from './register';

type Registration = Record<string, unknown>;

interface Management {
  name: string;
  title: string;
  method: 'GET' | 'PUT' | 'DELETE';
  body?(registration: Registration): Registration;
  /** The rows of the answer. `before` is the registration as it was known until then. */
  check(context: StepContext, response: RecordedResponse, before: Registration): CheckResult[];
}

/** RFC 7592 section 2.1. */
export const readRegistrationStep = createManagementStep({
  name: 'read-registration',
  title: 'Read the registration',
  method: 'GET',
  check: checkAnswer,
});

/** RFC 7592 section 2.2: the whole registration is sent again, with another name. */
export const updateRegistrationStep = createManagementStep({
  name: 'update-registration',
  title: 'Update the registration',
  method: 'PUT',
  body: (registration) => ({
    ...Object.fromEntries(Object.entries(registration).filter(([name]) => !NOT_SENT.has(name))),
    client_name: renameClient(registration),
  }),
  check(context, response, before) {
    const rows = checkAnswer(context, response, before);
    const now = context.state.registration ?? {};
    return response.status === 200 ? [...rows, checkRegistrationUpdate(renameClient(before), now)] : rows;
  },
});

/** RFC 7592 section 2.3. */
export const deleteRegistrationStep = createManagementStep({
  name: 'delete-registration',
  title: 'Delete the registration',
  method: 'DELETE',
  check: (_context, response) => [checkRegistrationDeleted(response)],
});

/** Members that an update must leave out (RFC 7592 section 2.2). */
const NOT_SENT: ReadonlySet<string> = new Set([
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
]);

function renameClient({ client_name: name }: Registration): string {
  return `${typeof name === 'string' ? name : 'Client'} (updated)`;
}

/** The library has no calls for management: it is a protected resource, whose token came with the registration. */
function createManagementStep({ name, title, method, body, check }: Management): FlowStep {
  return {
    name,
    title,
    actor: 'client',
    async run(context) {
      const before = context.state.registration ?? {};
      const { registration_client_uri: uri, registration_access_token: token } = before;
      if (typeof uri !== 'string' || typeof token !== 'string' || !URL.canParse(uri)) {
        context.note('registration-not-managed', 'The server gave no address and token to manage it with.');
        return 'skipped';
      }
      const configuration = configurationOf(context);
      configuration[client.customFetch] = context.fetchFor('registration') as client.CustomFetch;
      const sent = body ? JSON.stringify(body(before)) : undefined;
      const headers = new Headers({ accept: 'application/json' });
      if (sent !== undefined) headers.set('content-type', 'application/json');
      let rows: CheckResult[] = [];
      try {
        await client.fetchProtectedResource(configuration, token, new URL(uri), method, sent, headers);
      } finally {
        const exchange = context.findExchange('registration');
        rows = exchange?.response && !exchange.error ? check(context, exchange.response, before) : [];
        for (const row of rows) context.check(row, exchange?.id);
      }
      throwOnFailedCheck(rows);
      return 'done';
    },
  };
}

function checkAnswer(context: StepContext, response: RecordedResponse, before: Registration): CheckResult[] {
  const row = checkRegistrationStatus(response, 200);
  if (response.status !== 200) return [row];
  return [row, ...checkRegistrationAnswer(before, keepRegistration(context, response))];
}
