import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it } from 'vitest';
import { readFindings } from '../../../../src/renderer/src/diagnosis/read-findings';
import { filterRows } from '../../../../src/renderer/src/timeline/rows/filter-rows';
import { listRows } from '../../../../src/renderer/src/timeline/rows/list-rows';
import { nameRow } from '../../../../src/renderer/src/timeline/rows/name-row';
import { pickRows } from '../../../../src/renderer/src/timeline/rows/row-height';
import {
  findFailure,
  findSelected,
  listFailures,
  selectRow,
} from '../../../../src/renderer/src/timeline/rows/travel';
import { findTarget, withActive } from '../../../../src/renderer/src/timeline/rows/use-travel';
import {
  buildSession,
  buildTrace,
  ISSUER,
  REDIRECT_URI,
  type TraceOptions,
} from '../../../support/session-builder';

const HOST = new URL(ISSUER).host;

const FAILED: TraceOptions = {
  pages: [{ status: 200, body: 'Sign in' }],
  waitMs: 12_000,
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
  checks: { 'token-status': { verdict: 'fail', actual: '400' } },
  error: { code: 'OAUTH_RESPONSE_BODY_ERROR' },
};

function list(options: TraceOptions = FAILED) {
  const view = buildSession(options);
  return listRows(view, readFindings(view));
}

describe('listRows', () => {
  it('lists each step with its wait, messages, loud checks and failure in the order they came', () => {
    const rows = list();
    expect(rows.map(({ number, type }) => `${number} ${type}`)).toEqual([
      ...['1 step', '1.1 exchange', '1 checks'],
      ...['2 step', '2 checks'],
      ...['3 step', '3 wait', '3.1 exchange', '3.2 hit', '3 checks'],
      ...['4 step', '4.1 exchange', '4 check', '4 checks', '4 failure'],
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('keeps the rows of steps that did not change', () => {
    const view = buildSession(FAILED);
    const before = listRows(view, []);
    const after = listRows({ ...view, steps: [...view.steps] }, []);
    expect(after.filter(({ type }) => type !== 'failure')).toEqual(
      before.filter((row, index) => row.type !== 'failure' && row === after[index]),
    );
  });

  it('says why a step failed in the words of its finding', () => {
    const view = buildSession(FAILED);
    const findings = readFindings(view);
    const failure = listRows(view, findings).find(({ type }) => type === 'failure');
    expect(failure).toMatchObject({ text: findings[0]?.title });
  });

  it('calls a bad answer a failure only where the step failed by it', () => {
    const got = list({ answers: { token: { status: 400 } } }).find(({ number }) => number === '4.1');
    expect(got?.outcome).toBe('warned');
    expect(list().find(({ number }) => number === '4.1')?.outcome).toBe('failed');
  });

  it('leaves notes out of the waterfall, which have no place in time', () => {
    const rows = list({ ...FAILED, notes: { token: { code: 'some', message: 'Some note' } } });
    const types = new Set(pickRows(rows, 'waterfall').map(({ type }) => type));
    expect(types).toEqual(new Set(['step', 'exchange', 'wait', 'hit', 'check', 'checks', 'failure']));
  });

  it('has a row for each time that the run was paused, before what came then', () => {
    const rows = list({ pauses: { token: 3_000 } }).filter(({ number }) => number.startsWith('4'));
    expect(rows.map(({ type }) => type)).toEqual(['step', 'pause', 'exchange', 'checks']);
    expect(rows[1]).toMatchObject({ channel: 'local', outcome: 'passed' });
  });
});

describe('nameRow', () => {
  it('says number, what, how it went and how long, and no value of a parameter', () => {
    const names = list().map((row) => nameRow(row, 0));
    expect(names).toContain(`4.1 Token request to ${HOST}, failed, 400, 5 ms`);
    expect(names).toContain(`1.1 Discovery request to ${HOST}, 200, 5 ms`);
    expect(names).toContain(
      `3.2 GET ${new URL(REDIRECT_URI).pathname} at the redirect URI, received, accepted`,
    );
    expect(names).toContain('4 Check token-status, failed, 400');
    expect(names.find((name) => name.startsWith('3 Waited for a person, 12.'))).toBeDefined();
    expect(names.join()).not.toMatch(/code=|state=/);
  });

  it('says how long the run was paused, and what was checked', () => {
    const names = list({ pauses: { token: 2_995 } }).map((row) => nameRow(row, 0));
    expect(names).toContain('4 Paused before this step, 3.00 s');
    expect(names).toContain(
      '4 5 checks passed: token-status, token-content-type, token-access-token and 2 more',
    );
  });

  it('goes on counting a pause that is not decided', () => {
    const trace = buildTrace({ pauses: { token: 3_000 } });
    const paused = trace.slice(0, trace.findIndex(({ type }) => type === 'run-paused') + 1);
    const row = listRows(foldTrace(paused), []).at(-1);
    expect(row && nameRow(row, (paused.at(-1)?.time ?? 0) + 60_000)).toBe(
      '4 Paused before this step, 1 min 0 s',
    );
  });

  it('counts what is asked again', () => {
    const page = { status: 200, body: 'Sign in' };
    const names = list({ pages: [page, page] }).map((row) => nameRow(row, 0));
    expect(names.filter((name) => name.includes('attempt 2'))).toHaveLength(1);
  });
});

describe('filterRows', () => {
  it('shows what has a chosen channel and a chosen outcome, under its step', () => {
    const numbers = (...choices: Parameters<typeof filterRows>[1]) =>
      filterRows(list(), choices).map(({ number, type }) => `${number} ${type}`);
    expect(numbers('front')).toEqual(['3 step', '3 wait', '3.1 exchange', '3.2 hit']);
    expect(numbers('back')).toEqual(['1 step', '1.1 exchange', '4 step', '4.1 exchange', '4 failure']);
    expect(numbers('back', 'failed')).toEqual(['4 step', '4.1 exchange', '4 failure']);
    expect(numbers('local', 'failed')).toEqual(['4 step', '4 check', '4 failure']);
    expect(numbers('skipped')).toEqual([]);
    expect(numbers()).toHaveLength(list().length);
  });
});

describe('travelling', () => {
  it('goes to the failed step, its answer and its check, and around the end', () => {
    const rows = list();
    const at = (index: number | null) =>
      index === null ? null : `${rows[index]?.number} ${rows[index]?.type}`;
    expect(listFailures(rows).map(at)).toEqual(['4 step', '4.1 exchange', '4 check']);
    expect(at(findFailure(rows, -1, 'next'))).toBe('4 step');
    expect(at(findFailure(rows, rows.length, 'next'))).toBe('4 step');
    expect(at(findFailure(rows, 0, 'previous'))).toBe('4 check');
    expect(findFailure(list({}), 0, 'next')).toBeNull();
  });

  it('finds every row again by what picking it selects', () => {
    const rows = list();
    rows.forEach((row, index) => {
      const found = findSelected(rows, selectRow(row).selection);
      const isOwn = ['step', 'exchange', 'hit', 'check'].includes(row.type);
      expect(rows[found]).toBe(
        isOwn ? rows[index] : rows.find(({ type, step }) => type === 'step' && step === row.step),
      );
    });
    expect(findSelected(rows, null)).toBe(-1);
  });

  it('moves by arrows, pages and to both ends, never outside', () => {
    const rows = list();
    const last = rows.length - 1;
    const range = { startIndex: 0, endIndex: 5 };
    expect(findTarget('ArrowDown', 3, rows, range)).toBe(4);
    expect(findTarget('ArrowUp', 0, rows, range)).toBe(0);
    expect(findTarget('PageDown', 0, rows, range)).toBe(4);
    expect(findTarget('End', 0, rows, range)).toBe(last);
    expect(findTarget('ArrowDown', last, rows, range)).toBe(last);
    expect(findTarget('x', 0, rows, range)).toBeNull();
  });

  it('draws the row in use wherever it is', () => {
    expect(withActive([5, 6, 7], 900)).toEqual([5, 6, 7, 900]);
    expect(withActive([5, 6, 7], 6)).toEqual([5, 6, 7]);
  });
});
