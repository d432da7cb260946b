import type { Flow } from './flow';
import { discoveryStep } from './steps/discovery';
import { PROBE_STEPS } from './steps/probe-client-auth';

/**
 * Not a flow of a profile but a question about one: which way of sending the client secret does this server
 * take? It is run and recorded like any flow.
 */
export const clientAuthProbe: Flow<'client-auth-probe'> = {
  id: 'client-auth-probe',
  title: 'Client authentication probe',
  steps: () => [discoveryStep, ...PROBE_STEPS],
};
