import { MISTAKE_STEP, NOT_MADE_NOTE } from '@shared/mutations/mutation';
import { listExchanges, readForm } from '@shared/mutations/read-evidence';
import * as client from 'openid-client';
import { findPurpose } from '../../find-purpose';
import type { FlowStep, StepContext } from '../../flow';
import { configurationOf } from '../discovery';
import { dpopOptionsOf } from '../dpop';

type Fetch = typeof globalThis.fetch;

export interface AskAgainOptions {
  title: string;
  /** Of the earlier request that is sent once more; any unless told. */
  grantType?: string;
  /** What differs this time. */
  change?(form: URLSearchParams, context: StepContext): void;
  /** What differs in what is really sent, authentication included. */
  rewriteForm?(form: URLSearchParams, context: StepContext): void;
  /** Sent in the name of this public client instead. */
  asClientId?: string;
  /** A step before the one that counts: its refusal does not end the run. */
  isAside?: boolean;
}

/** Members that the library adds by itself for the client (RFC 6749 section 2.3, RFC 7523 section 2.2). */
const ADDED = ['grant_type', 'client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];

/** Sends an earlier token request once more, with client authentication made anew. */
export function createAskAgainStep(options: AskAgainOptions): FlowStep {
  const { title, grantType, isAside = false } = options;
  return {
    name: isAside ? `${MISTAKE_STEP}-before` : MISTAKE_STEP,
    title,
    actor: 'client',
    async run(context) {
      const earlier = findEarlier(context, grantType);
      if (!earlier) {
        context.note(NOT_MADE_NOTE, 'There is no earlier token request that succeeded.');
        return 'skipped';
      }
      const form = readForm(earlier.request);
      const grant = form.get('grant_type') ?? '';
      for (const name of ADDED) form.delete(name);
      options.change?.(form, context);
      const configuration = configurationOf(context);
      configuration[client.customFetch] = createFetch(context, options) as client.CustomFetch;
      try {
        await client.genericGrantRequest(configuration, grant, form, await dpopOptionsOf(context));
      } catch (error) {
        if (!isAside || !context.findExchange('token')?.response) throw error;
      }
      return 'done';
    },
  };
}

/** The first one that was answered well. */
function findEarlier(context: StepContext, grantType?: string) {
  const query = { purposes: ['token'] as const, ...(grantType === undefined ? {} : { grantType }) };
  return listExchanges(context.session(), query).find(({ response }) => response?.status === 200) ?? null;
}

function createFetch(context: StepContext, { rewriteForm, asClientId }: AskAgainOptions): Fetch {
  const metadata = configurationOf(context).serverMetadata();
  return (input, init) => {
    const purpose = findPurpose(metadata, String(input), 'token');
    if (purpose !== 'token') return context.fetchFor(purpose)(input, init);
    const body = new URLSearchParams(String(init?.body ?? ''));
    const headers = new Headers(init?.headers);
    rewriteForm?.(body, context);
    if (asClientId !== undefined) {
      headers.delete('authorization');
      for (const name of ADDED.slice(2)) body.delete(name);
      body.set('client_id', asClientId);
    }
    return context.fetchFor(purpose)(input, { ...init, headers, body });
  };
}
