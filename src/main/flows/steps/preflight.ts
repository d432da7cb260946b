import { checkPreflight } from '@shared/checks/check-preflight';
import type { FlowStep } from '../flow';
import { configurationOf } from './discovery';

/**
 * Records what the metadata says against the profile, before the user is sent anywhere. Its rows only
 * warn: what really happens is up to the server, and a run is there to show it.
 */
export const preflightStep: FlowStep = {
  name: 'preflight',
  title: 'Compare the profile with the metadata',
  actor: 'client',
  async run(context) {
    const metadata = { ...configurationOf(context).serverMetadata() };
    for (const row of checkPreflight(context.profile, metadata)) context.check(row);
    return 'done';
  },
};
