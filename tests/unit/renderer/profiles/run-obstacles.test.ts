import { describe, expect, it } from 'vitest';
import { createDraft, type ProfileDraft } from '../../../../src/renderer/src/profiles/profile-draft';
import { listObstacles } from '../../../../src/renderer/src/profiles/run-obstacles';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';

const HOST = { ...SAMPLE_OUTPUTS.getCapabilities, flows: ['authorization-code' as const] };

function listPaths(overrides: Partial<ProfileDraft>, isPractice = false): string[] {
  const draft = { ...createDraft(), issuer: 'https://id.acme.example', ...overrides };
  return listObstacles(draft, HOST, isPractice).map(({ path }) => path);
}

describe('what stands in the way of a run', () => {
  it('is nothing for a new profile', () => {
    expect(listPaths({})).toEqual([]);
  });

  it('is a flow or a browser that this host does not have', () => {
    expect(listPaths({ flow: 'ciba' })).toEqual(['flow']);
    expect(listPaths({ browser: 'capture' })).toEqual(['browser']);
    expect(listPaths({ browser: 'practice' })).toEqual(['browser']);
    expect(listPaths({ browser: 'practice' }, true)).toEqual([]);
  });

  it('is a client certificate without TLS', () => {
    expect(listPaths({ auth: 'tls_client_auth', issuer: 'http://127.0.0.1:1' })).toEqual(['client.auth']);
    expect(listPaths({ auth: 'tls_client_auth' })).toEqual([]);
  });

  it.each([
    ['/etc/acme.pem', []],
    ['C:\\keys\\acme.pem', []],
    ['\\\\server\\keys\\acme.pem', []],
    ['acme.pem', ['tls.ca']],
    ['./acme.pem', ['tls.ca']],
  ])('is a path that depends on the working folder: %s', (tlsCa, paths) => {
    expect(listPaths({ tlsCa })).toEqual(paths);
  });

  it('is only warned of: none hinders saving', () => {
    const draft = { ...createDraft(), flow: 'ciba' as const, browser: 'capture' as const };
    const severities = listObstacles(draft, HOST, false).map(({ severity }) => severity);
    expect(new Set(severities)).toEqual(new Set(['warning']));
  });
});
