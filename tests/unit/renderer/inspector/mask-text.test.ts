import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText } from '../../../../src/renderer/src/inspector/mask-text';
import { joinParts } from '../../../../src/renderer/src/ui/MaskedText';
import { buildSession, buildTrace, SECRETS } from '../../../support/session-builder';

const DOTS = '••••••••';

describe('maskText', () => {
  it('keeps the scheme of credentials and hides the rest', () => {
    const parts = maskText(`Bearer ${SECRETS.accessToken}`, { kind: 'header', name: 'Authorization' });
    expect(joinParts(parts, false)).toBe(`Bearer ${DOTS}`);
    expect(joinParts(parts, true)).toBe(`Bearer ${SECRETS.accessToken}`);
  });

  it('hides the sensitive parameters of a URL and shows the others', () => {
    const parts = maskText('http://127.0.0.1:5/callback?code=abc123xyz&iss=https%3A%2F%2Fid.acme.example', {
      kind: 'url',
    });
    expect(joinParts(parts, false)).toBe(
      `http://127.0.0.1:5/callback?code=${DOTS}&iss=https%3A%2F%2Fid.acme.example`,
    );
  });

  it('shows claims about a person: it is their own screen', () => {
    const parts = maskText('{"sub":"alice","email":"alice@example.com"}', { kind: 'claims' });
    expect(joinParts(parts, false)).toBe('{"sub":"alice","email":"alice@example.com"}');
  });

  it('hides a value known to be secret wherever it stands', () => {
    const parts = maskText('first xyz, then xyz', undefined, [{ name: 'state', value: 'xyz' }]);
    expect(joinParts(parts, false)).toBe(`first ${DOTS}, then ${DOTS}`);
    expect(parts.filter((part) => part.secret !== null)).toHaveLength(2);
  });

  it('hides a text as a whole that is too long to be searched', () => {
    expect(maskText('a'.repeat(600_000))).toEqual([{ text: 'a'.repeat(600_000), secret: 'long text' }]);
  });

  it('leaves no secret of a recorded run readable in its requests and responses', () => {
    const shown = buildSession().steps.flatMap(({ exchanges }) =>
      exchanges.flatMap(({ request, response }) => [
        joinParts(maskText(request.url, { kind: 'url' }), false),
        joinParts(maskText(request.body?.text ?? '', { kind: 'form' }), false),
        joinParts(maskText(response?.body?.text ?? ''), false),
        ...[...request.headers, ...(response?.headers ?? [])].map(([name, value]) =>
          joinParts(maskText(value, { kind: 'header', name }), false),
        ),
      ]),
    );
    for (const secret of Object.values(SECRETS)) expect(shown.join('\n')).not.toContain(secret);
  });

  it('leaves no credential readable in the raw events that carry requests', () => {
    const raw = buildTrace()
      .filter((event) => event.type === 'exchange-ended')
      .map((event) => joinParts(maskText(JSON.stringify(event, null, 2)), false))
      .join('\n');
    const { accessToken, refreshToken, code, codeVerifier, clientSecret } = SECRETS;
    for (const secret of [accessToken, refreshToken, code, codeVerifier, btoa(`web:${clientSecret}`)]) {
      expect(raw).not.toContain(secret);
    }
  });

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('text', 'url', 'form', 'claims'), (text, kind) => {
        expect(joinParts(maskText(text, { kind }), true)).toBe(text);
      }),
    );
  });
});
