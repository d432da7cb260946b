import { findWorst } from '@shared/diagnosis/finding-words';
import { describe, expect, it } from 'vitest';
import { isRightPassword } from '../../../../src/main/practice/accounts';
import { readFindings } from '../../../../src/renderer/src/diagnosis/read-findings';
import { describeUrl } from '../../../../src/renderer/src/timeline/describe-url';
import { pickSelection } from '../../../../src/renderer/src/timeline/effective-selection';
import { PRACTICE_SIGN_IN } from '../../../../src/renderer/src/timeline/practice-sign-in';
import { buildSession } from '../../../support/session-builder';

const FAILED = buildSession({
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
  error: {
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    oauth: { error: 'invalid_grant', errorDescription: null, errorUri: null },
  },
});

describe('describeUrl', () => {
  it('shows host and path but never a parameter', () => {
    expect(describeUrl('https://id.acme.example:8443/cb?code=abc&state=x#y=1')).toEqual({
      host: 'id.acme.example:8443',
      path: '/cb',
      parameterCount: 2,
    });
    expect(describeUrl('/cb?code=abc')).toEqual({ host: '', path: '/cb', parameterCount: 0 });
  });
});

describe('pickSelection', () => {
  it('stands on the step of the worst finding until the user picks another', () => {
    const findings = readFindings(FAILED);
    expect(findWorst(findings)?.severity).toBe('error');
    expect(pickSelection(FAILED, null, findings)?.stepId).toBe('token');
    const picked = { stepId: 'discovery', exchangeId: null, checkSeq: null };
    expect(pickSelection(FAILED, picked, findings)).toBe(picked);
  });

  it('follows the newest step of a run under way', () => {
    const running = buildSession({ failAt: 'callback', outcome: 'running' });
    expect(readFindings(running)).toEqual([]);
    expect(pickSelection(running, null, [])?.stepId).toBe('callback');
  });

  it('falls back where the picked step is of another session', () => {
    const picked = { stepId: 'gone', exchangeId: null, checkSeq: null };
    expect(pickSelection(FAILED, picked, [])?.stepId).toBe('token');
  });
});

describe('readFindings', () => {
  it('diagnoses a session once', () => {
    expect(readFindings(FAILED)).toBe(readFindings(FAILED));
  });
});

describe('the way in for newcomers', () => {
  it('names a user and a password that the practice provider accepts', () => {
    expect(isRightPassword(PRACTICE_SIGN_IN.user, PRACTICE_SIGN_IN.password)).toBe(true);
  });
});
