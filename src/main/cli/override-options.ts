import type { HostInput } from '@shared/contract/host-api';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import type { CliHost } from './open-cli-host';
import type { Output } from './output';
import { readTextFile } from './read-text-file';

/**
 * What a report shows or hides against the rules. Nothing secret is an argument: texts come from a file, and what is
 * shown is named by its placeholder.
 */
export interface OverrideOptions {
  hide?: string;
  reveal?: string[];
  preview?: string;
  yesRevealCredential?: boolean;
}

type Overrides = NonNullable<HostInput<'buildReport'>['overrides']>;

/** Undefined where the rules alone decide. */
export async function readOverrides(
  io: CliIo,
  host: CliHost,
  sessionId: string,
  { hide: file, reveal = [], preview: basis, yesRevealCredential = false }: OverrideOptions,
): Promise<Overrides | undefined> {
  if (file === undefined && reveal.length === 0) return undefined;
  const text = file === undefined ? '' : await readTextFile(io, file);
  const hide = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (file !== undefined && hide.length === 0) throw usageError(`${file} has no text to hide.`);
  if (reveal.length === 0) return { hide };
  if (basis === undefined) {
    throw usageError(`--reveal needs --preview: "grantscope sessions preview ${sessionId}" names it.`);
  }
  const credentials = await findCredentials(host, sessionId, reveal);
  if (credentials.length > 0 && !yesRevealCredential) {
    throw usageError(
      `${credentials.map(({ placeholder, title }) => `${placeholder} is a credential (${title})`).join(', ')}: whoever reads the report could use it. Add --yes-reveal-credential if you mean it.`,
      'credential',
    );
  }
  const names = credentials.map(({ placeholder }) => placeholder);
  return {
    basis,
    hide,
    reveal: reveal.filter((each) => !names.includes(each)),
    revealCredentials: names,
  };
}

async function findCredentials(host: CliHost, sessionId: string, reveal: readonly string[]) {
  const { items } = await host.call('previewReport', { sessionId, format: 'md' });
  return items.filter(
    ({ placeholder, sensitivity }) => sensitivity === 'credential' && reveal.includes(placeholder),
  );
}

/** A terminal is read over shoulders and kept in logs: what the app shows of a value stays out. */
export async function previewSession(
  host: CliHost,
  output: Output,
  sessionId: string,
  json = false,
): Promise<void> {
  const { basis, items } = await host.call('previewReport', { sessionId, format: 'json' });
  const rows = items.map(({ placeholder, secret, sensitivity, title, rule, count, places }) => ({
    placeholder,
    secret,
    sensitivity,
    title,
    rule,
    count,
    places: places.map(({ step, where }) => ({ step, where })),
  }));
  if (json) {
    output.printJson({ preview: basis, redactions: rows });
    return;
  }
  output.print(`Preview ${basis}`);
  for (const { placeholder, sensitivity, title, count, places } of rows) {
    output.print(`${placeholder}  ${sensitivity}  ${title}  ${count === 1 ? '1 place' : `${count} places`}`);
    for (const { step, where } of places.slice(0, MAX_PLACES)) {
      output.print({ style: 'dim', text: `    ${step === '' ? '' : `${step}: `}${where}` });
    }
    if (places.length > MAX_PLACES)
      output.print({ style: 'dim', text: `    and ${places.length - MAX_PLACES} more` });
  }
}

const MAX_PLACES = 5;
