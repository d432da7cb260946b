import { HOST_METHODS } from '@shared/contract/host-api';
import { HOST_METHOD_NAMES } from '@shared/contract/host-methods';
import { expect, it } from 'vitest';

it('the plain list of method names equals the keys of the input schemas', () => {
  expect(HOST_METHOD_NAMES).toEqual(HOST_METHODS);
});
