import { expect, it } from 'vitest';
import { settleMetadata } from '../../../../src/main/print/settle-metadata';

const WRITTEN_AT = Date.UTC(2026, 0, 15, 9, 30, 5);

function settle(info: string): string {
  const pdf = Buffer.from(`%PDF-1.4\n1 0 obj\n<<${info}>>\nendobj\n`, 'latin1');
  const settled = Buffer.from(settleMetadata(pdf, { writtenAt: WRITTEN_AT })).toString('latin1');
  expect(settled).toHaveLength(pdf.length);
  return settled;
}

it('puts the time of the report in the place of the local one, in UTC', () => {
  const settled = settle("/CreationDate (D:20260201081530+09'30')\n/ModDate (D:20260201081530+09'30')");
  expect(settled).toContain("/CreationDate (D:20260115093005+00'00')");
  expect(settled).toContain("/ModDate (D:20260115093005+00'00')");
});

it('empties a date that is too short to hold another', () => {
  expect(settle('/CreationDate (D:2026)')).toContain('/CreationDate ()');
});

it('takes the user agent out of the creator, however it is written', () => {
  for (const creator of [
    '(Mozilla/5.0 \\(X11; Linux x86_64\\) Chrome/150.0.0.0)',
    '(Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0)',
    '<FEFF004D006F007A0069006C006C0061>',
  ]) {
    const settled = settle(`/Creator ${creator}\n/Producer (Skia/PDF m150)`);
    expect(settled).toMatch(/\/Creator \(Chromium\) *\n\/Producer \(Skia\/PDF m150\)/);
    expect(settled).not.toMatch(/Linux|Mozilla|FEFF/);
  }
});

it('leaves every other byte alone', () => {
  const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
  expect(settleMetadata(bytes, { writtenAt: WRITTEN_AT })).toEqual(Buffer.from(bytes));
});
