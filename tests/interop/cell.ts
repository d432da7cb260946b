import type { ClientAuthMethod } from '@shared/model/client-schema';
import type { FlowId, ProfileInput } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import type { JSONWebKeySet } from 'jose';
import type { FlowTweaks } from '../../src/main/flows/flow';

/** What a cell may build on: what was made for this run of it. */
export interface CellContext {
  issuer: string;
  clientId: string;
  redirectUri: string;
  /** Where a CIBA ping is listened for. */
  notificationUri: string;
  /** Tells the backchannel request of this run from others. */
  bindingMessage: string;
  /** A private key as JWK, and the JWKS with its public half. */
  clientKey: string;
  clientJwks: JSONWebKeySet;
  /** The JWKS of somebody else. */
  otherJwks: JSONWebKeySet;
  /** PEM files: what to trust, and the client's certificates with their keys. */
  files: { ca: string; cert: string; key: string; selfSignedCert: string; selfSignedKey: string };
}

export type ProfilePart = Partial<Omit<ProfileInput, 'name' | 'issuer' | 'flow' | 'client'>> & {
  client?: Partial<ProfileInput['client']>;
};

type Part<T> = T | ((context: CellContext) => T);

/** One flow with one way of client authentication and some features, at the real provider. */
export interface Cell {
  flow: FlowId;
  auth: ClientAuthMethod;
  /** What is asked for beyond the plain flow; for a cell that must fail, what is wrong with it. */
  features: string;
  /** Over https, for what needs a client certificate. */
  isTls?: boolean;
  /** Properties of the client at the provider on top of the usual ones. */
  registered?: Part<Record<string, unknown>>;
  /** On top of the usual profile of the flow. */
  profile?: Part<ProfilePart>;
  /** The client gets something wrong on purpose. */
  tweaks?: FlowTweaks;
  /** Her requests are recorded, as those of a browser of Grantscope's own would be. */
  isWatched?: boolean;
  /** Alice allows everything unless told; `absent`: nobody is there. */
  user?: 'allows' | 'refuses' | 'absent';
  expected: CellExpectation;
  deviation?: Deviation;
}

export type CellExpectation =
  /** `advice`: entries that a run which went through is told about. */
  | { result: 'passes'; advice?: string[] }
  /** `entryId` on top, at the step `stepId`; `beside`: entries that must be found as well. */
  | { result: 'fails'; entryId: string; stepId: string; beside?: string[] }
  /** The provider cannot do it, for this reason. What the run ends with is held to as for a failure. */
  | { result: 'unsupported'; reason: string; entryId: string; stepId: string; beside?: string[] };

/** What the provider does otherwise than the specifications ask, as a session shows it. */
export interface Deviation {
  text: string;
  isSeenIn(session: SessionView): boolean;
}

export const passes: CellExpectation = { result: 'passes' };

export const adviseOn = (...advice: string[]): CellExpectation => ({ result: 'passes', advice });

export const failsWith = (entryId: string, stepId: string, ...beside: string[]): CellExpectation => ({
  result: 'fails',
  entryId,
  stepId,
  beside,
});

export const unsupported = (reason: string, entryId: string, stepId: string): CellExpectation => ({
  result: 'unsupported',
  reason,
  entryId,
  stepId,
});

/** A profile part with these parameters of the request that begins the flow. */
export const asks = (authorize: Record<string, string>, more: ProfilePart = {}): ProfilePart => ({
  ...more,
  parameters: { authorize },
});

/** True where a step of this name got an answer of this status, with this text in its body. */
export function hasAnswer(session: SessionView, stepName: string, status: number, text: string): boolean {
  return session.steps
    .filter(({ name }) => name === stepName)
    .flatMap(({ exchanges }) => exchanges)
    .some(({ response }) => response?.status === status && (response.body?.text ?? '').includes(text));
}
