import { hashToBase64Url } from '@shared/diagnosis/evidence/sha256';
import type { StepView } from '@shared/model/session';
import { readBody, readUrlPairs } from './read-body';

/** How the challenge comes of the verifier (RFC 7636 section 4.2), beside what was really sent. */
export interface PkceDerivation {
  verifier: string;
  method: string;
  /** What the verifier makes by the method; null for a method that is unknown here. */
  computed: string | null;
  /** Null where no request carried one. */
  sent: string | null;
}

/** Of a step that makes the verifier or sends it; null for the others. */
export function readPkce(steps: readonly StepView[], step: StepView): PkceDerivation | null {
  const verifier =
    listForms(step).find(({ name }) => name === 'code_verifier')?.value ??
    readArtifact(step, 'code-verifier');
  if (verifier === null) return null;
  const before = steps.slice(0, steps.indexOf(step) + 1).toReversed();
  const read = (name: string): string | null => {
    for (const each of before) {
      const found = listRequestPairs(each).find((pair) => pair.name === name);
      if (found) return found.value;
    }
    return null;
  };
  const made = before.map((each) => readArtifact(each, 'code-challenge')).find((value) => value !== null);
  const sent = read('code_challenge') ?? made ?? null;
  // A request object or a pushed request may hold the method where the recording does not show it.
  const method = read('code_challenge_method') ?? (sent === verifier ? 'plain' : 'S256');
  return { verifier, method, computed: computeChallenge(verifier, method), sent };
}

function computeChallenge(verifier: string, method: string): string | null {
  if (method === 'S256') return hashToBase64Url(verifier);
  return method === 'plain' ? verifier : null;
}

function listRequestPairs(step: StepView) {
  return [...readUrlPairs(readArtifact(step, 'authorization-url') ?? ''), ...listForms(step)];
}

function listForms({ exchanges }: StepView) {
  return exchanges.flatMap(({ request: { body, headers } }) => {
    const form = body ? readBody(body, headers) : null;
    return form?.kind === 'form' ? form.pairs : [];
  });
}

function readArtifact({ artifacts }: StepView, name: string): string | null {
  return artifacts.findLast((artifact) => artifact.name === name)?.value ?? null;
}
