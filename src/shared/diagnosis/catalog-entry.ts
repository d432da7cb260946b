import { z } from 'zod';
import { PLACEHOLDER_NAMES } from './placeholders';

const CATALOG_FAMILIES = [
  'http',
  'oauth',
  'extension',
  'bearer',
  'oidc',
  'mcp',
  'provider',
  'library',
  'network',
  'tls',
  'local',
  'advice',
  'generic',
] as const;

/** Where in the exchange of messages a failure shows itself. */
const WHERE = [
  'authorization page',
  'authorization response',
  'token response',
  'PAR response',
  'device authorization response',
  'CIBA response',
  'introspection response',
  'revocation response',
  'registration response',
  'federation response',
  'userinfo response',
  'resource response',
  'discovery response',
  'JWKS response',
  'logout page',
  'other response',
  'client-side validation',
  'network',
  'local listener',
  'browser',
] as const;

/**
 * What a rule listens to. `oauth-error`: an `error` code of the provider, in a body or a callback.
 * `challenge`: the `error` of a WWW-Authenticate challenge. `http-status`: the status of an answer.
 * `provider-page`: an error page that the provider shows in the browser, by its status. `html`: HTML
 * where JSON belongs. `check`: the id of a protocol check. `callback`: what is odd about a request to
 * the redirect URI. `provider-code`: a code of one provider's own numbering, found anywhere in what it
 * sent (AADSTS50011); `text`: everything a failing step's answers and pages say, for patterns without a
 * code; `answer`: what is odd about the form of an answer, in a word of signals/answer-signals.ts (empty,
 * cut-off, challenge-missing, ...). `error-code`: a code (or, without one, a name) in a cause chain, compared without
 * regard to case. `evidence`: what a rule of
 * evidence/ concludes from comparing parts of the run. `note`: the code of a note. `run`: a property of the whole run.
 */
const SIGNAL_KINDS = [
  'oauth-error',
  'challenge',
  'http-status',
  'provider-page',
  'html',
  'check',
  'callback',
  'provider-code',
  'text',
  'answer',
  'error-code',
  'evidence',
  'note',
  'run',
] as const;

/**
 * One way in which an entry shows. All that is given must hold. `value` is exact, a status class such
 * as `3xx`, or `*`; `pattern` is a case-insensitive regular expression, linear in time, over the text
 * beside the value (error_description, message, page text); `details` compares facts of the error.
 * `strength` overrules how much the rule proves: `strong` stands beside other strong ones, `plain`
 * counts only where nothing strong is known, `weak` only where nothing else is.
 */
export const matchRuleSchema = z.strictObject({
  signal: z.enum(SIGNAL_KINDS),
  value: z.string().min(1),
  pattern: z.string().min(1).optional(),
  where: z.array(z.enum(WHERE)).min(1).optional(),
  details: z.record(z.string(), z.string()).optional(),
  strength: z.enum(['strong', 'plain', 'weak']).optional(),
});

const textSchema = z
  .string()
  .trim()
  .min(10)
  .refine((text) => findUnknownPlaceholders(text).length === 0, 'Holds an unknown placeholder.');

/** The form every entry must have; entries are checked against it by a test, not at run time. */
export const catalogEntrySchema = z.strictObject({
  /** Permanent: reports, scripts and fixtures name it. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  family: z.enum(CATALOG_FAMILIES),
  /** What the field calls it: `invalid_grant`, `503`, `ECONNREFUSED`. */
  code: z.string().min(1),
  /** One of the codes that every OAuth client meets; the catalog view lists them first. */
  core: z.boolean(),
  title: z.string().min(3).max(90),
  meaning: textSchema,
  where: z.array(z.enum(WHERE)).min(1),
  /** Null for what every provider may do. */
  provider: z.string().min(1).nullable(),
  match: z.array(matchRuleSchema),
  /** What is worth saying but fails no run; `error` unless told. */
  severity: z.enum(['warning', 'info']).optional(),
  causes: z.array(textSchema).min(1),
  /** May hold {placeholders}, which are filled from the run; see placeholders.ts. */
  fixes: z.array(textSchema).min(1),
  actors: z.array(z.enum(['app developer', 'provider admin', 'provider operator', 'user'])).min(1),
  retry: z.enum(['yes', 'no', 'after_fix', 'after_delay']),
  reference: z.strictObject({ label: z.string().min(3), url: z.url({ protocol: /^https$/ }) }),
});

export type CatalogEntry = z.infer<typeof catalogEntrySchema>;
export type CatalogFamily = CatalogEntry['family'];
export type MatchRule = z.infer<typeof matchRuleSchema>;
export type SignalKind = MatchRule['signal'];
export type Where = CatalogEntry['where'][number];

function findUnknownPlaceholders(text: string): string[] {
  const known = new Set<string>(PLACEHOLDER_NAMES);
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').filter((name) => !known.has(name));
}
