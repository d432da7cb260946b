import { z } from 'zod';

/**
 * Where a secret comes from. `env`: an environment variable, read when the run starts. `vault`: a
 * name in the app's encrypted store. In plain: as a hand-written file may hold it; it works with a
 * warning, and the app moves it to the vault on save and never writes one itself.
 */
export const secretSchema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ vault: z.string().min(1) }),
  z.string().min(1),
]);

export type SecretReference = z.infer<typeof secretSchema>;

/** A private key may also be a file, or one that Grantscope makes on first use and keeps in its vault. */
export const keySourceSchema = z.union([
  secretSchema,
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ generated: z.literal(true) }),
]);

export type KeySource = z.infer<typeof keySourceSchema>;
