import { findEntry } from '@shared/diagnosis/catalog/index';
import { GISTS } from '@shared/diagnosis/gist-rules';
import { matchSignal } from '@shared/diagnosis/match';
import { createSignal } from '@shared/diagnosis/signals/signal';
import { expect, test } from 'vitest';

const find = (text: string, value = 'Log') =>
  matchSignal(
    createSignal({
      kind: 'error-code',
      value,
      text,
      where: 'client-side validation',
      seq: 1,
      stepId: null,
      statement: '',
    }),
  ).map(({ entry, strength }) => [entry.id, strength]);

test('every gist belongs to an entry of the catalog', () => {
  for (const id of Object.keys(GISTS)) expect(findEntry(id)?.id, id).toBe(id);
});

test('a sentence may have its subject first or last, and proves little', () => {
  expect(find('the nonce of kim differs')).toEqual([['lib-id-token-nonce', 'weak']]);
  expect(find('there was a different nonce')).toEqual([['lib-id-token-nonce', 'weak']]);
});

test.each([
  'the nonce of kim is stored',
  'a different note',
  'the DPoP nonce differs',
  'state of the machine is unknown',
])('%j comes down to nothing', (text) => {
  expect(find(text)).toEqual([]);
});

test('the code of a library stands beside it, however vague it is', () => {
  expect(find('the nonce of kim differs', 'OAUTH_INVALID_RESPONSE')).toContainEqual([
    'lib-invalid-response',
    'weak',
  ]);
});
