import { extname, resolve } from 'node:path';
import { type HostInput, REPORT_FORMATS } from '@shared/contract/host-api';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import type { CliHost } from './open-cli-host';
import type { Output } from './output';
import { watchHostExport } from './watch-export';
import { writeWhole } from './write-whole';

/** A report as a file: the formats of the host, and pages where it can print. */
export const FILE_FORMATS = [...REPORT_FORMATS, 'pdf'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface ReportPlan<Format extends string = FileFormat> {
  /** As the user wrote it. */
  name: string;
  path: string;
  format: Format;
}

/** Reads the format from each file's extension, before anything is run. */
export function planReports(io: CliIo, names: readonly string[]): ReportPlan[] {
  return planFiles(io, names, FILE_FORMATS);
}

/** The same for what is written in other formats than the report of a session. */
export function planFiles<Format extends string>(
  io: CliIo,
  names: readonly string[],
  formats: readonly Format[],
  option = '--report',
): ReportPlan<Format>[] {
  return names.map((name) => {
    const extension = extname(name).slice(1).toLowerCase();
    const format = formats.find((each) => each === extension);
    if (format) return { name, path: resolve(io.workingFolder, name), format };
    const known = formats.map((each) => `.${each}`).join(', ');
    throw usageError(`${option} ${name}: the file name must end in one of ${known}.`);
  });
}

/** A refusal before anything is run, where a PDF is asked for and cannot be made here. */
export async function requirePrinter(host: CliHost, plans: readonly ReportPlan[]): Promise<void> {
  const plan = plans.find(({ format }) => format === 'pdf');
  if (!plan) return;
  const { pdf, pdfNote } = await host.call('getCapabilities', {});
  if (!pdf)
    throw usageError(`--report ${plan.name}: ${pdfNote ?? 'This host makes no PDF.'}`, 'not-supported');
}

/** The report as it goes into a file. Ctrl-C ends it. */
export async function buildFile(
  io: CliIo,
  host: CliHost,
  sessionId: string,
  format: FileFormat,
  overrides?: HostInput<'buildReport'>['overrides'],
): Promise<string | Uint8Array> {
  const chosen = { sessionId, ...(overrides && { overrides }) };
  return watchHostExport(io, host, async (callId) => {
    if (format !== 'pdf') return (await host.call('buildReport', { ...chosen, format, callId })).text;
    return Buffer.from((await host.call('printReport', { ...chosen, callId })).base64, 'base64');
  });
}

/** A report that cannot be written is said on stderr; the run and its result stand all the same. */
export async function writeReports(
  io: CliIo,
  host: CliHost,
  output: Output,
  sessionId: string,
  plans: readonly ReportPlan[],
): Promise<void> {
  for (const { name, path, format } of plans) {
    try {
      await writeWhole(path, await buildFile(io, host, sessionId, format));
      output.say(`grantscope: wrote ${name}`);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      output.say(
        `grantscope: ${name} cannot be written (${code}). The session is kept: "grantscope sessions export ${sessionId}" writes it elsewhere.`,
      );
    }
  }
}
