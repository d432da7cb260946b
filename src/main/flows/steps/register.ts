import { checkRegistration } from '@shared/checks/check-registration';
import type { RecordedResponse } from '@shared/model/exchange';
import { readJsonObject } from '@shared/model/read-message';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf, requireEndpoints } from './discovery';

declare module '../flow' {
  interface FlowState {
    /** The registration as the server answered it last (RFC 7591 section 3.2.1). */
    registration?: Record<string, unknown>;
  }
}

/** The deadline of a request is the recorder's; the library's must only be later. */
const LIBRARY_TIMEOUT_S = 600;

/** Registers a client (RFC 7591 section 3.1). */
export const registerStep: FlowStep = {
  name: 'register',
  title: 'Register a client',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['registration_endpoint']);
    const wanted = context.profile.registration?.metadata ?? {};
    const initialAccessToken = context.secrets['registration.initialAccessToken'];
    const { issuer } = configurationOf(context).serverMetadata();
    let rows: ReturnType<typeof recordRows> = [];
    try {
      await client.dynamicClientRegistration(
        new URL(issuer),
        wanted as Partial<client.ClientMetadata>,
        client.None(),
        {
          [client.customFetch]: answerDiscovery(context),
          execute: [client.allowInsecureRequests],
          timeout: LIBRARY_TIMEOUT_S,
          ...(initialAccessToken === undefined ? {} : { initialAccessToken }),
        },
      );
    } finally {
      rows = recordRows(context, wanted);
    }
    throwOnFailedCheck(rows);
    return 'done';
  },
};

/** Keeps an answer for the steps to come: some answers bring a new token, others leave it out. */
export function keepRegistration(context: StepContext, response: RecordedResponse): Record<string, unknown> {
  const registration = { ...context.state.registration, ...readJsonObject(response) };
  context.state.registration = registration;
  context.artifact('client-information', 'json', JSON.stringify(registration));
  return registration;
}

function recordRows(context: StepContext, wanted: Record<string, unknown>) {
  const exchange = context.findExchange('registration');
  if (!exchange?.response || exchange.error) return [];
  const rows = checkRegistration(wanted, exchange.response);
  for (const row of rows) context.check(row, exchange.id);
  if (exchange.response.status === 201) keepRegistration(context, exchange.response);
  return rows;
}

/** The library begins with a discovery of its own: it gets the metadata that the step before has read. */
function answerDiscovery(context: StepContext): client.CustomFetch {
  const metadata = configurationOf(context).serverMetadata();
  const register = context.fetchFor('registration');
  return (async (url, init) =>
    init.method === 'GET'
      ? Response.json(metadata)
      : register(url, init as RequestInit)) as client.CustomFetch;
}
