import { canListenAt, parseProfile } from '@shared/model/parse-profile';
import { expect, it } from 'vitest';

const read = (redirectUri: string) => {
  const { profile, problems } = parseProfile({
    name: 'Acme',
    issuer: 'https://id.acme.example',
    client: { id: 'web' },
    redirectUri,
  });
  expect(profile?.redirectUri).toBe(redirectUri);
  return problems.filter(({ path }) => path === 'redirectUri').map(({ message }) => message);
};

it.each([
  ['http://127.0.0.1:0/callback', true, []],
  ['http://[::1]:8400/', true, []],
  ['http://localhost:0/cb', true, ['advises 127.0.0.1']],
  ['https://127.0.0.1:8443/cb', true, ['No browser trusts the certificate']],
  ['https://localhost:8443/cb', true, ['advises 127.0.0.1', 'No browser trusts the certificate']],
  ['https://app.acme.example/cb', false, ['must be pasted']],
  ['http://127.0.0.1.acme.example/cb', false, ['must be pasted']],
])('%s is taken, and said what comes of it', (redirectUri, isListened, said) => {
  expect(canListenAt(new URL(redirectUri))).toBe(isListened);
  const warnings = read(redirectUri);
  expect(warnings).toHaveLength(said.length);
  for (const [index, words] of said.entries()) expect(warnings[index]).toContain(words);
});
