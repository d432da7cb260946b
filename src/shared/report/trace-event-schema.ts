import { z } from 'zod';
import { EXCHANGE_PURPOSES } from '../model/exchange';
import { FOLLOW_UPS } from '../model/grant-options';
import { profileSchema } from '../model/profile';
import { isStandardUrl } from '../model/reference';

const id = z.string().min(1).max(200);
const milliseconds = z.number().min(0).nullable();
const base = { seq: z.number().int().min(1), time: z.number().min(-8.64e15).max(8.64e15) };
const actor = z.enum(['user', 'browser', 'client', 'authorization-server', 'resource-server']);
const purpose = z.enum(EXCHANGE_PURPOSES);
const channel = z.enum(['front', 'back']);
const headers = z.array(z.tuple([z.string(), z.string()]));

const cause = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

/** A failure as data, from a file. */
export const errorSchema = cause
  .extend({
    source: z.enum(['library', 'network', 'check', 'local', 'host']),
    causes: z.array(cause).max(64),
    oauth: z
      .object({ error: z.string(), errorDescription: z.string().nullable(), errorUri: z.string().nullable() })
      .nullable(),
  })
  .nullable();

const body = z
  .object({
    text: z.string(),
    encoding: z.enum(['utf8', 'base64']),
    bodyBytes: z.number().int().min(0),
    truncated: z.boolean(),
  })
  .nullable();

const request = z.object({ method: z.string(), url: z.string(), headers, body });
const response = z.object({ status: z.number().int(), statusText: z.string(), headers, body });

const tls = z.object({
  protocol: z.string().nullable(),
  cipher: z.string().nullable(),
  authorized: z.boolean(),
  authorizationError: z.string().nullable(),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      subjectAltName: z.string().nullable(),
      validFrom: z.string(),
      validTo: z.string(),
      fingerprint256: z.string(),
    })
    .nullable(),
  // Recordings of before this member had none.
  clientCertificate: z
    .object({ subject: z.string(), validTo: z.string(), fingerprint256: z.string() })
    .nullable()
    .default(null),
});

/** A file must not bring links that read like ours: of any other address the words stay. */
const reference = z
  .object({ label: z.string(), url: z.string() })
  .transform(({ label, url }) => ({ label, url: isStandardUrl(url) ? url : '' }));

const check = z.object({
  id,
  title: z.string(),
  verdict: z.enum(['pass', 'fail', 'warn', 'info', 'skip']),
  expected: z.string(),
  actual: z.string(),
  reference,
});

/** One trace event from a file: the shapes of src/shared/model, checked member by member. */
export const traceEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('session-started'),
    version: z.number().int(),
    sessionId: id,
    flow: z.string(),
    profile: profileSchema.nullable(),
    fault: z.string().nullable(),
    // Recordings of before these members had none.
    mutation: z.string().max(200).nullable().exactOptional(),
    mutationRun: z.string().max(200).nullable().exactOptional(),
    environment: z.object({
      app: z.string(),
      runtime: z.string(),
      platform: z.string(),
      libraries: z.record(z.string(), z.string()),
    }),
  }),
  z.object({
    ...base,
    type: z.literal('session-ended'),
    outcome: z.enum(['succeeded', 'failed', 'cancelled', 'interrupted']),
  }),
  z.object({ ...base, type: z.literal('session-resumed'), action: z.enum([...FOLLOW_UPS, 'resend']) }),
  z.object({
    ...base,
    type: z.literal('step-started'),
    stepId: id,
    name: z.string(),
    title: z.string(),
    actor,
    branchOf: id.exactOptional(),
  }),
  z.object({
    ...base,
    type: z.literal('step-ended'),
    stepId: id,
    outcome: z.enum(['succeeded', 'failed', 'cancelled', 'skipped']),
    error: errorSchema,
  }),
  z.object({
    ...base,
    type: z.literal('run-paused'),
    pauseId: id,
    stepId: id,
    before: z.enum(['step', 'request']),
    purpose: purpose.nullable(),
    channel: channel.nullable(),
    request: request.nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('run-continued'),
    pauseId: id,
    stepId: id,
    decision: z.enum(['continued', 'edited', 'skipped']),
  }),
  z.object({
    ...base,
    type: z.literal('request-edited'),
    stepId: id,
    exchangeId: id.nullable(),
    purpose,
    planned: request,
    sent: request,
  }),
  z.object({
    ...base,
    type: z.literal('exchange-started'),
    exchangeId: id,
    stepId: id,
    purpose,
    channel,
    request,
  }),
  z.object({
    ...base,
    type: z.literal('exchange-ended'),
    exchangeId: id,
    request,
    response: response.nullable(),
    error: errorSchema,
    timings: z.object({
      dnsMs: milliseconds,
      connectMs: milliseconds,
      tlsMs: milliseconds,
      firstByteMs: milliseconds,
      totalMs: z.number().min(0),
    }),
    connection: z
      .object({
        remoteAddress: z.string().nullable(),
        remotePort: z.number().nullable(),
        tls: tls.nullable(),
      })
      .nullable(),
  }),
  z.object({ ...base, type: z.literal('check'), stepId: id, exchangeId: id.nullable(), check }),
  z.object({
    ...base,
    type: z.literal('artifact'),
    stepId: id,
    name: z.string(),
    kind: z.enum(['url', 'jwt', 'json', 'text', 'secret']),
    value: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('callback-awaited'),
    stepId: id,
    redirectUri: z.string(),
    authorizationUrl: z.string(),
    deadline: z.number(),
    // Recordings of before this member had none.
    listener: z
      .object({
        addresses: z.array(z.string()).max(8),
        port: z.number().int(),
        path: z.string(),
        fingerprint256: z.string().nullable(),
      })
      .nullable()
      .default(null),
  }),
  z.object({
    ...base,
    type: z.literal('approval-awaited'),
    stepId: id,
    verificationUri: z.string().nullable(),
    verificationUriComplete: z.string().nullable(),
    userCode: z.string().nullable(),
    bindingMessage: z.string().nullable(),
    intervalSeconds: z.number().min(0).nullable(),
    notificationUri: z.string().nullable(),
    deadline: z.number(),
  }),
  z.object({
    ...base,
    type: z.literal('callback-hit'),
    stepId: id,
    via: z.enum(['listener', 'pasted', 'browser']),
    method: z.string(),
    url: z.string(),
    verdict: z.enum([
      'accepted',
      'wrong-path',
      'wrong-state',
      'wrong-method',
      'too-large',
      'not-a-callback',
      'wrong-host',
      'malformed',
      'too-slow',
      'already-used',
      'not-secure',
      'wrong-token',
      'wrong-request',
    ]),
  }),
  z.object({
    ...base,
    type: z.literal('note'),
    stepId: id.nullable(),
    code: z.string(),
    message: z.string(),
  }),
]);
