import { findNearest } from '@shared/text/find-nearest';
import { type CliError, usageError } from './cli-error';

/** What was asked for is none of `names`: the error tells the nearest of them, or else where to look. */
export function notFound(
  message: string,
  {
    asked,
    names,
    elsewhere,
    code,
  }: { asked: string; names: readonly string[]; elsewhere: string; code: string },
): CliError {
  const nearest = findNearest(asked, names);
  return usageError(`${message} ${nearest ? `Did you mean "${nearest}"?` : elsewhere}`, code);
}

export function unknownMutation(id: string, known: readonly { id: string }[]): CliError {
  return notFound(`There is no deliberate mistake named "${id}".`, {
    asked: id,
    names: known.map((mutation) => mutation.id),
    elsewhere: '"grantscope mutate PROFILE --list" names them.',
    code: 'unknown-mutation',
  });
}

/** Exits like every other usage error; scripts tell it by its code. */
export function unknownFault(id: string, known: readonly { id: string }[]): CliError {
  return notFound(`There is no fault named "${id}".`, {
    asked: id,
    names: known.map((fault) => fault.id),
    elsewhere: '"grantscope practice --list" names them.',
    code: 'unknown-fault',
  });
}
