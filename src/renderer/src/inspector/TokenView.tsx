import { readCheckProof } from '@shared/diagnosis/finding-words';
import type { CheckView } from '@shared/model/session';
import type { ReactNode } from 'react';
import { Comparison } from '../diagnosis/Comparison';
import { VerdictIcon } from '../labels/marks';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { DetailTable, Section } from '../ui/DetailTable';
import { SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';
import { type ClaimTime, describeClaimTime } from './describe-time';
import { CopyAll } from './MessageView';
import { maskText } from './mask-text';
import { useNamedRows } from './named-rows';
import { type ReadToken, readClaimTime, titleToken } from './read-tokens';

interface TokenViewProps {
  token: ReadToken;
  stepId: string;
  recordedAt: number;
  verdicts: ReadonlyMap<string, CheckView>;
}

/** One JWT: where it crossed the wire, then header, claims and signature, each with the check about it. */
export function TokenView({ token, stepId, recordedAt, verdicts }: TokenViewProps) {
  const { header, claims, signature, value } = token;
  const name = spellInvisible(titleToken(token.name));
  const judged = verdicts.get('signature');
  return (
    <Section title={name} actions={claims === null ? <Badge>encrypted</Badge> : undefined}>
      <Places token={token} stepId={stepId} />
      <Heading action={<CopyMembers what={`header of ${name}`} members={header} />}>Header</Heading>
      <MemberTable label={`Header of ${name}`} place="jose" members={header} {...{ recordedAt, verdicts }} />
      <Heading action={claims && <CopyMembers what={`claims of ${name}`} members={claims} />}>Claims</Heading>
      {claims ? (
        <MemberTable
          label={`Claims of ${name}`}
          place="claim"
          members={claims}
          {...{ recordedAt, verdicts }}
        />
      ) : (
        <EncryptedNote header={header} />
      )}
      {claims && (
        <>
          <Heading>Signature</Heading>
          <p className="flex items-start gap-1.5 font-mono text-xs wrap-anywhere">
            {signature === '' ? 'none' : <SecretText value={signature} name={`signature of ${name}`} />}
            {judged && <Verdict check={judged} />}
          </p>
        </>
      )}
      <Heading>Encoded</Heading>
      <p className="font-mono text-xs wrap-anywhere">
        <SecretText value={value} name={`whole ${name}`} />
      </p>
    </Section>
  );
}

function Heading({ action, children }: { action?: ReactNode; children: string }) {
  return (
    <div className="mt-2 mb-0.5 flex items-center justify-between gap-2">
      <h4 className="text-xs font-semibold text-ink-soft">{children}</h4>
      {action}
    </div>
  );
}

/** The JSON of a header or of claims; personal claims are the user's own and stay in it. */
function CopyMembers({ what, members }: { what: string; members: Record<string, unknown> }) {
  const parts = maskText(JSON.stringify(members, null, 2), { kind: 'claims' });
  return <CopyAll what={what} lines={[['', parts]]} />;
}

/** The way to the request that carried the token. */
function Places({ token: { places }, stepId }: { token: ReadToken; stepId: string }) {
  const select = useApp((state) => state.select);
  return (
    <ul className="space-y-0.5 text-xs text-ink-soft">
      {places.map(({ exchangeId, isSent, text }) => {
        const tab = isSent ? 'request' : 'response';
        return (
          <li key={text} className="flex items-start gap-2">
            <span className="min-w-0 flex-1 wrap-anywhere">
              <PlainText text={text} />
            </span>
            {exchangeId !== null && (
              <Button
                tone="quiet"
                small
                className="-my-0.5"
                onClick={() => select({ stepId, exchangeId, checkSeq: null }, tab)}
              >
                Show the {tab}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** RFC 7516 section 4.1: the header alone says how it is encrypted, and to which key. */
function EncryptedNote({ header }: { header: Record<string, unknown> }) {
  const key =
    header['kid'] === undefined ? 'a key that it does not name' : `the key ${String(header['kid'])}`;
  const text = `They are encrypted (JWE) with ${String(header['enc'])}, its key managed by ${String(header['alg'])}, to ${key}. Whoever holds that private key can read them.`;
  return (
    <p className="text-xs wrap-anywhere text-ink-soft">
      <PlainText text={text} />
    </p>
  );
}

interface MemberTableProps {
  label: string;
  place: 'jose' | 'claim';
  members: Record<string, unknown>;
  /** Times are told relative to this: the recording may be old. */
  recordedAt: number;
  verdicts: ReadonlyMap<string, CheckView>;
}

function MemberTable({ label, place, members, recordedAt, verdicts }: MemberTableProps) {
  const pairs = Object.entries(members).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  const rows = useNamedRows(pairs, place, (name) => ({ kind: 'named', name })).map((row, index) => {
    const name = pairs[index]?.name ?? '';
    const time = readClaimTime(name, members[name]);
    const check = verdicts.get(name);
    return {
      ...row,
      value: (
        <span className="flex items-start gap-1.5">
          <span className="min-w-0 flex-1">
            {row.value}
            {time !== null && <ClaimTimeText {...describeClaimTime(name, time, recordedAt)} />}
            {check && <BadCheck check={check} />}
          </span>
          {check && <Verdict check={check} />}
        </span>
      ),
    };
  });
  return <DetailTable label={label} rows={rows} />;
}

function ClaimTimeText({ local, utc, relation }: ClaimTime) {
  return (
    <span className="block font-sans text-ink-soft">
      {relation}
      {local !== utc && <span className="block text-ink-faint">{local} local time</span>}
      <span className="block text-ink-faint">
        {utc} UTC{local === utc && ', as here'}
      </span>
    </span>
  );
}

/** What the rule asked for, where the member is not what it should be. */
function BadCheck({ check }: { check: CheckView }) {
  if (check.verdict !== 'fail' && check.verdict !== 'warn') return null;
  return (
    <div className="mt-0.5 rounded border border-line bg-sunken px-1.5 py-0.5 font-sans">
      <Comparison
        proof={readCheckProof(check)}
        what={spellInvisible(check.title)}
        isBad={check.verdict === 'fail'}
      />
    </div>
  );
}

/** The verdict of the row about a member; its title is the tooltip. */
function Verdict({ check }: { check: CheckView }) {
  const select = useApp((state) => state.select);
  return (
    <button
      type="button"
      title={spellInvisible(check.title)}
      onClick={() => select({ stepId: check.stepId, exchangeId: null, checkSeq: check.seq }, 'checks')}
      className="inline-flex h-4.5 shrink-0 items-center rounded px-1 hover:bg-hover"
    >
      <VerdictIcon verdict={check.verdict} />
    </button>
  );
}
