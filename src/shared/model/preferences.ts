import { z } from 'zod';

/** `system` follows the setting of the desktop. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How a session is drawn: as steps, as a diagram, over a time axis, or as the latter two side by side. */
export const TIMELINE_LOOKS = ['steps', 'sequence', 'waterfall', 'both'] as const;
export type TimelineLook = (typeof TIMELINE_LOOKS)[number];

/**
 * What a user chose for the app as a whole. Nothing here is about a provider, and nothing is secret. A member
 * that a file lacks, or holds in another shape, has its default: a preference never keeps the app from starting.
 */
export const preferencesSchema = z.object({
  theme: z.enum(THEMES).catch('system').default('system'),
  /** Each step is explained where it is shown. */
  isLearning: z.boolean().catch(false).default(false),
  /** The first steps, where no session is open. */
  isTourShown: z.boolean().catch(true).default(true),
  /** The look that a window begins with. */
  timelineLook: z.enum(TIMELINE_LOOKS).catch('steps').default('steps'),
});

export type Preferences = z.output<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = preferencesSchema.parse({});

/** A member that is not given stays as it is. */
export const preferencesChangeSchema = z.strictObject({
  theme: z.enum(THEMES).optional(),
  isLearning: z.boolean().optional(),
  isTourShown: z.boolean().optional(),
  timelineLook: z.enum(TIMELINE_LOOKS).optional(),
});
