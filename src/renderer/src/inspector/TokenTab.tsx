import type { StepView } from '@shared/model/session';
import { useMemo } from 'react';
import { useApp } from '../store/app-store';
import { PlainText } from '../ui/PlainText';
import { readRecordedAt } from './describe-time';
import { KeySetSection } from './KeySetSection';
import { PkceSection } from './PkceSection';
import { readKeySets } from './read-keys';
import { readPkce } from './read-pkce';
import { findTokens } from './read-tokens';
import { readVerdicts } from './read-verdicts';
import { TokenView } from './TokenView';

/** What a step is about, taken apart: every JWT, the keys it can be verified with, the PKCE derivation. */
export function TokenTab({ step }: { step: StepView }) {
  const steps = useApp((state) => state.open?.view.steps);
  const content = useMemo(() => readContent(steps ?? [], step), [steps, step]);
  const { found, keySets, pkce } = content;
  if (!found && !pkce && keySets.length === 0) {
    return (
      <p className="p-3 text-ink-faint">
        There is no JWT up to this step. A token that is not a JWT means something to its server only.
      </p>
    );
  }
  return (
    <>
      {pkce && <PkceSection pkce={pkce} />}
      {keySets.map((keySet) => (
        <KeySetSection key={keySet.title} keySet={keySet} />
      ))}
      {found && found.from.id !== step.id && (
        <p className="border-b border-line px-3 py-1.5 text-xs text-ink-soft">
          From “<PlainText text={found.from.title} />
          ”.
        </p>
      )}
      {found?.tokens.map(({ token, verdicts }) => (
        <TokenView
          key={token.value}
          token={token}
          stepId={found.from.id}
          recordedAt={readRecordedAt(found.from, token)}
          verdicts={verdicts}
        />
      ))}
    </>
  );
}

function readContent(steps: readonly StepView[], step: StepView) {
  const found = findTokens(steps, step);
  const tokens = found?.tokens ?? [];
  return {
    pkce: readPkce(steps, step),
    keySets: readKeySets(step, tokens),
    found: found && {
      from: found.from,
      tokens: tokens.map((token) => ({ token, verdicts: readVerdicts(steps, found.from, token) })),
    },
  };
}
