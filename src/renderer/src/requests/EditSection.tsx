import type { EditView } from '@shared/model/session';
import { compareRequests, type RequestChange } from '@shared/requests/compare-requests';
import { maskText } from '../inspector/mask-text';
import { Section } from '../ui/DetailTable';
import { MaskedText } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';

/** What a person changed before the request was sent. */
export function EditSection({ edit }: { edit: EditView }) {
  const changes = compareRequests(edit.planned, edit.sent);
  return (
    <Section title="Changed by hand">
      <table aria-label="Changed by hand" className="w-full table-fixed border-collapse text-xs">
        <thead>
          <tr className="text-left text-ink-faint">
            <th scope="col" className="w-[34%] py-1 font-normal">
              Part
            </th>
            <th scope="col" className="py-1 font-normal">
              Planned
            </th>
            <th scope="col" className="py-1 font-normal">
              Sent
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names repeat and rows never move
            <tr key={index} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-2 text-left font-normal break-words text-ink-faint">
                {change.name === change.part ? '' : `${change.part} `}
                <PlainText text={change.name} />
              </th>
              <td className="py-1 pr-2 font-mono wrap-anywhere">
                <Value change={change} text={change.before} />
              </td>
              <td className="py-1 font-mono wrap-anywhere">
                <Value change={change} text={change.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Value({ change: { part, name }, text }: { change: RequestChange; text: string | null }) {
  if (text === null) return <span className="text-ink-faint">(absent)</span>;
  const place =
    part === 'header'
      ? { kind: 'header' as const, name }
      : part === 'URL parameter' || part === 'form field'
        ? { kind: 'named' as const, name }
        : { kind: 'text' as const };
  return <MaskedText parts={maskText(text, place)} />;
}
