import { describe, expect, it } from 'vitest';
import { createMemoryAdapter } from '../../../../src/main/practice/memory-adapter';

function setUp() {
  const clock = { now: 1_000_000 };
  return { clock, create: createMemoryAdapter(() => clock.now) };
}

describe('the memory adapter', () => {
  it('keeps models apart', async () => {
    const { create } = setUp();
    await create('Session').upsert('a', { uid: 'u' }, 60);
    expect(await create('Session').find('a')).toEqual({ uid: 'u' });
    expect(await create('Session').findByUid('u')).toEqual({ uid: 'u' });
    expect(await create('Grant').find('a')).toBeUndefined();
    expect(await create('Grant').findByUid('u')).toBeUndefined();
  });

  it('forgets an entry a minute after it expired', async () => {
    const { create, clock } = setUp();
    await create('Session').upsert('a', { uid: 'u' }, 10);
    clock.now += 69_000;
    expect(await create('Session').find('a')).toBeDefined();
    clock.now += 1_000;
    expect(await create('Session').find('a')).toBeUndefined();
    expect(await create('Session').findByUid('u')).toBeUndefined();
  });

  it('marks a code as consumed', async () => {
    const { create } = setUp();
    await create('AuthorizationCode').upsert('a', { grantId: 'g' }, 10);
    await create('AuthorizationCode').consume('a');
    expect(await create('AuthorizationCode').find('a')).toMatchObject({ consumed: 1_000 });
  });

  it('revokes what belongs to a grant and nothing else', async () => {
    const { create } = setUp();
    const tokens = create('AccessToken');
    await tokens.upsert('a', { grantId: 'g' }, 10);
    await tokens.upsert('b', { grantId: 'other' }, 10);
    await tokens.revokeByGrantId('g');
    expect(await tokens.find('a')).toBeUndefined();
    expect(await tokens.find('b')).toBeDefined();
  });

  it('finds a device by its user code and destroys it', async () => {
    const { create } = setUp();
    const devices = create('DeviceCode');
    await devices.upsert('a', { userCode: 'BCDF' }, 10);
    expect(await devices.findByUserCode('BCDF')).toEqual({ userCode: 'BCDF' });
    await devices.destroy('a');
    expect(await devices.findByUserCode('BCDF')).toBeUndefined();
  });

  it('stays bounded, and drops the oldest entries first', async () => {
    const { create } = setUp();
    const sessions = create('Session');
    for (let index = 0; index <= 5_000; index += 1) await sessions.upsert(`s${index}`, {}, 60);
    expect(await sessions.find('s0')).toBeUndefined();
    expect(await sessions.find('s5000')).toBeDefined();
  });
});
