import { buildReport } from '@shared/report/build-report';
import { expect, it } from 'vitest';
import { ABSENT_PRACTICE } from '../../../../src/main/practice/practice';
import type { PrintPage } from '../../../../src/main/print/print-ability';
import { buildTrace } from '../../../support/session-builder';
import { createTestHost } from '../../../support/test-host';

const exported = buildReport(buildTrace(), { format: 'json', now: 0, appVersion: '1.0' }).text;

async function openHost(print: PrintPage | null = null) {
  const host = await createTestHost({
    practice: ABSENT_PRACTICE,
    printer: print ? { print, reason: null } : { print: null, reason: 'No printer here.' },
  });
  const { sessionId } = await host.expectOk('importSession', { text: exported });
  const listShares = (callId: string) =>
    host.events.flatMap((event) =>
      event.type === 'call-progress' && event.callId === callId ? [event.share] : [],
    );
  return { host, sessionId, listShares };
}

it('tells of the progress of an export that has an id, and of no other', async () => {
  const { host, sessionId, listShares } = await openHost();
  await host.expectOk('buildReport', { sessionId, format: 'md' });
  expect(host.events.filter(({ type }) => type === 'call-progress')).toEqual([]);
  await host.expectOk('buildReport', { sessionId, format: 'md', callId: 'one' });
  await host.expectOk('buildComparison', {
    leftId: sessionId,
    rightId: sessionId,
    format: 'md',
    callId: 'two',
  });
  for (const shares of [listShares('one'), listShares('two')]) {
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  }
});

it('cancels a print that is under way, once, and lets its id be used again', async () => {
  const begun = Promise.withResolvers<AbortSignal | undefined>();
  const { host, sessionId } = await openHost((_, signal) => {
    begun.resolve(signal);
    return new Promise(() => {});
  });
  const printing = host.call('printReport', { sessionId, callId: 'one' });
  const signal = await begun.promise;
  await host.expectOk('cancelCall', { callId: 'one' });
  expect(await printing).toEqual({
    ok: false,
    error: { code: 'cancelled', message: 'The export was cancelled. Nothing was written.' },
  });
  expect(signal?.aborted).toBe(true);
  await host.expectOk('cancelCall', { callId: 'one' });
  await host.expectOk('buildReport', { sessionId, format: 'md', callId: 'one' });
});

it('prints a comparison as it prints a report', async () => {
  const printed: string[] = [];
  const { host, sessionId } = await openHost(async (html) => {
    printed.push(html);
    return Buffer.from('%PDF-');
  });
  const sides = { leftId: sessionId, rightId: sessionId };
  const { fileName, mediaType, base64 } = await host.expectOk('printComparison', sides);
  const { text } = await host.expectOk('buildComparison', { ...sides, format: 'html' });
  expect(fileName).toMatch(/^grantscope-comparison-.*\.pdf$/);
  expect([mediaType, Buffer.from(base64, 'base64').toString()]).toEqual(['application/pdf', '%PDF-']);
  const withoutTime = (html: string | undefined) => html?.replace(/\d\d:\d\d:\d\d\.\d{3}/g, '');
  expect(printed.map(withoutTime)).toEqual([withoutTime(text)]);
});

it('says why it prints no comparison where it has no printer', async () => {
  const { host, sessionId } = await openHost();
  expect(await host.call('printComparison', { leftId: sessionId, rightId: sessionId })).toMatchObject({
    ok: false,
    error: { code: 'not-supported', message: 'No printer here.', capability: 'pdf' },
  });
});
