import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Stored {
  payload: AdapterPayload;
  /** Epoch milliseconds. */
  expiresAt: number;
}

const MAX_ENTRIES = 5_000;

/**
 * Storage of one practice provider: gone with it, bounded, and shared by all models of that provider.
 * Expiry itself is judged by oidc-provider; entries stay a little longer so that it can tell an
 * expired code from one that never existed.
 */
export function createMemoryAdapter(now: () => number = Date.now): AdapterFactory {
  const entries = new Map<string, Stored>();

  const read = (key: string) => {
    const stored = entries.get(key);
    return stored && stored.expiresAt > now() ? stored.payload : undefined;
  };
  const findBy = (model: string, matches: (payload: AdapterPayload) => boolean) => {
    for (const [key, { payload }] of entries) {
      if (key.startsWith(`${model}:`) && matches(payload)) return read(key);
    }
    return undefined;
  };

  return (model): Adapter => ({
    async upsert(id, payload, expiresIn = 3_600) {
      const key = `${model}:${id}`;
      entries.delete(key);
      entries.set(key, { payload, expiresAt: now() + (expiresIn + 60) * 1_000 });
      if (entries.size > MAX_ENTRIES) dropOldest(entries, now());
    },
    async find(id) {
      return read(`${model}:${id}`);
    },
    async findByUid(uid) {
      return findBy(model, (payload) => payload['uid'] === uid);
    },
    async findByUserCode(userCode) {
      return findBy(model, (payload) => payload['userCode'] === userCode);
    },
    async consume(id) {
      const payload = read(`${model}:${id}`);
      if (payload) payload['consumed'] = Math.floor(now() / 1_000);
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) {
        if (key.startsWith(`${model}:`) && payload['grantId'] === grantId) entries.delete(key);
      }
    },
  });
}

function dropOldest(entries: Map<string, Stored>, now: number): void {
  for (const [key, { expiresAt }] of entries) {
    if (expiresAt <= now || entries.size > MAX_ENTRIES / 2) entries.delete(key);
  }
}
