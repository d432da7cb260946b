import { z } from 'zod';

/** As in RFC 9110 section 5.6.2. */
const token = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/, 'Not a token: letters, digits, - and a few signs.');

/** What a person may make of a request before it is sent. A line break in a field would begin another one. */
export const outgoingRequestSchema = z.strictObject({
  method: token,
  url: z.url({ protocol: /^https?$/, error: 'Not an absolute http or https URL.' }).max(65_536),
  headers: z
    .array(
      z.tuple([
        token,
        z
          .string()
          .max(65_536)
          .regex(/^[^\r\n\0]*$/, 'A header value has no line breaks.'),
      ]),
    )
    .max(200),
  /** Form or JSON text; null for none. */
  body: z
    .string()
    .max(5 * 1024 * 1024)
    .nullable(),
});

/** A request that is not sent yet. */
export type OutgoingRequest = z.infer<typeof outgoingRequestSchema>;

const stepName = z.string().min(1).max(200);

/** Where a run is to stop by itself. */
export const driveSchema = z.strictObject({
  /** `steps`: before the next step. `requests`: before the next request, or step, whichever is first. */
  pauseAt: z.enum(['nothing', 'steps', 'requests']).default('nothing'),
  /** Names of steps. */
  breakpoints: z.array(stepName).max(100).default([]),
});

export type Drive = z.output<typeof driveSchema>;

/** For a run that nobody steps through. */
export const RUN_THROUGH: Drive = { pauseAt: 'nothing', breakpoints: [] };

/** How a paused run goes on. `step`: up to the step of this name. */
export const continuationSchema = z.union([
  z.enum(['end', 'next-step', 'next-request']),
  z.strictObject({ step: stepName }),
]);

export type Continuation = z.infer<typeof continuationSchema>;
