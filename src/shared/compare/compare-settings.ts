import type { SessionView } from '../model/session';
import { compareText } from './align-steps';
import type { StepDifference } from './compare-facts';
import type { Normalise } from './fact';

/** Members of a profile that show in the requests, and what has no effect on them. */
const SHOWN_ELSEWHERE = new Set([
  '$schema',
  'name',
  'issuer',
  'redirectUri',
  'scope',
  'pkce',
  'parameters',
  'client',
  'browser',
]);

/** What the two runs were told to do, as far as no request shows it: TLS, a proxy, a fault in force. */
export function compareSettings(
  left: SessionView,
  right: SessionView,
  [normaliseLeft, normaliseRight]: readonly [Normalise, Normalise],
): StepDifference[] {
  const [lefts, rights] = [readSettings(left), readSettings(right)];
  return [...new Set([...lefts.keys(), ...rights.keys()])].sort(compareText).flatMap((name) => {
    const [one, other] = [lefts.get(name) ?? null, rights.get(name) ?? null];
    if (one === other) return [];
    const isSame = one !== null && other !== null && normaliseLeft(one) === normaliseRight(other);
    const values = { class: 'setting' as const, subject: 'setting', name, left: one, right: other };
    return [
      {
        ...values,
        leftSeq: null,
        rightSeq: null,
        phase: 0 as const,
        noise: isSame ? ('port' as const) : null,
      },
    ];
  });
}

function readSettings({ profile, fault, mutation, flow }: SessionView): Map<string, string> {
  const settings = new Map<string, string>([['flow', flow]]);
  if (fault !== null) settings.set('fault', fault);
  if (mutation !== null) settings.set('deliberate mistake', mutation);
  for (const [name, value] of Object.entries(profile ?? {})) {
    if (name === 'flow' || SHOWN_ELSEWHERE.has(name) || value === null || value === undefined) continue;
    settings.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return settings;
}
