import type { FaultSummary } from '@shared/contract/host-api';
import { AUTHORIZATION_FAULTS } from './faults/authorization-faults';
import { CALLBACK_FAULTS } from './faults/callback-faults';
import type { Fault } from './faults/fault';
import { FOLLOW_UP_FAULTS } from './faults/follow-up-faults';
import { GRANT_FAULTS } from './faults/grant-faults';
import { ID_TOKEN_FAULTS } from './faults/id-token-faults';
import { METADATA_FAULTS } from './faults/metadata-faults';
import { REGISTRATION_FAULTS } from './faults/registration-faults';
import { RESOURCE_FAULTS } from './faults/resource-faults';
import { TOKEN_FAULTS } from './faults/token-faults';

/** Every fault, in the order in which a flow would meet them. */
export const FAULTS: readonly Fault[] = [
  ...METADATA_FAULTS,
  ...AUTHORIZATION_FAULTS,
  ...CALLBACK_FAULTS,
  ...TOKEN_FAULTS,
  ...ID_TOKEN_FAULTS,
  ...RESOURCE_FAULTS,
  ...GRANT_FAULTS,
  ...FOLLOW_UP_FAULTS,
  ...REGISTRATION_FAULTS,
];

/** What a user chooses from. */
export function listFaults(): FaultSummary[] {
  return FAULTS.map(({ id, title, mechanism, side, entryId, code, flows = ['authorization-code'] }) => ({
    id,
    title,
    mechanism,
    side,
    entryId,
    code,
    flows,
  }));
}

export function findFault(id: string): Fault | null {
  return FAULTS.find((fault) => fault.id === id) ?? null;
}
