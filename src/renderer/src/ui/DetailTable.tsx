import type { ReactNode } from 'react';

export interface DetailRow {
  name: string;
  value: ReactNode;
}

/** Names and values in two columns. Rows with the same name stay apart and in order. */
export function DetailTable({ label, rows }: { label: string; rows: DetailRow[] }) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-xs">
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names repeat and rows never move
          <tr key={index} className="border-b border-line last:border-0">
            <th
              scope="row"
              className="w-[34%] py-1 pr-2 text-left align-top font-normal break-words text-ink-faint"
            >
              {row.name}
            </th>
            <td className="py-1 align-top font-mono wrap-anywhere">{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
      <div className="mb-1.5 flex min-h-6 items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {actions}
      </div>
      {children}
    </section>
  );
}
