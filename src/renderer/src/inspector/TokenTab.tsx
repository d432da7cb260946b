import type { StepView } from '@shared/model/session';
import { useMemo } from 'react';
import { useApp } from '../store/app-store';
import { DetailTable, Section } from '../ui/DetailTable';
import { formatDateTime, formatDistance } from '../ui/format';
import { MaskedText, SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';
import { maskText } from './mask-text';
import { findTokens, type ReadToken, readClaimTime } from './read-tokens';

export function TokenTab({ step }: { step: StepView }) {
  const steps = useApp((state) => state.open?.view.steps);
  const found = useMemo(() => findTokens(steps ?? [], step), [steps, step]);
  if (!found) {
    return (
      <p className="p-3 text-ink-faint">
        There is no JWT up to this step. A token that is not a JWT means something to its server only.
      </p>
    );
  }
  const { from, tokens } = found;
  return (
    <>
      {from.id !== step.id && (
        <p className="border-b border-line px-3 py-1.5 text-xs text-ink-soft">
          From “<PlainText text={from.title} />
          ”.
        </p>
      )}
      {tokens.map((token) => (
        <TokenView key={token.value} token={token} receivedAt={from.startedAt} />
      ))}
    </>
  );
}

function TokenView({ token, receivedAt }: { token: ReadToken; receivedAt: number }) {
  const { name, header, claims, signature, value } = token;
  return (
    <Section title={spellInvisible(name)}>
      <h4 className="mb-0.5 text-xs font-semibold text-ink-soft">Header</h4>
      <MemberTable label={`Header of ${name}`} members={header} receivedAt={receivedAt} />
      <h4 className="mt-2 mb-0.5 text-xs font-semibold text-ink-soft">Claims</h4>
      {claims ? (
        <MemberTable label={`Claims of ${name}`} members={claims} receivedAt={receivedAt} />
      ) : (
        <p className="text-xs text-ink-faint">They are encrypted (JWE).</p>
      )}
      <h4 className="mt-2 mb-0.5 text-xs font-semibold text-ink-soft">Signature</h4>
      <p className="font-mono text-xs wrap-anywhere">
        {signature === '' ? 'none' : <SecretText value={signature} name={`signature of ${name}`} />}
      </p>
      <h4 className="mt-2 mb-0.5 text-xs font-semibold text-ink-soft">Encoded</h4>
      <p className="font-mono text-xs wrap-anywhere">
        <SecretText value={value} name={`whole ${name}`} />
      </p>
    </Section>
  );
}

interface MemberTableProps {
  label: string;
  members: Record<string, unknown>;
  /** Times are told relative to this: the recording may be old. */
  receivedAt: number;
}

function MemberTable({ label, members, receivedAt }: MemberTableProps) {
  return (
    <DetailTable
      label={label}
      rows={Object.entries(members).map(([name, value]) => {
        const time = readClaimTime(name, value);
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return {
          name: spellInvisible(name),
          value: (
            <>
              <MaskedText parts={maskText(text, { kind: 'named', name })} />
              {time !== null && (
                <span className="block font-sans text-ink-soft">
                  <PlainText
                    text={`${formatDateTime(time)} (${formatDistance(time, receivedAt)}, counted from receipt)`}
                  />
                </span>
              )}
            </>
          ),
        };
      })}
    />
  );
}
