import { TRACE_VERSION, type TraceEvent } from '@shared/model/trace-event';
import { traceEventSchema } from '@shared/report/trace-event-schema';
import { z } from 'zod';

/** As much of JSON Schema as the events need. */
interface Shape {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  prefixItems?: Shape[];
  additionalProperties?: Shape | boolean;
}

/** What each event says; an event without a sentence does not compile. */
const MEANINGS: Record<TraceEvent['type'], string> = {
  'session-started':
    'Always the first: what is run, with which profile (references to secrets, never a secret), fault or deliberate mistake, and where.',
  'session-ended': 'How the session ended as a whole: one failed step makes it `failed`.',
  'session-resumed':
    'An ended session goes on with a follow-up, or with a request that is sent again. Further steps and another `session-ended` come after it.',
  'step-started':
    'Pairs with `step-ended` by `stepId`. A step that runs once more has an id of its own: `refresh`, `refresh-2`. With `branchOf` it stands beside the flow: it sends the request of that exchange again, and never changes the outcome.',
  'step-ended': 'The error of a failed step is data here.',
  'run-paused': 'The run waits for a person who steps through it; a request is shown as it is built.',
  'run-continued': 'What that person decided; `pauseId` says about which pause.',
  'request-edited':
    'A person changed a request before it was sent. `exchangeId` is null for the URL that the browser is sent to.',
  'exchange-started': 'Pairs with `exchange-ended` by `exchangeId`.',
  'exchange-ended':
    'Repeats the request, with the head as it was really sent where the transport could tell.',
  check: 'One protocol check.',
  artifact:
    'A named value that a step made or received: `authorization-url`, `code-verifier`, `id-token`, `server-metadata`, ...',
  'callback-awaited': 'Where the flow waits for the user agent, and until when.',
  'approval-awaited': 'Where the user decides elsewhere: device code and CIBA.',
  'callback-hit':
    'What reached the redirect URI or the CIBA notification address meanwhile, and what became of it.',
  note: 'Something worth saying that is no failure.',
};

/** These are pages of their own, or maps of anything. */
const KNOWN: Record<string, string> = { profile: '[profile](profile.md)' };

/** docs/trace-format.md: how to read a recording, and every event as the import checks it. */
export function renderTraceFormat(): string {
  const { oneOf = [], anyOf = [] } = z.toJSONSchema(traceEventSchema, { io: 'input' }) as Shape;
  const events = [...oneOf, ...anyOf];
  const shapes = createShapes();
  const sections = events.map((event) => {
    const type = String(event.properties?.['type']?.const) as TraceEvent['type'];
    return `### \`${type}\`\n\n${MEANINGS[type]}\n\n${renderMembers(event, ['type', 'seq', 'time'], shapes)}`.trimEnd();
  });
  return `${[INTRODUCTION, '## Events', ...sections, '## Shapes', ...shapes.render(), NOTES].join('\n\n')}\n`;
}

function renderMembers(shape: Shape, leftOut: readonly string[], shapes: Shapes): string {
  const members = Object.entries(shape.properties ?? {}).filter(([name]) => !leftOut.includes(name));
  if (members.length === 0) return '';
  const rows = members.map(([name, member]) => {
    const isOptional = !shape.required?.includes(name);
    const type = KNOWN[name] ? `${KNOWN[name]} or null` : describeType(member, name, shapes);
    return `| \`${name}\` | ${type}${isOptional ? '; may be missing' : ''} |`;
  });
  return ['| member | is |', '|---|---|', ...rows].join('\n');
}

function describeType(shape: Shape, name: string, shapes: Shapes): string {
  if (shape.anyOf) return shape.anyOf.map((each) => describeType(each, name, shapes)).join(' or ');
  if (shape.enum) return shape.enum.map((value) => `\`${value}\``).join(' ');
  if (shape.prefixItems)
    return `[${shape.prefixItems.map((each) => describeType(each, name, shapes)).join(', ')}]`;
  if (shape.type === 'array') return `list of ${describeType(shape.items ?? {}, name, shapes)}`;
  if (shape.properties) return shapes.name(shape, name);
  return [shape.type ?? 'any JSON value'].flat().join(' or ');
}

interface Shapes {
  /** A link to the shape, which is listed once whatever members have it. */
  name(shape: Shape, member: string): string;
  render(): string[];
}

function createShapes(): Shapes {
  const named = new Map<string, { title: string; shape: Shape }>();
  const shapes: Shapes = {
    name(shape, member) {
      const key = JSON.stringify(shape);
      const title = named.get(key)?.title ?? TITLES[member] ?? member;
      if (!named.has(key)) named.set(key, { title, shape });
      return `[${title}](#${title.toLowerCase()}-shape)`;
    },
    render() {
      const sections: string[] = [];
      // Rendering one may name others, which a Map walks as well.
      for (const { title, shape } of named.values()) {
        sections.push(`### ${title} (shape)\n\n${renderMembers(shape, [], shapes)}`);
      }
      return sections;
    },
  };
  return shapes;
}

/** Members of one shape under different names, and a list by what it holds. */
const TITLES: Record<string, string> = { causes: 'cause', planned: 'request', sent: 'request' };

const INTRODUCTION = `# Trace format

Generated from src/shared/report/trace-event-schema.ts with \`npm run docs\`; do not edit.

Version ${TRACE_VERSION}. The types are in \`src/shared/model/trace-event.ts\`; what an import accepts is on this page.

A session is a list of events in \`seq\` order, counted from 1; every event has \`type\`, \`seq\` and \`time\` (epoch
milliseconds). Begin and end pair up by id. The error of a failed step or exchange is data on its end event. An event on
disk is encrypted; a JSON export holds the same events, redacted.`;

const NOTES = `## How to read it

**Errors and answers.** A request's \`headers\` are in wire order with their case, duplicates kept. A body is text
(\`utf8\`) or \`base64\`; 5 MiB are kept and \`bodyBytes\` counts all of it. Timings are milliseconds, null for a phase that
was not reached. \`connection.tls\` has the certificate of the server, and under \`clientCertificate\` the one that this
client had ready and showed if it was asked.

**Follow-ups.** \`session-resumed\` names \`userinfo\`, \`resource\`, \`introspect\`, \`refresh\`, \`revoke\`, \`logout\` or
\`resend\`. The last outcome is that of the session as a whole.

**Deliberate mistakes.** \`mutation\` on \`session-started\` names a [deliberate mistake](mutations.md), \`mutationRun\` the
set of runs it is one of. Both are null for none. The verdict is no event; \`src/shared/mutations\` reads it off the rest.
Steps of such a run: \`ask-authorization\` asks before a user is sent, \`mistake-before\` and \`mistake\` come at the end; a
note \`mistake-not-made\` says why one could not be made.

**Before the run.** A step \`preflight\` after discovery holds \`check\` events with ids \`preflight-*\`: the profile against
the metadata, never \`fail\`. A token step whose client is refused holds the artifact \`last-accepted-client\`, where an
earlier run of the same issuer and client succeeded: its session id and time, both authentication methods, and whether the
credentials are \`same\` or \`other\`.

**While it waits.** Of the requests that reach a listener and are not the callback 50 are recorded, with at most 4096
characters of their URL; a note \`callback-hits-left-out\` counts the others.

**The capture window.** Each page between the request and the callback is an exchange on channel \`front\`. Its
\`connection\` is null; of a form that a person filled in, the body keeps the names and \`[not recorded]\` in place of the
values. Notes \`console-error\`, \`request-failed\`, \`cookie-refused\` and \`callback-by-script\` say what went wrong in the
pages, and where no callback came the artifacts \`last-page\` and \`last-page-url\` say what the window last showed.

**Versions.** A member that may be missing, or has null for nothing, was added later: older recordings are read as ever, so
the version stayed. \`src/shared/trace/fold-trace.ts\` turns events into the view that everything shows; it is pure and
idempotent by \`seq\`. \`upgrade-trace.ts\` brings an older recording up to date and refuses a newer one.`;
