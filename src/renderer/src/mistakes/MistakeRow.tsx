import type { MutationTableRow } from '@shared/mutations/judge-session';
import type { MutationOffer } from '@shared/mutations/mutations';
import { useId } from 'react';
import { useApp } from '../store/app-store';
import { Badge, type Tone } from '../ui/Badge';
import { Button } from '../ui/Button';
import { ReferenceLink } from '../ui/ExternalLink';
import { PlainText } from '../ui/PlainText';

const VERDICTS: Record<MutationTableRow['verdict'], { label: string; tone: Tone }> = {
  pass: { label: 'passed', tone: 'pass' },
  fail: { label: 'failed', tone: 'fail' },
  inconclusive: { label: 'inconclusive', tone: 'warn' },
  'not-applicable': { label: 'not possible', tone: 'neutral' },
  waiting: { label: 'waiting', tone: 'neutral' },
  running: { label: 'running', tone: 'accent' },
};

interface MistakeRowProps {
  offer: MutationOffer;
  result: MutationTableRow | null;
  isPicked: boolean;
  isLocked: boolean;
}

export function MistakeRow({ offer, result, isPicked, isLocked }: MistakeRowProps) {
  const id = useId();
  const toggleMistake = useApp((state) => state.toggleMistake);
  const { title, mechanism, expected, reference, severity, reason } = offer;
  return (
    <tr className="border-t border-line align-top">
      <td className="py-1.5 pl-4">
        <input
          id={id}
          type="checkbox"
          checked={isPicked}
          disabled={isLocked || reason !== null}
          aria-describedby={reason === null ? undefined : `${id}-reason`}
          onChange={() => toggleMistake(offer.id)}
          className="mt-0.5 size-4 accent-accent focus-visible:outline-offset-2"
        />
      </td>
      <th scope="row" className="px-2 py-1.5 text-left font-normal">
        <label htmlFor={id} className="font-medium">
          {title}
        </label>
        {severity === 'should' && (
          <span className="ml-1.5">
            <Badge>advised</Badge>
          </span>
        )}
        <p className="text-xs text-ink-soft">{mechanism}</p>
        {reason !== null && (
          <p id={`${id}-reason`} className="text-xs text-warn">
            {reason}
          </p>
        )}
      </th>
      <td className="px-2 py-1.5 text-xs text-ink-soft">
        {expected} <ReferenceLink label={reference.label} url={reference.url} />
      </td>
      <td className="py-1.5 pr-4 pl-2 text-xs">{result && <Result result={result} />}</td>
    </tr>
  );
}

function Result({ result }: { result: MutationTableRow }) {
  const openSession = useApp((state) => state.openSession);
  const { verdict, seen, remark, sessionId, title } = result;
  const { label, tone } = VERDICTS[verdict];
  return (
    <>
      <div className="flex items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        {sessionId !== null && (
          <Button
            small
            tone="quiet"
            aria-label={`Show the session: ${title}`}
            onClick={() => void openSession(sessionId)}
          >
            Session
          </Button>
        )}
      </div>
      {verdict !== 'waiting' && verdict !== 'running' && seen !== '' && (
        <p className="mt-0.5 wrap-anywhere">
          <PlainText text={seen} />
        </p>
      )}
      {remark !== null && (
        <p className="mt-0.5 text-warn wrap-anywhere">
          <PlainText text={remark} />
        </p>
      )}
    </>
  );
}
