import type { FlowId } from '@shared/model/profile';
import { authorizationCodeFlow } from './authorization-code';
import { cibaFlow } from './ciba';
import { clientCredentialsFlow } from './client-credentials';
import { deviceCodeFlow } from './device-code';
import type { Flow } from './flow';
import { hybridFlow } from './hybrid';
import { implicitFlow } from './implicit';

const FLOWS: readonly Flow[] = [
  authorizationCodeFlow,
  hybridFlow,
  implicitFlow,
  clientCredentialsFlow,
  deviceCodeFlow,
  cibaFlow,
];

/** Null for a flow that this version cannot run yet. */
export function findFlow(id: FlowId): Flow | null {
  return FLOWS.find((flow) => flow.id === id) ?? null;
}

export function listFlowIds(): FlowId[] {
  return FLOWS.map((flow) => flow.id);
}
