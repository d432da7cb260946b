import { profileSchema, type StoredProfile } from '@shared/model/profile';
import { describe, expect, it } from 'vitest';
import { renderFlows } from '../../../scripts/docs/render-flows';
import type { Flow, FlowStep } from '../../../src/main/flows/flow';

function buildStep(title: string): FlowStep {
  return { name: title, title, actor: 'client', run: async () => 'done' };
}

const FLOW: Flow = {
  id: 'token-exchange',
  title: 'Token exchange',
  steps: (profile) => [
    buildStep('Discover'),
    ...(profile.par ? [buildStep('Push')] : []),
    ...(profile.resource ? [buildStep('Call')] : []),
  ],
};

const PROFILE: StoredProfile = {
  id: 'practice:token-exchange',
  source: 'practice',
  updatedAt: 0,
  profile: profileSchema.parse({
    name: 'Practice: exchange',
    issuer: 'http://127.0.0.1',
    flow: 'token-exchange',
    client: { id: 'practice-basic', auth: 'client_secret_basic' },
    resource: { url: 'http://127.0.0.1/api' },
  }),
};

const render = (flow: Flow, profiles: StoredProfile[] = [PROFILE]) =>
  renderFlows({ flows: [flow], profiles, faults: [] });

describe('docs/flows.md', () => {
  it('has the steps of the practice profile, and only the variants that change them', () => {
    const text = render(FLOW);
    expect(text).toContain('| 2 | Call | client |');
    expect(text).toContain('| `par` | adds “Push” |');
    expect(text).toContain('| without `resource` | leaves out “Call” |');
    expect(text).not.toContain('`dpop`');
    expect(text).toContain('| `practice:token-exchange` | Practice: exchange | `client_secret_basic` |');
  });

  it('counts a step that comes twice', () => {
    const flow: Flow = {
      ...FLOW,
      steps: ({ stepUp }) => [buildStep('Call'), ...(stepUp ? [buildStep('Call')] : [])],
    };
    expect(render(flow)).toContain('| `stepUp` | adds “Call” |');
  });

  it('has a flow that no practice profile runs, too', () => {
    const text = render(FLOW, []);
    expect(text).toContain('Steps of “A plain profile”');
    expect(text).toContain('No practice profile runs it.');
  });
});
