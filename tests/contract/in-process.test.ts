import { callHost } from '@shared/contract/call-host';
import { describe, expect, it } from 'vitest';
import { createStubHost } from '../support/stub-host';
import { type Connect, describeBinding } from './host-contract';

const connect: Connect = async (host) => ({
  call: (method, input) => callHost(host.methods, method, input),
  subscribe: async (listener) => host.subscribe(listener),
  close: async () => {},
});

describeBinding('a call in the same process', connect);

describe('a call in the same process', () => {
  it.each(['nothingKnown', 'toString', '__proto__', 'constructor', ''])(
    'refuses the unknown method "%s" as a value',
    async (name) => {
      const result = await callHost(createStubHost().methods, name, {});
      expect(result).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
    },
  );
});
