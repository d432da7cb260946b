import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton';
import { moveFocusBetweenRows, useRovingRows } from './move-focus';

/** What a button copies, and what that is called. */
export interface CopyOffer {
  text: string;
  what: string;
}

export interface DetailRow {
  name: string;
  /** The name as it is drawn, where that is more than its text. */
  label?: ReactNode;
  value: ReactNode;
  /** Null where the value has a button of its own. */
  copy?: CopyOffer | null;
}

/**
 * Names and values in two columns. Rows with the same name stay apart and in order. Names that can take the focus
 * are one stop of the Tab key together, and the arrow keys walk them; the copy button of that row comes next.
 */
export function DetailTable({ label, rows }: { label: string; rows: DetailRow[] }) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-xs">
      <tbody ref={useRovingRows()} onKeyDown={moveFocusBetweenRows}>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names repeat and rows never move
          <tr key={index} className="group/row border-b border-line last:border-0">
            <th
              scope="row"
              className="w-[34%] py-1 pr-2 text-left align-top font-normal break-words text-ink-faint"
            >
              {row.label ?? row.name}
            </th>
            <td className="py-1 align-top font-mono wrap-anywhere">
              <CopyBeside copy={row.copy} isRowAction={row.label !== undefined}>
                {row.value}
              </CopyBeside>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CopyBesideProps {
  /** Null leaves the room free, so that what stands in rows below each other stays in line. */
  copy: CopyOffer | null | undefined;
  /** Reached from the row's name only. */
  isRowAction?: boolean;
  children: ReactNode;
}

/** A value with the button that copies it. */
export function CopyBeside({ copy, isRowAction = false, children }: CopyBesideProps) {
  if (copy === undefined) return children;
  return (
    <span className="flex items-start gap-1">
      <span className="min-w-0 flex-1">{children}</span>
      {copy === null ? (
        <span className="w-6 shrink-0" />
      ) : (
        <QuietCopy>
          <CopyButton small isRowAction={isRowAction} text={copy.text} what={copy.what} />
        </QuietCopy>
      )}
    </span>
  );
}

/** Seen while its row is pointed at or has the focus, and always where nothing can point. */
export function QuietCopy({ children }: { children: ReactNode }) {
  return (
    <span className="shrink-0 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 focus-within:opacity-100 [@media(hover:none)]:opacity-100">
      {children}
    </span>
  );
}

export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="border-b border-line px-3 py-2.5 last:border-0">
      <div className="mb-1.5 flex min-h-6 flex-wrap items-center justify-between gap-x-2">
        <h3 className="font-semibold">{title}</h3>
        {actions}
      </div>
      {children}
    </section>
  );
}
