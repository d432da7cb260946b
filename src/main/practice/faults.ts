import type { FaultSummary } from '@shared/contract/host-api';
import { APPROVAL_FAULTS } from './faults/approval-faults';
import { ASSERTION_FAULTS } from './faults/assertion-faults';
import { AUTHORIZATION_FAULTS } from './faults/authorization-faults';
import { BASIC_FAULTS } from './faults/basic-faults';
import { CALLBACK_FAULTS } from './faults/callback-faults';
import { DPOP_FAULTS } from './faults/dpop-faults';
import type { Fault } from './faults/fault';
import { FOLLOW_UP_FAULTS } from './faults/follow-up-faults';
import { FRONT_CHANNEL_FAULTS } from './faults/front-channel-faults';
import { GRANT_FAULTS } from './faults/grant-faults';
import { ID_TOKEN_FAULTS } from './faults/id-token-faults';
import { METADATA_FAULTS } from './faults/metadata-faults';
import { REGISTRATION_FAULTS } from './faults/registration-faults';
import { REQUEST_FAULTS } from './faults/request-faults';
import { RESOURCE_FAULTS } from './faults/resource-faults';
import { TOKEN_FAULTS } from './faults/token-faults';
import { TOKEN_REQUEST_FAULTS } from './faults/token-request-faults';

/** Every fault, in the order in which a flow would meet them. */
export const FAULTS: readonly Fault[] = [
  ...METADATA_FAULTS,
  ...AUTHORIZATION_FAULTS,
  ...REQUEST_FAULTS,
  ...CALLBACK_FAULTS,
  ...FRONT_CHANNEL_FAULTS,
  ...TOKEN_FAULTS,
  ...BASIC_FAULTS,
  ...ASSERTION_FAULTS,
  ...ID_TOKEN_FAULTS,
  ...RESOURCE_FAULTS,
  ...DPOP_FAULTS,
  ...APPROVAL_FAULTS,
  ...TOKEN_REQUEST_FAULTS,
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
