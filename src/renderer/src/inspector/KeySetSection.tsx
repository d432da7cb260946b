import { clsx } from 'clsx';
import { Badge } from '../ui/Badge';
import { CopyBeside, Section } from '../ui/DetailTable';
import { formatCount } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { ParameterName } from './ParameterName';
import type { KeyRow, KeySet } from './read-keys';
import { titleToken } from './read-tokens';

const COLUMNS = ['kid', 'kty', 'crv', 'alg', 'use'] as const satisfies (keyof KeyRow)[];

/** A JWKS as a table, with the key that each token was signed with. */
export function KeySetSection({ keySet: { title, keys, missing } }: { keySet: KeySet }) {
  return (
    <Section title={`${title}, ${formatCount(keys.length, 'key')}`}>
      <table aria-label={title} className="w-full border-collapse text-xs">
        <thead className="text-left text-ink-faint">
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="py-1 pr-2 align-bottom font-normal first:pl-1.5">
                <ParameterName name={column} place="key" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: kids may repeat and rows never move
              key={index}
              className={clsx('group/row border-t border-line', key.fits.length > 0 && 'bg-accent-soft')}
            >
              {COLUMNS.map((column) => (
                <td
                  key={column}
                  className="py-1 pr-2 align-top font-mono break-words first:pl-1.5 first:wrap-anywhere"
                >
                  {key[column] === '' ? (
                    <span className="text-ink-faint">–</span>
                  ) : column === 'kid' ? (
                    <CopyBeside copy={{ text: key.kid, what: 'kid' }}>
                      <PlainText text={key.kid} />
                    </CopyBeside>
                  ) : (
                    <PlainText text={key[column]} />
                  )}
                  {column === 'kid' && key.fits.length > 0 && (
                    <span className="mt-0.5 -ml-1.5 flex flex-wrap gap-1 font-sans">
                      {[...new Set(key.fits)].map((name) => (
                        <Badge key={name} tone="accent">
                          fits the {titleToken(name)}
                        </Badge>
                      ))}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {missing.map(({ name, header }) => (
        <p key={name} className="mt-1 text-xs wrap-anywhere text-fail">
          <PlainText
            text={`No key here fits the ${titleToken(name)}: alg ${String(header['alg'])}, kid ${String(header['kid'] ?? '(none)')}.`}
          />
        </p>
      ))}
    </Section>
  );
}
