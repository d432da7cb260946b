import type { FlowId } from '@shared/model/profile';
import { authorizationCodeFlow } from './authorization-code';
import { cibaFlow } from './ciba';
import { clientCredentialsFlow } from './client-credentials';
import { deviceCodeFlow } from './device-code';
import type { Flow } from './flow';
import { withFollowUps } from './follow-ups';
import { hybridFlow } from './hybrid';
import { implicitFlow } from './implicit';
import { jwtBearerFlow } from './jwt-bearer';
import { passwordFlow } from './password';
import { refreshTokenFlow } from './refresh-token';
import { registrationFlow } from './registration';
import { tokenExchangeFlow } from './token-exchange';

const FLOWS: readonly Flow[] = [
  authorizationCodeFlow,
  hybridFlow,
  implicitFlow,
  clientCredentialsFlow,
  refreshTokenFlow,
  deviceCodeFlow,
  cibaFlow,
  tokenExchangeFlow,
  jwtBearerFlow,
  passwordFlow,
  registrationFlow,
];

/** Null for a flow that this version cannot run yet. */
export function findFlow(id: FlowId): Flow | null {
  const found = FLOWS.find((flow) => flow.id === id);
  return found ? withFollowUps(found) : null;
}

export function listFlowIds(): FlowId[] {
  return FLOWS.map((flow) => flow.id);
}
