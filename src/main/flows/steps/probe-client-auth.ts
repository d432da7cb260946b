import {
  checkProbeConclusion,
  checkProbedVariant,
  type ProbeResult,
} from '@shared/checks/check-client-auth-probe';
import { isTextSafe } from '@shared/model/form-encoding';
import type { Profile } from '@shared/model/profile';
import * as client from 'openid-client';
import { createClientAuth } from '../client-auth';
import type { FlowStep, StepContext } from '../flow';
import { LocalFlowError } from '../flow-errors';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf, requireEndpoints } from './discovery';

declare module '../flow' {
  interface FlowState {
    /** What each way of sending the secret came to, in the order of the steps. */
    probed?: ProbeResult[];
  }
}

interface Variant {
  name: string;
  title: string;
  label: string;
  client: Pick<Profile['client'], 'auth' | 'basicEncoding'>;
}

const VARIANTS: Variant[] = [
  {
    name: 'probe-basic-form',
    title: 'Try client_secret_basic, form-encoded',
    label: 'client_secret_basic, form-encoded',
    client: { auth: 'client_secret_basic', basicEncoding: 'form' },
  },
  {
    name: 'probe-basic-raw',
    title: 'Try client_secret_basic, raw',
    label: 'client_secret_basic, raw',
    client: { auth: 'client_secret_basic', basicEncoding: 'raw' },
  },
  {
    name: 'probe-post',
    title: 'Try client_secret_post',
    label: 'client_secret_post',
    client: { auth: 'client_secret_post', basicEncoding: 'form' },
  },
];

/** One step for each variant, with the same credentials (RFC 6749 section 2.3.1), and what follows from them. */
export const PROBE_STEPS: FlowStep[] = [
  ...VARIANTS.map(
    (variant): FlowStep => ({
      name: variant.name,
      title: variant.title,
      actor: 'client',
      async run(context) {
        if (context.secrets['client.secret'] === undefined) {
          throw new LocalFlowError('secret_missing', 'The probe needs the client secret.');
        }
        if (variant.client.basicEncoding === 'raw' && isSameEncoded(context)) {
          context.note('probe-same-bytes', 'Nothing in these credentials needs encoding: raw is the same.');
          return 'skipped';
        }
        requireEndpoints(context, ['token_endpoint']);
        await tryVariant(context, variant);
        const exchange = context.findExchange('token');
        if (!exchange?.response) return 'done';
        const { row, result } = checkProbedVariant(variant.label, exchange.response);
        context.check(row, exchange.id);
        context.state.probed = [...(context.state.probed ?? []), result];
        return 'done';
      },
    }),
  ),
  {
    name: 'probe-conclusion',
    title: 'Compare the answers',
    actor: 'client',
    async run(context) {
      const { auth, basicEncoding } = context.profile.client;
      const configured = VARIANTS.find(
        (variant) =>
          variant.client.auth === auth &&
          (auth !== 'client_secret_basic' ||
            variant.client.basicEncoding === (isSameEncoded(context) ? 'form' : basicEncoding)),
      );
      const row = checkProbeConclusion(context.state.probed ?? [], configured?.label ?? auth);
      context.check(row);
      throwOnFailedCheck([row]);
      return 'done';
    },
  },
];

/** A refresh token that nobody issued: a server that lets the client in answers invalid_grant, and issues nothing. */
async function tryVariant(context: StepContext, { client: changes }: Variant): Promise<void> {
  const { profile, ports, signal } = context;
  const auth = await createClientAuth({
    ...context,
    profile: { ...profile, client: { ...profile.client, ...changes } },
  });
  const known = configurationOf(context);
  const configuration = new client.Configuration(known.serverMetadata(), profile.client.id, undefined, auth);
  configuration.timeout = 0;
  client.allowInsecureRequests(configuration);
  configuration[client.customFetch] = context.fetchFor('token') as client.CustomFetch;
  try {
    await client.refreshTokenGrant(configuration, `probe-${ports.randomId(16)}`);
  } catch (error) {
    signal.throwIfAborted();
    // Any answer is an answer; without one there is nothing to compare.
    if (!context.findExchange('token')?.response) throw error;
  }
}

function isSameEncoded({ profile, secrets }: StepContext): boolean {
  return isTextSafe(profile.client.id) && isTextSafe(secrets['client.secret'] ?? '');
}
