import { z } from 'zod';
import type { TraceEvent } from '../model/trace-event';
import { UnsupportedTraceError, upgradeTrace } from '../trace/upgrade-trace';
import { EXPORT_FORMAT, EXPORT_VERSION } from './session-export';
import { traceEventSchema } from './trace-event-schema';

export type ParsedSessionExport = { ok: true; events: TraceEvent[] } | { ok: false; message: string };

/** Far above any real session; a file beyond it is refused before it is parsed. */
const MAX_EXPORT_CHARS = 64 * 1024 * 1024;
const MAX_EXPORT_DEPTH = 200;
const MAX_EVENTS = 200_000;

const envelopeSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.number().int().min(1),
  events: z.array(z.unknown()).min(1).max(MAX_EVENTS),
});

/**
 * Reads a JSON export from an untrusted file. Refusals are values with a sentence for the user that
 * quotes nothing of the file. The findings in the file are left aside: they are made anew.
 */
export function parseSessionExport(text: string): ParsedSessionExport {
  if (text.length > MAX_EXPORT_CHARS) return refuse('This file is too large for a session export.');
  if (exceedsDepth(text, MAX_EXPORT_DEPTH))
    return refuse('This file is nested too deeply for a session export.');
  const envelope = envelopeSchema.safeParse(parseJson(text));
  if (!envelope.success) return refuse('This file is not a Grantscope session export.');
  if (envelope.data.version > EXPORT_VERSION) {
    return refuse(
      `This export has version ${envelope.data.version}; this Grantscope reads up to ${EXPORT_VERSION}. Update Grantscope to open it.`,
    );
  }
  return readEvents(envelope.data.events);
}

function readEvents(values: unknown[]): ParsedSessionExport {
  try {
    const upgraded = upgradeTrace(values as TraceEvent[]);
    const events: TraceEvent[] = [];
    for (const [index, value] of upgraded.entries()) {
      const parsed = traceEventSchema.safeParse(value);
      if (!parsed.success)
        return refuse(`Event ${index + 1} of this export does not have the shape of an event.`);
      if (parsed.data.seq <= (events.at(-1)?.seq ?? 0))
        return refuse(`Event ${index + 1} of this export is out of order.`);
      events.push(parsed.data);
    }
    return { ok: true, events };
  } catch (error) {
    if (error instanceof UnsupportedTraceError) return refuse(error.message);
    throw error;
  }
}

function refuse(message: string): ParsedSessionExport {
  return { ok: false, message };
}

/** A member `__proto__`, or an escape that could spell a letter of it. */
const MAY_NAME_PROTO = /__proto__|\\u00(?:5f|6f|7[024])/i;

/** Undefined for what is not JSON. A `__proto__` member is dropped before anything can copy it. */
function parseJson(text: string): unknown {
  // Asking at each member takes as long as all the rest, and there is hardly ever one to drop.
  const drop = (key: string, value: unknown) => (key === '__proto__' ? undefined : value);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''), MAY_NAME_PROTO.test(text) ? drop : undefined);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings, so that a deeply nested file never reaches the parser. */
function exceedsDepth(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '"') {
      index += 1;
      while (index < text.length && text.charAt(index) !== '"') index += text.charAt(index) === '\\' ? 2 : 1;
    } else if (char === '[' || char === '{') {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === ']' || char === '}') depth -= 1;
  }
  return false;
}
