import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLaunchSecrets, isSameSecret } from '../../../../src/main/web/launch-code';

describe('the secrets of a launch', () => {
  it('are 256 bits each and all different', () => {
    const secrets = createLaunchSecrets(randomBytes);
    const values = [secrets.sessionToken, secrets.requestToken, secrets.issueCode(), secrets.issueCode()];
    expect(new Set(values).size).toBe(4);
    for (const value of values) expect(Buffer.from(value, 'base64url')).toHaveLength(32);
  });

  it('redeem a code once', () => {
    const secrets = createLaunchSecrets(randomBytes);
    const code = secrets.issueCode();
    expect([secrets.redeemCode(code), secrets.redeemCode(code)]).toEqual([true, false]);
  });

  it('redeem nothing before a code was issued', () => {
    expect(createLaunchSecrets(randomBytes).redeemCode('')).toBe(false);
  });

  it('let a new code replace the one before it', () => {
    const secrets = createLaunchSecrets(randomBytes);
    const [first, second] = [secrets.issueCode(), secrets.issueCode()];
    expect([secrets.redeemCode(first), secrets.redeemCode(second)]).toEqual([false, true]);
  });

  it('burn a code after ten wrong tries, and not before', () => {
    const secrets = createLaunchSecrets(randomBytes);
    const guess = (times: number) => {
      for (let count = 0; count < times; count += 1) secrets.redeemCode('wrong');
    };
    const patient = secrets.issueCode();
    guess(9);
    expect(secrets.redeemCode(patient)).toBe(true);
    const burnt = secrets.issueCode();
    guess(10);
    expect(secrets.redeemCode(burnt)).toBe(false);
  });
});

describe('comparing secrets', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['', 'abc', false],
    ['abcd', 'abc', false],
  ])('%j against %j is %s', (candidate, secret, expected) => {
    expect(isSameSecret(candidate, secret)).toBe(expected);
  });
});
