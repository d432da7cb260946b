import { buildReport } from '@shared/report/build-report';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../support/session-builder';

const HOSTILE =
  '</td><script>alert(1)</script> | x | `` ```\n# head [a](javascript:x) ![i](http://e.example/i.png) \u202Egnp.exe\u0000 http://go.example @team $x$';

function build(format: 'md' | 'html'): string {
  const events = buildTrace({
    failAt: 'token',
    answers: { token: { status: 400, headers: { 'x-note': HOSTILE }, body: `text\n\`\`\`\`\n${HOSTILE}` } },
    checks: { 'token-status': { verdict: 'fail', expected: HOSTILE, actual: 'a\\|b' } },
    error: { message: HOSTILE, code: HOSTILE },
    profile: { name: HOSTILE.slice(0, 100) },
  });
  return buildReport(events, { format, now: 0, appVersion: '0.1.0' }).text;
}

/** Lines outside fenced blocks, told apart as CommonMark does. */
function readProse(markdown: string): string[] {
  let open = '';
  return markdown.split('\n').filter((line) => {
    const ticks = /^(`{3,})/.exec(line)?.[1] ?? '';
    if (open !== '') {
      if (ticks.length >= open.length && line === ticks) open = '';
      return false;
    }
    open = ticks;
    return ticks === '';
  });
}

describe('the Markdown report', () => {
  const prose = readProse(build('md'));

  it('lets no content close a fence', () => {
    expect(prose.some((line) => line.includes('Removed from this report'))).toBe(true);
    expect(prose.filter((line) => line.startsWith('text'))).toEqual([]);
  });

  it('has no markup from outside', () => {
    const text = prose.map((line) => line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).join('\n');
    expect(text).not.toMatch(/<|(?<!\\)!\\?\[|(?<!\\)\]\(|:\/\/|@|^# head/m);
  });

  it('keeps every table row at the width of its head', () => {
    const count = (line: string) => line.replace(/\\[\\|]/g, '').split('|').length;
    let width = 0;
    for (const line of prose) {
      if (!line.startsWith('|')) width = 0;
      else if (width === 0) width = count(line);
      else expect(count(line)).toBe(width);
    }
    expect(prose.filter((line) => line.startsWith('|')).length).toBeGreaterThan(20);
  });

  it('shows hidden characters', () => {
    expect(build('md')).toContain('<U+202E>');
    expect(build('md')).not.toMatch(/\u202E|\0/);
  });
});

describe('the HTML report', () => {
  const page = build('html');

  it('has no element and no attribute but its own', () => {
    const tags = new Set(
      [...page.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag]) => tag),
    );
    for (const tag of ['script', 'img', 'a', 'iframe', 'form', 'link']) expect(tags).not.toContain(tag);
    expect(page).toContain('&lt;script&gt;');
  });

  it('forbids itself to load or run anything', () => {
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(page.replace(/&#\d+;/g, '')).not.toMatch(/\s(?:src|href|action|on[a-z]+)\s*=\s*["']/i);
  });

  it('shows hidden characters', () => {
    expect(page).toContain('&lt;U+202E&gt;');
    expect(page).not.toMatch(/\u202E|\0/);
  });
});
