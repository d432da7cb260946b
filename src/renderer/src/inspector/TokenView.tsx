import type { CheckView } from '@shared/model/session';
import { VerdictIcon } from '../labels/marks';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { DetailTable, Section } from '../ui/DetailTable';
import { formatDateTime, formatDistance } from '../ui/format';
import { MaskedText, SecretText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';
import { maskText } from './mask-text';
import { type ReadToken, readClaimTime, titleToken } from './read-tokens';

interface TokenViewProps {
  token: ReadToken;
  stepId: string;
  receivedAt: number;
  verdicts: ReadonlyMap<string, CheckView>;
}

/** One JWT: where it crossed the wire, then header, claims and signature, each with the check about it. */
export function TokenView({ token, stepId, receivedAt, verdicts }: TokenViewProps) {
  const { header, claims, signature, value } = token;
  const name = spellInvisible(titleToken(token.name));
  const judged = verdicts.get('signature');
  return (
    <Section title={name} actions={claims === null ? <Badge>encrypted</Badge> : undefined}>
      <Places token={token} stepId={stepId} />
      <Heading>Header</Heading>
      <MemberTable label={`Header of ${name}`} members={header} {...{ receivedAt, verdicts }} />
      <Heading>Claims</Heading>
      {claims ? (
        <MemberTable label={`Claims of ${name}`} members={claims} {...{ receivedAt, verdicts }} />
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

function Heading({ children }: { children: string }) {
  return <h4 className="mt-2 mb-0.5 text-xs font-semibold text-ink-soft">{children}</h4>;
}

/** The way to the request that carried the token. */
function Places({ token: { places }, stepId }: { token: ReadToken; stepId: string }) {
  const select = useApp((state) => state.select);
  return (
    <ul className="space-y-0.5 text-xs text-ink-soft">
      {places.map(({ exchangeId, text }) => {
        const tab = text.startsWith('Sent') ? 'request' : 'response';
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
  members: Record<string, unknown>;
  /** Times are told relative to this: the recording may be old. */
  receivedAt: number;
  verdicts: ReadonlyMap<string, CheckView>;
}

function MemberTable({ label, members, receivedAt, verdicts }: MemberTableProps) {
  return (
    <DetailTable
      label={label}
      rows={Object.entries(members).map(([name, value]) => {
        const time = readClaimTime(name, value);
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        const check = verdicts.get(name);
        return {
          name: spellInvisible(name),
          value: (
            <span className="flex items-start gap-1.5">
              <span className="min-w-0 flex-1">
                <MaskedText parts={maskText(text, { kind: 'named', name })} />
                {time !== null && (
                  <span className="block font-sans text-ink-soft">
                    <PlainText
                      text={`${formatDateTime(time)} (${formatDistance(time, receivedAt)}, counted from receipt)`}
                    />
                  </span>
                )}
                {check && (check.verdict === 'fail' || check.verdict === 'warn') && (
                  <span className="block font-sans text-fail">
                    expected <MaskedText parts={maskText(check.expected, { kind: 'named', name })} />
                  </span>
                )}
              </span>
              {check && <Verdict check={check} />}
            </span>
          ),
        };
      })}
    />
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
