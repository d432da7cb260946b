import { z } from 'zod';

export const OUTCOMES = ['running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const;

const name = z.string().min(1).max(200);

export const MAX_NOTE_CHARACTERS = 10_000;
export const MAX_TAGS = 20;
export const MAX_TAG_CHARACTERS = 40;
/** The most rows that one answer holds. */
export const MAX_LISTED = 10_000;

/** What sessions can be narrowed down by; each given member must hold. */
export const sessionFilter = {
  /** Every word, or its beginning, must stand in the redacted words of the session. */
  text: z.string().max(400).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  flow: name.optional(),
  /** The host of the provider. */
  provider: name.optional(),
  /** The catalog id of the best finding. */
  finding: name.optional(),
  tag: name.optional(),
  /** Started at or after this, and before that; epoch milliseconds. */
  since: z.number().int().optional(),
  until: z.number().int().optional(),
};

/** Pinned sessions first, then the newest. */
export const sessionQuerySchema = z.strictObject({
  ...sessionFilter,
  offset: z.number().int().min(0).optional(),
  /** With names, notes and tags as others may read them: without any secret that a session saw. */
  redacted: z.boolean().optional(),
  /** Everything unless told. */
  limit: z.number().int().min(1).max(MAX_LISTED).optional(),
});

export type SessionQuery = z.output<typeof sessionQuerySchema>;
export type SessionFilter = Omit<SessionQuery, 'offset' | 'limit' | 'redacted'>;

/** Tags are single and trimmed, in the order they were given. */
export const tagsSchema = z
  .array(z.string().trim().min(1).max(MAX_TAG_CHARACTERS))
  .max(MAX_TAGS)
  .transform((tags) => [...new Set(tags)]);

/** One value to filter by, and how many sessions have it. */
export interface FilterChoice {
  value: string;
  count: number;
}

/** The library as a whole, and how much of it a filter leaves. */
export interface LibraryFacts {
  total: number;
  matching: number;
  /** Ended sessions that are still waiting for their words: no search finds them yet. */
  waiting: number;
  flows: FilterChoice[];
  providers: FilterChoice[];
  findings: FilterChoice[];
  tags: FilterChoice[];
}
