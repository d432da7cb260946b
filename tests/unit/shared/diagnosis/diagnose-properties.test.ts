import { diagnose } from '@shared/diagnosis/diagnose';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';
import { buildSession, SECRETS, type StepName, type TraceOptions } from '../../../support/session-builder';

const junk = fc.string({ unit: 'binary', maxLength: 300 });
const secret = fc.constantFrom(...Object.values(SECRETS));
/** What a provider could put anywhere: junk, JSON, and echoes of what it was sent. */
const text = fc.oneof(
  junk,
  fc.json(),
  secret.map((value) => `<p>value ${value} refused</p>`),
  fc.record({ error: fc.anything(), error_description: secret }).map((body) => JSON.stringify(body)),
);
const headerName = fc.constantFrom(
  'WWW-Authenticate',
  'Retry-After',
  'Allow',
  'Location',
  'Content-Type',
  'Date',
  '__proto__',
);
const answer = fc.record({
  status: fc.integer({ min: 100, max: 599 }),
  headers: fc.dictionary(headerName, text, { maxKeys: 5 }),
  body: text,
});
const error = fc.record({
  name: junk,
  message: text,
  code: fc.option(fc.oneof(junk, fc.constantFrom('OAUTH_INVALID_RESPONSE', 'ECONNRESET', '__proto__'))),
  details: fc.dictionary(fc.constantFrom('claim', 'expected', 'scope', '__proto__'), fc.anything()),
});
const failure: fc.Arbitrary<TraceOptions> = fc.record({
  failAt: fc.constantFrom<StepName>(
    'discovery',
    'authorization-request',
    'callback',
    'token',
    'id-token',
    'userinfo',
    'resource',
  ),
  answers: fc.record(
    { discovery: answer, token: answer, userinfo: answer, resource: answer },
    { requiredKeys: [] },
  ),
  callback: fc.dictionary(fc.constantFrom('error', 'error_description', 'state', 'iss', 'code'), text),
  pages: fc.array(answer, { maxLength: 2 }),
  error,
  checks: fc.dictionary(
    fc.constantFrom('state', 'iss', 'token-type', 'id-token-nonce', 'id-token-signature', 'unknown-check'),
    fc.record({ verdict: fc.constantFrom('pass', 'fail', 'warn', 'skip'), expected: text, actual: text }),
  ),
});

test('a failed session always has an error with proof, and no finding a credential, whatever was sent', () => {
  fc.assert(
    fc.property(failure, (options) => {
      // An accepted callback keeps the code of the run, so that echoes of it are known to be one.
      const callback = { ...options.callback, code: SECRETS.code };
      const session = buildSession({ ...options, callback, failAt: options.failAt ?? 'token' });
      const findings = diagnose(session);
      expect(findings[0]?.severity).toBe('error');
      for (const finding of findings) {
        expect(finding.evidence.length).toBeGreaterThan(0);
        expect(finding.confidence).toBeGreaterThan(0);
        expect(finding.confidence).toBeLessThanOrEqual(1);
      }
      const shown = JSON.stringify(findings);
      const steps = session.steps.map(({ name }) => name);
      for (const value of listCredentials(steps, options)) expect(shown).not.toContain(value);
    }),
    { numRuns: 300 },
  );
});

/**
 * The credentials that this run really used, by how far it got: before that, nothing can know them.
 * state and nonce are none; they only tie messages together and may be compared in the open.
 */
function listCredentials(steps: string[], { answers }: TraceOptions): string[] {
  const used: string[] = [];
  if (steps.includes('authorization-request')) used.push(SECRETS.codeVerifier);
  if (steps.includes('callback')) used.push(SECRETS.code);
  if (steps.includes('token')) used.push(SECRETS.clientSecret);
  if (steps.includes('token') && !answers?.token) used.push(SECRETS.accessToken, SECRETS.refreshToken);
  return used;
}

test('findings come best first and once per entry and step', () => {
  fc.assert(
    fc.property(failure, (options) => {
      const findings = diagnose(buildSession(options));
      const keys = findings.map(({ entryId, stepId }) => `${entryId} ${stepId}`);
      expect(new Set(keys).size).toBe(keys.length);
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect(findings.slice(0, errors.length)).toEqual(errors);
      expect(errors.map(({ confidence }) => confidence)).toEqual(
        errors.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
      );
    }),
    { numRuns: 100 },
  );
});

test('a session that succeeded never has an error', () => {
  fc.assert(
    fc.property(failure, ({ failAt: _failAt, error: _error, ...options }) => {
      const findings = diagnose(buildSession(options));
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('bodies of megabytes do not slow it down without bound', () => {
  for (const part of ['<title>', '<', '{"error":', 'error=', 'redirect_uri ', '"\\']) {
    const body = part.repeat(3_000_000 / part.length);
    const session = buildSession({
      failAt: 'callback',
      pages: [{ status: 400, body }],
      error: { message: body },
    });
    expect(
      measureCpuMs(() => diagnose(session), { enoughMs: 50 }),
      part,
    ).toBeLessThan(100);
  }
});
