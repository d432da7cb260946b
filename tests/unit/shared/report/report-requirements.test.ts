import { REPORT_FORMATS, type ReportFormat } from '@shared/contract/host-api';
import { decodeFully } from '@shared/redact/decode-view';
import { buildReport } from '@shared/report/build-report';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../support/session-builder';

const EVENTS = buildTrace({
  failAt: 'token',
  profile: { name: 'Acme staging' },
  callback: { code: 'a-code-1f2e3d4c5b6a' },
  token: { code: 'a-code-1f2e3d4c5b6a' },
  answers: {
    token: { status: 400, headers: { 'x-request-id': 'req-7f3a' }, body: { error: 'invalid_grant' } },
  },
  checks: { 'token-status': { verdict: 'fail', expected: 'status 200', actual: 'status 400' } },
  error: {
    message: 'The server refused the code.',
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    oauth: { error: 'invalid_grant', errorDescription: null, errorUri: null },
  },
});

/** What every report must say, each as texts that stand in it. */
const REQUIREMENTS: Record<string, (string | RegExp)[]> = {
  'what was run': ['Acme staging', 'authorization-code', 'failed'],
  'when it was run': [/2026-01-15T09:30:00|1768469400\d{3}/],
  'when and by what it was written': ['2026-01-31T09:45:00.000Z', '0.1.0'],
  'the timeline': ['discovery', 'callback', 'token'],
  'the failing step with expected and actual': ['status 200', 'status 400', 'invalid_grant'],
  'the findings': ['Invalid grant'],
  'the settings': ['client_secret_basic', 'openid profile'],
  'the fixes': [/redeem it at once/i],
  'the environment': ['grantscope test', 'node', 'test'],
  'the ids for the provider': ['req-7f3a'],
  'what was redacted, and by which rule': [/named authorization_code, auth_code/],
};

/** A diagram is made of lanes, arrows and short notes: it has no place for these, and Markdown has it beside them. */
const NO_PLACE: Partial<Record<ReportFormat, string[]>> = {
  mmd: [
    'the settings',
    'the fixes',
    'the environment',
    'the ids for the provider',
    'what was redacted, and by which rule',
  ],
};

describe.each(REPORT_FORMATS)('a report as %s', (format) => {
  const { text } = buildReport(EVENTS, { format, now: Date.UTC(2026, 0, 31, 9, 45), appVersion: '0.1.0' });
  // Markdown escapes characters that it would act on.
  const readable = decodeFully(text).replaceAll('\\', '');
  for (const [requirement, facts] of Object.entries(REQUIREMENTS)) {
    const hasPlace = !NO_PLACE[format]?.includes(requirement);
    it(hasPlace ? `says ${requirement}` : `has no place for ${requirement}`, () => {
      const missing = facts.filter((fact) =>
        typeof fact === 'string' ? !readable.includes(fact) : !fact.test(readable),
      );
      if (hasPlace) expect(missing).toEqual([]);
      else expect(missing).not.toEqual([]);
    });
  }
});
