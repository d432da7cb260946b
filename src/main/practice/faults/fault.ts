import type { FaultSummary } from '@shared/contract/host-api';
import type { FlowId, Profile } from '@shared/model/profile';
import type { FlowTweaks } from '../../flows/flow';
import type { ProviderChange } from '../provider-change';

/**
 * One thing that is really done wrong in a practice run. Ids are permanent. A fault with `provider`
 * gets a provider instance of its own, so runs never disturb each other.
 */
export interface Fault extends Omit<FaultSummary, 'flows'> {
  /** The authorization code flow unless told; the first is the one it is shown with. */
  flows?: FlowId[];
  /** The profile as the fault needs it; `issuer` is the origin of the provider it will run against. */
  profile?: (profile: Profile, issuer: string) => Profile;
  /** What is sent in place of the real secret. */
  clientSecret?: () => string;
  /** What signs in place of the real client key, as JWK text. */
  clientKey?: () => string;
  /** What decrypts in place of the real key, as JWK text. */
  decryptionKey?: () => string;
  tweaks?: FlowTweaks;
  provider?: ProviderChange;
}

/** Every flow that sends the user to the authorization endpoint and answers through the browser. */
export const BROWSER_FLOWS: FlowId[] = ['authorization-code', 'hybrid', 'implicit'];

/** True for a fault that the plain code flow shows. */
export function isCodeFlowFault({ flows }: Pick<Fault, 'flows'>): boolean {
  return flows === undefined || flows.includes('authorization-code');
}
