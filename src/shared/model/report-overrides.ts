import { z } from 'zod';

/** Less than this stands in too many words to be hidden everywhere. */
export const MIN_HIDDEN_CHARACTERS = 4;

const placeholder = z.string().regex(/^\[redacted:[a-z_]+-\d+\]$/, 'Not a placeholder.');

/**
 * What the author of a report decides against the rules. What is shown is named by its placeholder, so that no
 * secret travels in it; placeholders are numbered anew when events are added, so `basis` says which preview they
 * were read in.
 */
export const reportOverridesSchema = z
  .strictObject({
    /** Of a preview; null where nothing is shown. */
    basis: z.string().max(100).nullable().default(null),
    /** To be shown. A credential here is refused: it belongs to the next. */
    reveal: z.array(placeholder).max(1_000).default([]),
    /** To be shown although whoever reads the report could use it. */
    revealCredentials: z.array(placeholder).max(1_000).default([]),
    /** To be hidden everywhere, in any spelling. */
    hide: z
      .array(
        z
          .string()
          .max(10_000)
          .refine((text) => text.trim().length >= MIN_HIDDEN_CHARACTERS, {
            message: `A text to hide has at least ${MIN_HIDDEN_CHARACTERS} characters.`,
          }),
      )
      .max(200)
      .default([]),
  })
  .refine(
    ({ basis, reveal, revealCredentials }) =>
      basis !== null || reveal.length + revealCredentials.length === 0,
    {
      path: ['basis'],
      message: 'Name the preview in which the placeholders were read.',
    },
  );

export type ReportOverrides = z.output<typeof reportOverridesSchema>;
