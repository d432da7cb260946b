import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { QrCode } from '../../../../src/renderer/src/ui/QrCode';

const draw = (text: string) => renderToStaticMarkup(createElement(QrCode, { text, label: 'The code' }));

describe('a QR code', () => {
  it('is dark on light in every colour scheme, with a quiet zone and a name', () => {
    const markup = draw('https://id.acme.example/device?user_code=WDJB-MJHT');
    expect(markup).toMatch(/^<svg role="img" aria-label="The code"/);
    expect(markup).toContain('<rect width="100%" height="100%" class="fill-qr-paper">');
    expect(markup).toContain('class="fill-qr-ink"');
    // The finder pattern stands in the corner, four modules in.
    expect(markup).toContain('d="M4 4h1v1h-1zM5 4h1v1h-1z');
  });

  it('differs with its text', () => {
    expect(draw('https://id.acme.example/a')).not.toBe(draw('https://id.acme.example/b'));
  });

  it('is left out for a text that no code can hold', () => {
    expect(draw('x'.repeat(5_000))).toBe('');
  });
});
