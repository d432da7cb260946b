import { ok } from 'node:assert';
import { findLesson } from '@shared/learn/find-lesson';
import { FRONT_CHANNEL_LESSONS, STEP_UP_LESSONS } from '@shared/learn/front-channel-lessons';
import { FURTHER_LESSONS } from '@shared/learn/further-lessons';
import { TOKEN_LESSONS, TOKEN_LESSONS_BY_FLOW } from '@shared/learn/token-lessons';
import { FOLLOW_UPS } from '@shared/model/grant-options';
import { type Profile, type ProfileInput, profileSchema } from '@shared/model/profile';
import { ASK_STEP, MISTAKE_STEP } from '@shared/mutations/mutation';
import { describe, expect, it } from 'vitest';
import { clientAuthProbe } from '../../../../src/main/flows/client-auth-probe';
import { findFlow, listFlowIds } from '../../../../src/main/flows/flows';
import { createFollowUpFlow } from '../../../../src/main/flows/follow-ups';

const EVERY_LESSON = Object.entries({
  ...FRONT_CHANNEL_LESSONS,
  ...STEP_UP_LESSONS,
  ...TOKEN_LESSONS,
  ...TOKEN_LESSONS_BY_FLOW,
  ...FURTHER_LESSONS,
});

/** Profiles that between them have every optional step of a flow. */
function listVariants(): Profile[] {
  const whole: Partial<ProfileInput> = {
    scope: 'openid api:read',
    resource: { url: 'https://api.example/me' },
    stepUp: true,
    par: true,
    requestObject: {},
    followUps: [...FOLLOW_UPS],
    registration: { metadata: {}, manage: true },
  };
  const variants: Partial<ProfileInput>[] = [
    whole,
    { ...whole, parameters: { authorize: { response_mode: 'jwt' }, token: {} } },
    { ...whole, refreshToken: { env: 'TOKEN' }, tokenExchange: { subjectToken: { env: 'TOKEN' } } },
  ];
  return variants.map((variant) =>
    profileSchema.parse({ name: 'name', issuer: 'https://id.example', client: { id: 'id' }, ...variant }),
  );
}

function listStepsOfEveryFlow(): [flow: string, step: string][] {
  return listFlowIds().flatMap((id) => {
    const flow = findFlow(id);
    ok(flow);
    const names = listVariants().flatMap((profile) => flow.steps(profile).map(({ name }) => name));
    return [...new Set(names)].map((name): [string, string] => [id, name]);
  });
}

describe('a lesson', () => {
  it('stands beside every step of every flow', () => {
    const steps = listStepsOfEveryFlow();
    expect(steps.length).toBeGreaterThan(80);
    expect(steps.filter(([flow, step]) => findLesson(step, flow) === null)).toEqual([]);
  });

  it('stands beside every follow-up, the probe, deliberate mistakes and imported steps', () => {
    const [profile] = listVariants();
    ok(profile);
    const followUps = FOLLOW_UPS.flatMap((action) =>
      createFollowUpFlow('authorization-code', action).steps(profile),
    );
    const names = [
      ...[...followUps, ...clientAuthProbe.steps(profile)].map(({ name }) => name),
      ...['resend', ASK_STEP, MISTAKE_STEP, `${MISTAKE_STEP}-before`],
      ...['jwks', 'registration', 'resource-metadata', 'authorization-page', 'response'],
    ];
    expect(names.filter((name) => findLesson(name, 'authorization-code') === null)).toEqual([]);
  });

  it('tells the token requests of grants without a code apart', () => {
    expect(findLesson('token', 'client-credentials')?.purpose).toMatch(/no user/);
    expect(findLesson('token', 'authorization-code')?.purpose).toMatch(/code/);
    expect(findLesson('token', 'refresh-token')).toEqual(findLesson('token', 'authorization-code'));
  });

  it('is null for names that are not known, also those of objects', () => {
    for (const name of ['', 'constructor', 'toString', 'TOKEN']) expect(findLesson(name, name)).toBeNull();
  });

  it.each(EVERY_LESSON)('%s is three short texts of whole sentences with a link', (_name, lesson) => {
    const { purpose, sent, risk, reference } = lesson;
    for (const text of [purpose, sent, risk]) {
      expect(text).toMatch(/^\p{Lu}.*[.?]$/u);
      expect(text.length).toBeLessThan(260);
    }
    expect(new Set([purpose, sent, risk]).size).toBe(3);
    expect(new URL(reference.url).protocol).toBe('https:');
    expect(reference.label).not.toBe('');
  });
});
