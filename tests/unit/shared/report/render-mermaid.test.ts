import { buildReport } from '@shared/report/build-report';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace, type TraceOptions } from '../../../support/session-builder';

const OPTIONS = { now: 0, appVersion: '0.1.0' };
const FAILED: TraceOptions = {
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
  checks: { 'token-status': { verdict: 'fail', expected: '200', actual: '400' } },
  error: {
    message: 'The server refused the code.',
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    oauth: { error: 'invalid_grant', errorDescription: null, errorUri: null },
  },
};

function draw(options: TraceOptions = {}): string[] {
  return buildReport(buildTrace(options), { format: 'mmd', ...OPTIONS })
    .text.trimEnd()
    .split('\n');
}

/** Every line that a diagram of ours may have; a label holds nothing that could begin another statement. */
const LABEL = String.raw`(?:[\p{L}\p{M}\p{N} /.,()=?[\]:+*~!…_-]|#\d+;|<br/>)*`;
const LINES = [
  /^sequenceDiagram$/u,
  new RegExp(`^ {2}%% Written by Grantscope ${LABEL}$`, 'u'),
  new RegExp(`^ {2}title ${LABEL}$`, 'u'),
  /^ {2}(?:actor|participant) [a-z]+ as [A-Za-z ]+$/u,
  new RegExp(`^ {2,6}Note over client: ${LABEL}$`, 'u'),
  new RegExp(`^ {2,6}[a-z]+(?:->>|-->>|--x)[a-z]+: ${LABEL}$`, 'u'),
  /^ {2}rect rgb\(255, 224, 222\)$/u,
  /^ {2,4}loop \d+ times$/u,
  /^ {2,4}end$/u,
];

describe('the sequence diagram', () => {
  it('has an arrow for each request, each answer and the callback', () => {
    const lines = draw().map((line) => line.trim());
    expect(lines).toContain('client->>server: GET /.well-known/openid-configuration');
    expect(lines).toContain('server-->>client: 200');
    expect(lines).toContain('browser->>client: GET /callback (code, state, iss): accepted');
    expect(lines.find((line) => line.startsWith('client->>server: POST /token'))).toContain('code_verifier');
  });

  it('puts the failed step on a ground of its own, and says why it failed', () => {
    const lines = draw(FAILED);
    const from = lines.findIndex((line) => line.includes('rect rgb'));
    const failed = lines.slice(from, lines.indexOf('  end'));
    expect(failed.join('\n')).toMatch(/server-->>client: 400, invalid_grant/);
    expect(failed.at(-1)).toMatch(/Note over client: Failed: invalid_grant<br\/>.+: expected 200, got 400$/);
    expect(draw().some((line) => line.includes('rect rgb'))).toBe(false);
  });

  it('stands in the Markdown report as a fenced block', () => {
    const { text } = buildReport(buildTrace(FAILED), { format: 'md', ...OPTIONS });
    expect(text).toContain(`\`\`\`mermaid\n${draw(FAILED).join('\n')}\n\`\`\``);
  });

  it('consists of its own statements, whatever the texts in the recording are', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'end',
        'x;\nend',
        '%%{init: {}}%%',
        '# x',
        '<script>',
        '```',
        '$$x$$',
        'a->>b: c',
        '\u202e',
      ),
    );
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const lines = draw({
          failAt: 'token',
          profile: { name: `x${first}`.slice(0, 100) },
          answers: { token: { status: 400, body: { error: first } } },
          checks: { 'token-status': { verdict: 'fail', expected: first, actual: second } },
          error: { message: second, code: first },
          hits: [{ url: `http://127.0.0.1:1/${second}?${first}=1`, verdict: 'wrong-path' }],
        });
        const foreign = lines.filter((line) => !LINES.some((pattern) => pattern.test(line)));
        expect(foreign).toEqual([]);
      }),
    );
  });
});
