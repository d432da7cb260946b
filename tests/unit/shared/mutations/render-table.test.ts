import { describeRow, type MutationTableRow } from '@shared/mutations/judge-session';
import { renderTableCsv, renderTableJson, renderTableMarkdown } from '@shared/mutations/render-table';
import { describe, expect, it } from 'vitest';

function buildRow(changes: Partial<MutationTableRow> = {}): MutationTableRow {
  const row = describeRow('code-reused', 'fail', 'The token endpoint accepted it: HTTP 200 with a token.');
  if (!row) throw new Error('There is no such mistake.');
  return { ...row, sessionId: 'session-1', proof: { seq: 12 }, ...changes };
}

const buildTable = (rows: MutationTableRow[]) => ({
  mutationRunId: 'set-1',
  issuer: 'https://id.acme.example',
  profileName: 'Acme | staging',
  writtenAt: '2026-01-31T09:45:00.000Z',
  appVersion: '1.2.3',
  rows,
});

describe('the table of mistakes', () => {
  it('as CSV has a line for each row, and quotes what must be quoted', () => {
    const [names, first, ...rest] = renderTableCsv(buildTable([buildRow({ remark: 'a "b", c' })])).split(
      '\r\n',
    );
    expect(names).toBe('mutation,verdict,title,expected,seen,remark,severity,reference,session,event');
    expect(first).toContain('code-reused,fail,');
    expect(first).toContain('"a ""b"", c"');
    expect(first).toMatch(/,session-1,12$/);
    expect(rest).toEqual(['']);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('as CSV has no cell that is the formula %s', (seen) => {
    expect(renderTableCsv(buildTable([buildRow({ seen })]))).toContain(`'${seen}`);
  });

  it('as Markdown counts the verdicts and lets no text out of its cell', () => {
    const rows = [
      buildRow({ seen: 'a | b <img src=x> [c](http://d)' }),
      buildRow({ verdict: 'pass', seen: 'x' }),
    ];
    const text = renderTableMarkdown(buildTable(rows));
    expect(text).toContain('1 refused as they must be, 1 let through, 0 left open.');
    expect(text).toContain('# Deliberate mistakes: Acme &#124; staging');
    const lines = text.split('\n').filter((line) => line.startsWith('|'));
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.split(/(?<!\\)\|/)).toHaveLength(8);
    expect(text).not.toMatch(/<img|(?<!\\)\]\(|:\/\//);
  });

  it('as JSON has the rows as they are, and how many came to what', () => {
    const rows = [buildRow()];
    expect(JSON.parse(renderTableJson(buildTable(rows)))).toMatchObject({
      mutationRunId: 'set-1',
      counts: { pass: 0, fail: 1, inconclusive: 0 },
      rows: JSON.parse(JSON.stringify(rows)),
    });
  });
});
