import type { CallbackHitFacts } from '../flows/flow';

/** Recorded one by one; a flood must not fill the recording. */
export const MAX_RECORDED_HITS = 50;
/** The address of a request that is not accepted is cut here. */
const MAX_HIT_URL = 4_096;

/** What the note about requests that were left out is called. */
const LEFT_OUT_NOTE = 'callback-hits-left-out';

export interface HitBook {
  record(hit: CallbackHitFacts): void;
  /** From here on it is told how many are left out: at each power of ten, and at the end. */
  tell(note: (code: string, message: string) => void): void;
  /** Says the final count, where any were left out since it was last said. */
  finish(): void;
}

/** Hands hits on, the accepted one always and of the others a bounded number, and counts the rest by verdict. */
export function openHitBook(onHit: (hit: CallbackHitFacts) => void): HitBook {
  const leftOut = new Map<CallbackHitFacts['verdict'], number>();
  let recorded = 0;
  let said = 0;
  let note: ((code: string, message: string) => void) | null = null;
  const count = () => [...leftOut.values()].reduce((sum, each) => sum + each, 0);
  const say = () => {
    if (!note || count() === said) return;
    said = count();
    const kinds = [...leftOut].map(([verdict, times]) => `${times} ${verdict}`).join(', ');
    note(LEFT_OUT_NOTE, `${said} more requests arrived and are counted only: ${kinds}.`);
  };
  return {
    record(hit) {
      if (hit.verdict === 'accepted') return onHit(hit);
      recorded += 1;
      if (recorded <= MAX_RECORDED_HITS) return onHit({ ...hit, url: hit.url.slice(0, MAX_HIT_URL) });
      leftOut.set(hit.verdict, (leftOut.get(hit.verdict) ?? 0) + 1);
      if (/^10*$/.test(String(count()))) say();
    },
    tell(listen) {
      note = listen;
      say();
    },
    finish: say,
  };
}
