import { CATALOG } from '@shared/diagnosis/catalog/index';
import { diagnose } from '@shared/diagnosis/diagnose';
import { matchSignal } from '@shared/diagnosis/match';
import { createSignal } from '@shared/diagnosis/signals/signal';
import type { SessionView } from '@shared/model/session';
import { expect, test } from 'vitest';
import { buildEntraFailure, ENTRA_SAMPLES } from '../../../support/entra-failures';
import { buildSession } from '../../../support/session-builder';

const ENTRIES = CATALOG.filter(({ provider }) => provider === 'Microsoft Entra ID');
const RULES = ENTRIES.flatMap(({ id, match }) => match.map((rule): [string, string] => [rule.value, id]));

function findEntraIds(session: SessionView): string[] {
  return diagnose(session)
    .map(({ entryId }) => entryId)
    .filter((id) => id.startsWith('entra-'));
}

function matchCode(code: string): string[] {
  const signal = createSignal({
    kind: 'provider-code',
    value: code,
    where: 'token response',
    seq: 1,
    stepId: 'token',
    statement: `The answer names ${code}.`,
  });
  return matchSignal(signal).map(({ entry }) => entry.id);
}

test('every entry has a sample of its first code', () => {
  expect(ENTRA_SAMPLES.map(([code]) => `entra-${code.toLowerCase()}`).sort()).toEqual(
    ENTRIES.map(({ id }) => id).sort(),
  );
  for (const { id, code, match } of ENTRIES) {
    expect(id).toBe(`entra-${code.toLowerCase()}`);
    expect(match[0]?.value).toBe(code);
  }
});

test.each(RULES)('%s leads to %s and to no other entry', (code, id) => {
  expect(matchCode(code)).toEqual([id]);
});

test.each(RULES)('a code one digit longer than %s is another code', (code) => {
  for (let digit = 0; digit <= 9; digit += 1) {
    const longer = `${code}${digit}`;
    const known = RULES.find(([value]) => value === longer);
    expect(matchCode(longer)).toEqual(known ? [known[1]] : []);
  }
});

test.each(ENTRA_SAMPLES)('%s in a %s answer is the first finding', (...sample) => {
  const [first] = diagnose(buildEntraFailure(sample));
  expect(first).toMatchObject({ entryId: `entra-${sample[0].toLowerCase()}`, severity: 'error' });
  expect(first?.fixes.join(' ')).not.toMatch(/\{\w+\}/);
});

test.each(ENTRA_SAMPLES)('a longer code than %s in a %s answer leads to no entry of Entra', (...sample) => {
  const [code, place, error, text] = sample;
  expect(findEntraIds(buildEntraFailure([`${code}99`, place, error, text]))).toEqual([]);
});

test('the text of a code without its number leads to no entry of Entra', () => {
  const session = buildSession({
    failAt: 'token',
    answers: {
      token: {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'The code was already redeemed (54005).' },
      },
    },
  });
  expect(findEntraIds(session)).toEqual([]);
});

test('the general code before the telling one does not blame the secret', () => {
  const [entry] = findEntraIds(
    buildEntraFailure([
      'AADSTS70002',
      'token',
      'invalid_grant',
      'Error validating credentials. AADSTS70008: The provided authorization code or refresh token is expired.',
    ]),
  );
  expect(entry).toBe('entra-aadsts70008');
});
