import type { FlowId } from '@shared/model/profile';
import { authorizationCodeFlow } from './authorization-code';
import { clientCredentialsFlow } from './client-credentials';
import type { Flow } from './flow';
import { hybridFlow } from './hybrid';
import { implicitFlow } from './implicit';

const FLOWS: readonly Flow[] = [authorizationCodeFlow, hybridFlow, implicitFlow, clientCredentialsFlow];

/** Null for a flow that this version cannot run yet. */
export function findFlow(id: FlowId): Flow | null {
  return FLOWS.find((flow) => flow.id === id) ?? null;
}

export function listFlowIds(): FlowId[] {
  return FLOWS.map((flow) => flow.id);
}
