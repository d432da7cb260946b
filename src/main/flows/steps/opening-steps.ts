import type { FlowStep } from '../flow';
import { discoveryStep } from './discovery';
import { preflightStep } from './preflight';

/** What every flow begins with: who the server is, and whether the profile suits it. */
export const OPENING_STEPS: readonly FlowStep[] = [discoveryStep, preflightStep];
