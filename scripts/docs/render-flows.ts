import type { FaultSummary } from '@shared/contract/host-api';
import { FLOW_REFERENCES } from '@shared/model/flow-references';
import { FOLLOW_UPS } from '@shared/model/grant-options';
import { type Profile, profileSchema, type StoredProfile } from '@shared/model/profile';
import type { Flow, FlowStep } from '../../src/main/flows/flow';

/** What docs/flows.md is made of. */
export interface FlowSources {
  flows: readonly Flow[];
  /** The practice profiles. */
  profiles: readonly StoredProfile[];
  faults: readonly FaultSummary[];
}

interface Variant {
  title: string;
  change: Partial<Profile> | ((profile: Profile) => Partial<Profile>);
}

const RESOURCE = { url: 'https://api.example.com/me', method: 'GET' };
const TOKEN = { env: 'TOKEN' };

/** Members that may add steps or take some away; a flow shows those that do. */
const VARIANTS: Variant[] = [
  { title: 'scope without `openid`: plain OAuth 2.0', change: { scope: 'api:read' } },
  { title: 'scope with `openid`: OpenID Connect', change: { scope: 'openid' } },
  ...['id_token', 'token', 'id_token token', 'code id_token', 'code token', 'code id_token token'].map(
    (type) => withParameter('response_type', type),
  ),
  { title: '`par`', change: { par: true } },
  { title: '`requestObject`', change: { requestObject: { encryption: null } } },
  {
    title: '`requestObject`, encrypted',
    change: { requestObject: { encryption: { alg: 'RSA-OAEP-256', enc: 'A256GCM' } } },
  },
  ...['form_post', 'fragment', 'jwt'].map((mode) => withParameter('response_mode', mode)),
  { title: '`dpop`', change: { dpop: { alg: 'ES256' } } },
  { title: '`refreshToken` given', change: { refreshToken: TOKEN } },
  {
    title: '`tokenExchange.subjectToken` given',
    change: ({ tokenExchange }) => ({
      tokenExchange: {
        subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
        actorTokenType: 'urn:ietf:params:oauth:token-type:access_token',
        ...tokenExchange,
        subjectToken: TOKEN,
      },
    }),
  },
  {
    title: '`jwtBearer.assertion` given',
    change: { jwtBearer: { assertion: TOKEN, lifetimeSeconds: 300 } },
  },
  {
    title: '`ciba.delivery` is `ping`',
    change: { ciba: { delivery: 'ping', notificationUri: 'http://127.0.0.1:0/ciba' } },
  },
  { title: '`registration.manage` is false', change: { registration: { metadata: {}, manage: false } } },
  { title: 'without `resource`', change: { resource: null } },
  { title: '`resource`', change: { resource: RESOURCE } },
  { title: '`stepUp`', change: { stepUp: true, resource: RESOURCE } },
  ...FOLLOW_UPS.map((followUp) => ({
    title: `\`followUps\` with \`${followUp}\``,
    change: ({ resource }: Profile) => ({ followUps: [followUp], resource: resource ?? RESOURCE }),
  })),
];

function withParameter(name: string, value: string): Variant {
  return {
    title: `\`${name}\` is \`${value}\``,
    change: ({ parameters }) => ({
      parameters: { ...parameters, authorize: { ...parameters.authorize, [name]: value } },
    }),
  };
}

/** docs/flows.md: each flow as its definition has it, so that one that is added shows up by itself. */
export function renderFlows({ flows, profiles, faults }: FlowSources): string {
  const sections = flows.map((flow) =>
    renderFlow(
      flow,
      profiles.filter(({ profile }) => profile.flow === flow.id),
      faults.filter((fault) => fault.flows.includes(flow.id)),
    ),
  );
  return `${[INTRODUCTION, renderOverview(flows), ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `# Flows

Generated from src/main/flows with \`npm run docs\`; do not edit. A flow is a list of steps, and a profile
decides which of them there are. The member that names a flow is \`flow\` of a [profile](profile.md);
\`grantscope run ID\` runs a practice profile, \`--fault ID\` with a fault.`;

function renderOverview(flows: readonly Flow[]): string {
  const rows = flows.map(({ id, title }) => {
    const { label, url } = FLOW_REFERENCES[id];
    return `| [${title}](#${id}) | \`${id}\` | [${label}](${url}) |`;
  });
  return ['| flow | id | specified in |', '|---|---|---|', ...rows].join('\n');
}

function renderFlow(flow: Flow, profiles: readonly StoredProfile[], faults: readonly FaultSummary[]): string {
  const base = profiles[0]?.profile ?? buildPlainProfile(flow);
  const { label, url } = FLOW_REFERENCES[flow.id];
  return [
    `## ${flow.id}`,
    `${flow.title}. [${label}](${url}).`,
    renderSteps(flow, base),
    renderVariants(flow, base),
    renderProfiles(profiles),
    renderFaults(faults),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function buildPlainProfile({ id: flow }: Flow): Profile {
  return profileSchema.parse({
    name: 'A plain profile',
    issuer: 'https://id.example.com',
    flow,
    client: { id: 'web' },
  });
}

function renderSteps(flow: Flow, base: Profile): string {
  const rows = flow.steps(base).map((step, index) => `| ${index + 1} | ${step.title} | ${step.actor} |`);
  return [`Steps of “${base.name}”:`, '', '| | step | done by |', '|---|---|---|', ...rows].join('\n');
}

/** What each variant adds or leaves out; those that change nothing are left out, equal ones share a row. */
function renderVariants(flow: Flow, base: Profile): string {
  const before = flow.steps(base);
  const changes = VARIANTS.map(({ title, change }) => {
    const changed = { ...base, ...(typeof change === 'function' ? change(base) : change) };
    return { title, difference: compareSteps(before, flow.steps(changed)) };
  }).filter(({ difference }) => difference !== '');
  if (changes.length === 0) return '';
  const rows = [...Map.groupBy(changes, ({ difference }) => difference)].map(
    ([difference, group]) => `| ${group.map(({ title }) => title).join('; ')} | ${difference} |`,
  );
  return ['| with | the steps change |', '|---|---|', ...rows].join('\n');
}

function compareSteps(before: readonly FlowStep[], after: readonly FlowStep[]): string {
  const added = subtract(after, before);
  const removed = subtract(before, after);
  return [
    ...(added.length === 0 ? [] : [`adds ${listTitles(added)}`]),
    ...(removed.length === 0 ? [] : [`leaves out ${listTitles(removed)}`]),
  ].join('; ');
}

/** The steps of one list that the other does not have; a step that is there twice counts twice. */
function subtract(steps: readonly FlowStep[], others: readonly FlowStep[]): FlowStep[] {
  const left = others.map(({ title }) => title);
  return steps.filter(({ title }) => {
    const at = left.indexOf(title);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function listTitles(steps: readonly FlowStep[]): string {
  return steps.map(({ title }) => `“${title}”`).join(', ');
}

function renderProfiles(profiles: readonly StoredProfile[]): string {
  if (profiles.length === 0) return 'No practice profile runs it.';
  const rows = profiles.map(
    ({ id, profile }) => `| \`${id}\` | ${profile.name} | \`${profile.client.auth}\` |`,
  );
  return ['| practice profile | name | client authentication |', '|---|---|---|', ...rows].join('\n');
}

function renderFaults(faults: readonly FaultSummary[]): string {
  if (faults.length === 0) return '';
  const rows = faults.map(
    ({ id, title, side, entryId }) =>
      `| \`${id}\` | ${title} | ${side} | [${entryId}](catalog.md#${entryId}) |`,
  );
  return ['| fault | what goes wrong | side | found as |', '|---|---|---|---|', ...rows].join('\n');
}
