import { describe, expect, it } from 'vitest';
import { createOwnOrigins } from '../../../../src/main/web/own-origins';

describe('the own origins', () => {
  const own = createOwnOrigins();
  own.add('http://127.0.0.1:4321');

  it.each([
    'http://127.0.0.1:4321/api/listProfiles',
    'http://localhost:4321',
    'http://LOCALHOST.:4321',
    'http://anything.localhost:4321',
    'http://[::1]:4321',
    'http://[::]:4321',
    'http://[::ffff:127.0.0.1]:4321',
    'http://0.0.0.0:4321',
    'http://0:4321',
    'http://127.1:4321',
    'http://2130706433:4321',
    'http://127.255.255.254:4321',
    'https://127.0.0.1:4321',
  ])('hold %s', (url) => {
    expect(own.has(new URL(url))).toBe(true);
  });

  it.each([
    'http://127.0.0.1:4322',
    'http://127.0.0.1',
    'https://id.acme.example:4321',
    'http://localhost.acme.example:4321',
    'http://128.0.0.1:4321',
    'http://[2001:db8::1]:4321',
  ])('do not hold %s', (url) => {
    expect(own.has(new URL(url))).toBe(false);
  });
});
