import type { Reference } from '../model/check';
import type { FlowId, Profile } from '../model/profile';
import type { SessionView } from '../model/session';

/** pass: refused as it must be. fail: the mistake was let through. inconclusive: the run tells neither. */
export type MutationVerdict = 'pass' | 'fail' | 'inconclusive';

/** What a recording says about a mistake. */
export interface Judgement {
  verdict: MutationVerdict;
  /** What the provider did, in a sentence. Nothing of it is a value that was sent, except error codes. */
  seen: string;
  /** What deserves a word beside the verdict: a refusal by another code than the specification's. */
  remark: string | null;
  /** The event that shows it; null where nothing was reached that could. */
  proof: { seq: number } | null;
}

/** must: the specification demands the refusal. should: it advises it. */
export type MutationSeverity = 'must' | 'should';

/** What is known before a run, to tell whether a mistake can be made at all. */
export interface MutationFacts {
  profile: Profile;
  /** As discovered before; null where it was not. */
  metadata: Record<string, unknown> | null;
  /** A second client of the same provider, public, that this user owns as well; null for none. */
  otherClientId: string | null;
}

/** One deliberate mistake of the client, as data. How it is made is the main process's business. */
export interface Mutation {
  /** Permanent, kebab-case. */
  id: string;
  title: string;
  /** What is really sent wrong, in a sentence. */
  mechanism: string;
  /** What a correct provider must answer. */
  expected: string;
  reference: Reference;
  severity: MutationSeverity;
  flows: readonly FlowId[];
  /** Why it cannot be tried with this profile; null where it can. The flow is looked at apart. */
  appliesTo(facts: MutationFacts): string | null;
  /** A fold over the recording: pure, and never throws, whatever was recorded. */
  judge(session: SessionView): Judgement;
}

/** The step of a mistake that is a request of its own, at the end of a flow. */
export const MISTAKE_STEP = 'mistake';

/** The step that asks the authorization endpoint before a user is troubled. */
export const ASK_STEP = 'ask-authorization';

/** The code of the note that says why a mistake could not be made after all. */
export const NOT_MADE_NOTE = 'mistake-not-made';

export const AUTHORIZATION_FLOWS: readonly FlowId[] = ['authorization-code', 'hybrid', 'implicit'];

/** Flows that redeem an authorization code. */
export const CODE_FLOWS: readonly FlowId[] = ['authorization-code', 'hybrid'];

/** Flows whose client authenticates at the token endpoint, without somebody who decides elsewhere. */
export const TOKEN_FLOWS: readonly FlowId[] = [
  'authorization-code',
  'hybrid',
  'client-credentials',
  'jwt-bearer',
  'password',
];

/** Flows that end in an access token of the token endpoint. */
export const ACCESS_TOKEN_FLOWS: readonly FlowId[] = [...TOKEN_FLOWS, 'refresh-token', 'device-code'];
